package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * The network or Zoho failed for now: try again later.
 *
 * <p>The stored tokens are untouched. Thread-safe.
 */
public final class TemporaryFailureException extends ZohoOAuthException {

  private static final long serialVersionUID = 1L;

  TemporaryFailureException(Problem problem, @Nullable Throwable cause) {
    super(problem, cause);
  }

  @Override
  TemporaryFailureException again() {
    return new TemporaryFailureException(problem(), this);
  }
}
