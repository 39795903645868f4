package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * The token store has to be fixed: it could not be read or written.
 *
 * <p>A {@link io.github.zohooauth.store.TokenStore TokenStore} throws it; whatever else a store
 * throws is wrapped in it. The message is the store's own and must hold no secret; of the cause
 * only class name and stack are kept. Thread-safe.
 *
 * @see io.github.zohooauth.store.TokenStore
 */
public sealed class TokenStoreException extends ZohoOAuthException
    permits UnreadableRecordException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with this message, which must hold no secret. */
  public TokenStoreException(String message) {
    this(message, null);
  }

  /** Makes an exception with a cause, of which only class name and stack are kept; null is none. */
  public TokenStoreException(String message, @Nullable Throwable cause) {
    this(message, cause, null, null);
  }

  /**
   * Makes an exception that tells where it happened.
   *
   * <p>The message is kept as it is; the other values are not added to it.
   *
   * @param message what happened, and what to do about it; it must hold no secret
   * @param cause of which only class name and stack are kept, or null
   * @param dataCenter the location code of the data center that was asked, or null
   * @param clientId that was used, or null
   */
  public TokenStoreException(
      String message,
      @Nullable Throwable cause,
      @Nullable String dataCenter,
      @Nullable String clientId) {
    super(message, cause, dataCenter, clientId, null);
  }
}
