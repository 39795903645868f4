package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a change of the configuration must repair.
 *
 * <p>The cause is the client ID, client secret, data center, scope or redirect URI. A repeat
 * without a change fails again. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, section 5.2</a>
 */
public final class ConfigurationException extends ZohoOAuthException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with this message, which must hold no secret. */
  public ConfigurationException(String message) {
    this(message, null);
  }

  /** Makes an exception with a cause, of which only the class name and the stack are kept. */
  public ConfigurationException(String message, @Nullable Throwable cause) {
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
  public ConfigurationException(
      String message,
      @Nullable Throwable cause,
      @Nullable String dataCenter,
      @Nullable String clientId,
      @Nullable String errorCode) {
    super(message, cause, dataCenter, clientId, errorCode);
  }
}
