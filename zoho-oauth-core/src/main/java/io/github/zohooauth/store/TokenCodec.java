package io.github.zohooauth.store;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;

/**
 * Turns a stored token into text and back; every store keeps that text.
 *
 * <p>Implementations are thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-10.4">RFC 6749, section 10.4</a>
 */
public interface TokenCodec {

  /**
   * Returns the token as text, which may hold its secrets in clear.
   *
   * @param key the key under which the text is kept; the text tells it to {@link #keyOf}
   * @return at most 256 KiB in UTF-8, and one line
   * @throws TokenStoreException if the token is larger
   */
  String encode(TokenKey key, StoredToken token);

  /**
   * Returns the token of this text.
   *
   * @param key the key under which the text was kept
   * @throws UnreadableRecordException if the text may be whole but is not for this reader: its key
   *     is not at hand, or a newer version wrote it; a store leaves such a record where it is
   * @throws TokenStoreException if the text is damaged, not one that this codec wrote, or another
   *     key's; the message quotes none of it
   */
  StoredToken decode(TokenKey key, String text);

  /**
   * Returns the key whose record this text is, for a store that lists what it holds.
   *
   * @param sha256 {@link TokenKey#sha256} of the key under which the text was kept, as a file name
   *     or a primary key has it
   * @throws UnreadableRecordException as {@link #decode} does
   * @throws TokenStoreException as {@link #decode} does, and if the text holds no key, as those of
   *     early versions
   * @throws IllegalArgumentException if {@code sha256} is not a hash
   */
  TokenKey keyOf(String sha256, String text);

  /**
   * Returns whether {@link #encode} would protect this text as it is protected now; if not, a store
   * that renews its encryption decodes and encodes it.
   *
   * <p>It looks at the form alone, and reads a text of any content.
   */
  default boolean isCurrent(String text) {
    return true;
  }

  /** Returns the codec that writes versioned JSON in clear; fields it does not know survive. */
  static TokenCodec plain() {
    return PlainTokenCodec.INSTANCE;
  }

  /**
   * Returns the codec that encrypts that text, owner included, with AES-256-GCM and binds it to its
   * key: what was changed, or moved to another key, is refused.
   *
   * <p>It refuses text in clear, which whoever can write to the store could have put there, unless
   * the ring is {@link KeyRing#readingPlain}. A refusal is a {@link UnreadableRecordException}
   * unless the text cannot be whole; a wrong key and a changed text look the same.
   */
  static TokenCodec aesGcm(KeyRing ring) {
    return new AesGcmTokenCodec(ring);
  }
}
