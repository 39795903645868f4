package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * A failure of the token store, which could not be read or written.
 *
 * <p>A {@link io.github.zohooauth.store.TokenStore TokenStore} throws it. The library wraps every
 * other exception of a store in it. The message is the store's own and must hold no secret.
 * Thread-safe.
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

  /** Makes an exception with a cause, of which only the class name and the stack are kept. */
  public TokenStoreException(String message, @Nullable Throwable cause) {
    this(message, cause, null, null);
  }

  /**
   * Makes an exception with its place, which is not added to the message.
   *
   * @param message what happened, and what to do about it; it must hold no secret
   * @param cause the cause, or null; only its class name and stack are kept
   * @param dataCenter the location code of the data center that was asked, or null
   * @param clientId the client ID that was used, or null
   */
  public TokenStoreException(
      String message,
      @Nullable Throwable cause,
      @Nullable String dataCenter,
      @Nullable String clientId) {
    super(message, cause, dataCenter, clientId, null);
  }
}
