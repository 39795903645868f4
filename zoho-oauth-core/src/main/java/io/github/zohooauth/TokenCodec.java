package io.github.zohooauth;

/**
 * Turns a stored token into text and back; every store keeps that text.
 *
 * <p>Implementations are thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-10.4">RFC 6749, section 10.4</a>
 */
public interface TokenCodec {

  /** Returns the token as text, which may hold its secrets in clear. */
  String encode(TokenKey key, StoredToken token);

  /**
   * Returns the token of this text.
   *
   * @param key the key under which the text was kept
   * @throws TokenStoreException if the text is not one that this codec wrote, or a newer version
   *     wrote it; the message quotes none of it
   */
  StoredToken decode(TokenKey key, String text);

  /** Returns the codec that writes versioned JSON in clear; fields it does not know survive. */
  static TokenCodec plain() {
    return PlainCodec.INSTANCE;
  }
}
