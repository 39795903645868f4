package io.github.zohooauth.store;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;

/**
 * Turns a stored token into text and back. A store keeps that text.
 *
 * <p>Implementations are thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-10.4">RFC 6749, section 10.4</a>
 */
public interface TokenCodec {

  /**
   * Returns the token as text, which may hold its secrets in plain text.
   *
   * @param key the key of the text; {@link #keyOf} reads it from the text
   * @return one line of at most 256 KiB in UTF-8
   * @throws TokenStoreException if the token is larger
   */
  String encode(TokenKey key, StoredToken token);

  /**
   * Returns the token of this text.
   *
   * @param key the key under which the text was stored
   * @throws UnreadableRecordException if the text may be intact, but its encryption key is missing
   *     or a newer version wrote it; a store leaves such a record in place
   * @throws TokenStoreException if the text is damaged, was not written by this codec, or belongs
   *     to another key; the message does not quote the text
   */
  StoredToken decode(TokenKey key, String text);

  /**
   * Returns the key of this text, for a store that lists its records.
   *
   * @param sha256 {@link TokenKey#sha256} of the text's key, such as from a file name or a primary
   *     key
   * @throws UnreadableRecordException as from {@link #decode}
   * @throws TokenStoreException as from {@link #decode}; also if the text holds no key, because an
   *     early version wrote it
   * @throws IllegalArgumentException if {@code sha256} is not a hash
   */
  TokenKey keyOf(String sha256, String text);

  /**
   * Returns whether {@link #encode} would protect this text in the same way as now.
   *
   * <p>If not, a store that renews its encryption decodes and encodes the text. Only the form of
   * the text counts, and every text is accepted.
   */
  default boolean isCurrent(String text) {
    return true;
  }

  /** Returns the codec that writes versioned JSON in plain text. Unknown fields are kept. */
  static TokenCodec plain() {
    return PlainTokenCodec.INSTANCE;
  }

  /**
   * Returns the codec that encrypts that text, including the owner, with AES-256-GCM.
   *
   * <p>The text is bound to its key. A text that was changed, or moved to another key, is refused.
   * Plain text is refused unless the ring is {@link KeyRing#acceptingPlaintext}: anyone who can
   * write to the store could have put it there. A refused text causes an {@link
   * UnreadableRecordException}, unless it cannot be intact. A wrong key and a changed text look the
   * same.
   */
  static TokenCodec aesGcm(KeyRing ring) {
    return new AesGcmTokenCodec(ring);
  }
}
