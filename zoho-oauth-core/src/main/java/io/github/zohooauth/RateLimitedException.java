package io.github.zohooauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Zoho's limit is reached: wait until {@link #until}, since asking earlier only prolongs it.
 *
 * <p>Zoho grants ten access tokens per refresh token in ten minutes. Until then the library itself
 * renews nothing for this owner. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/token-limits.html">Zoho: token
 *     limits</a>
 */
public final class RateLimitedException extends ZohoOAuthException {

  private static final long serialVersionUID = 1L;

  private final Instant until;

  RateLimitedException(Problem problem, Instant until, @Nullable Throwable cause) {
    super(problem, cause);
    this.until = until;
  }

  /** Returns when to ask again, at the earliest. */
  public Instant until() {
    return until;
  }

  @Override
  RateLimitedException again() {
    return new RateLimitedException(problem(), until, getCause());
  }
}
