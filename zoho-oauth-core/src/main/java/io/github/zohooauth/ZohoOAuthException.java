package io.github.zohooauth;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure to get a token. Each subclass stands for one thing that the caller can do about it.
 *
 * <p>The message says what happened, what to do, and which data center and client were used. It
 * never holds a token, a code, a secret or a response body. A cause of another library is replaced
 * by a copy with its class name and stack only. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, section 5.2</a>
 */
public abstract sealed class ZohoOAuthException extends RuntimeException
    permits AuthorizationRequiredException,
        ConfigurationException,
        RateLimitedException,
        TemporaryFailureException,
        TokenStoreException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String dataCenter;
  private final @Nullable String clientId;
  private final @Nullable String errorCode;

  ZohoOAuthException(
      String message,
      @Nullable Throwable cause,
      @Nullable String dataCenter,
      @Nullable String clientId,
      @Nullable String errorCode) {
    super( // no suppressed exceptions, because they could hold a secret
        Objects.requireNonNull(message, "message"), RedactedCause.of(cause), false, true);
    this.dataCenter = dataCenter;
    this.clientId = clientId;
    this.errorCode = errorCode;
  }

  /** Returns the location code of the data center that was asked; empty if none was. */
  public Optional<String> dataCenter() {
    return Optional.ofNullable(dataCenter);
  }

  /** Returns the client ID that was used; empty if it is unknown. */
  public Optional<String> clientId() {
    return Optional.ofNullable(clientId);
  }

  /** Returns Zoho's own error code, such as {@code invalid_code}; empty without a known one. */
  public Optional<String> errorCode() {
    return Optional.ofNullable(errorCode);
  }

  /**
   * A copy of another library's exception with its class name and stack only. The message may hold
   * a secret.
   */
  private static final class RedactedCause extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MAX_DEPTH = 16;

    private RedactedCause(Throwable original, @Nullable Throwable cause) {
      super(original.getClass().getName() + " (its message is left out)", cause, false, true);
      setStackTrace(original.getStackTrace());
    }

    static @Nullable Throwable of(@Nullable Throwable original) {
      return of(original, MAX_DEPTH);
    }

    private static @Nullable Throwable of(@Nullable Throwable original, int depth) {
      if (original == null || depth == 0) {
        return null;
      }
      if (original instanceof ZohoOAuthException || original instanceof RedactedCause) {
        return original;
      }
      return new RedactedCause(original, of(original.getCause(), depth - 1));
    }
  }
}
