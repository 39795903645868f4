package io.github.zohooauth;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure because Zoho's rate limit is reached: wait until {@link #retryAt}.
 *
 * <p>A request before that time prolongs the wait. Zoho grants ten access tokens per refresh token
 * in ten minutes. The library renews nothing for this owner until that time. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/token-limits.html">Zoho: token
 *     limits</a>
 */
public final class RateLimitedException extends ZohoOAuthException {

  private static final long serialVersionUID = 1L;

  private final Instant retryAt;

  /** Makes an exception with this message, which must hold no secret. */
  public RateLimitedException(String message, Instant retryAt) {
    this(message, retryAt, null, null, null, null);
  }

  /**
   * Makes an exception with its place, which is not added to the message.
   *
   * @param message what happened, and what to do about it; it must hold no secret
   * @param retryAt the earliest time for another request
   * @param cause the cause, or null; only its class name and stack are kept
   * @param dataCenter the location code of the data center that was asked, or null
   * @param clientId the client ID that was used, or null
   * @param errorCode Zoho's own error code, or null
   */
  public RateLimitedException(
      String message,
      Instant retryAt,
      @Nullable Throwable cause,
      @Nullable String dataCenter,
      @Nullable String clientId,
      @Nullable String errorCode) {
    super(message, cause, dataCenter, clientId, errorCode);
    this.retryAt = Objects.requireNonNull(retryAt, "retryAt");
  }

  /** Returns the earliest time for another request. */
  public Instant retryAt() {
    return retryAt;
  }
}
