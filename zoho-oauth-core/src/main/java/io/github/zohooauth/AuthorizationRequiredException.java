package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * A person has to authorize again: no token, or none that Zoho still renews.
 *
 * <p>For a self client, make a new code in the API Console and exchange it. Thread-safe.
 *
 * @see <a
 *     href="https://help.zoho.com/portal/en/kb/accounts/faqs-troubleshooting/faqs/oauth/articles/invalid-code-redirect-uri">Zoho:
 *     invalid code</a>
 */
public final class AuthorizationRequiredException extends ZohoOAuthException {

  private static final long serialVersionUID = 1L;

  AuthorizationRequiredException(Problem problem, @Nullable Throwable cause) {
    super(problem, cause);
  }

  @Override
  AuthorizationRequiredException again() {
    return new AuthorizationRequiredException(problem(), getCause());
  }
}
