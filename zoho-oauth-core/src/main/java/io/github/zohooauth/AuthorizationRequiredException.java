package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a person must repair by authorizing again.
 *
 * <p>No token is stored, or Zoho no longer renews it.
 *
 * <p>For a self client, make a new code in the API Console and exchange it. Thread-safe.
 *
 * @see <a
 *     href="https://help.zoho.com/portal/en/kb/accounts/faqs-troubleshooting/faqs/oauth/articles/invalid-code-redirect-uri">Zoho:
 *     invalid code</a>
 */
public final class AuthorizationRequiredException extends ZohoOAuthException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with this message, which must hold no secret. */
  public AuthorizationRequiredException(String message) {
    this(message, null);
  }

  /** Makes an exception with a cause, of which only the class name and the stack are kept. */
  public AuthorizationRequiredException(String message, @Nullable Throwable cause) {
    this(message, cause, null, null, null);
  }

  /**
   * Makes an exception with its place, which is not added to the message.
   *
   * @param message what happened, and what to do about it; it must hold no secret
   * @param cause the cause, or null; only its class name and stack are kept
   * @param dataCenter the location code of the data center that was asked, or null
   * @param clientId the client ID that was used, or null
   * @param errorCode Zoho's own error code, or null
   */
  public AuthorizationRequiredException(
      String message,
      @Nullable Throwable cause,
      @Nullable String dataCenter,
      @Nullable String clientId,
      @Nullable String errorCode) {
    super(message, cause, dataCenter, clientId, errorCode);
  }
}
