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

  TemporaryFailureException(Problem problem, @Nullable Throwable cause) {
    super(problem, cause);
  }

  @Override
  TemporaryFailureException again() {
    return new TemporaryFailureException(problem(), getCause());
  }
}
