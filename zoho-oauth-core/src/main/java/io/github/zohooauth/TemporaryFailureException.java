package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * The network or Zoho failed for now: try again later.
 *
 * <p>The stored tokens are untouched. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.6">RFC 9110, section 15.6</a>
 */
public final class TemporaryFailureException extends ZohoOAuthException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with this message, which must hold no secret. */
  public TemporaryFailureException(String message) {
    this(message, null);
  }

  /** Makes an exception with a cause, of which only class name and stack are kept; null is none. */
  public TemporaryFailureException(String message, @Nullable Throwable cause) {
    this(message, cause, null, null, null);
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
   * @param errorCode Zoho's own error code, or null
   */
  public TemporaryFailureException(
      String message,
      @Nullable Throwable cause,
      @Nullable String dataCenter,
      @Nullable String clientId,
      @Nullable String errorCode) {
    super(message, cause, dataCenter, clientId, errorCode);
  }
}
