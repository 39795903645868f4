package io.github.zohooauth;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Zoho's limit is reached: wait until {@link #retryAt}, because asking earlier prolongs it.
 *
 * <p>Zoho grants ten access tokens per refresh token in ten minutes. Until then the library itself
 * renews nothing for this owner. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/token-limits.html">Zoho: token
 *     limits</a>
 */
public final class RateLimitedException extends ZohoOAuthException {

  private static final long serialVersionUID = 1L;

  private final Instant retryAt;

  /** Makes an exception with this message, which must hold no secret. */
  public RateLimitedException(String message, Instant retryAt) {
    this(message, retryAt, null);
  }

  /** Makes an exception with a cause, of which only class name and stack are kept; null is none. */
  public RateLimitedException(String message, Instant retryAt, @Nullable Throwable cause) {
    this(message, retryAt, cause, null, null, null);
  }

  /**
   * Makes an exception that tells where it happened.
   *
   * <p>The message is kept as it is; the other values are not added to it.
   *
   * @param message what happened, and what to do about it; it must hold no secret
   * @param retryAt when to ask again, at the earliest
   * @param cause of which only class name and stack are kept, or null
   * @param dataCenter the location code of the data center that was asked, or null
   * @param clientId that was used, or null
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

  /** Returns when to ask again, at the earliest. */
  public Instant retryAt() {
    return retryAt;
  }
}
