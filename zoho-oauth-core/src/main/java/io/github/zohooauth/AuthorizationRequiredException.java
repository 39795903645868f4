package io.github.zohooauth;

import java.util.Optional;
import java.util.function.Supplier;
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

  /** What makes a request of his own for each who is told; null if nothing does. */
  private final transient @Nullable Supplier<AuthorizationRequest> making;

  private final transient @Nullable AuthorizationRequest request;

  AuthorizationRequiredException(Problem problem, @Nullable Throwable cause) {
    this(problem, cause, null);
  }

  private AuthorizationRequiredException(
      Problem problem, @Nullable Throwable cause, @Nullable Supplier<AuthorizationRequest> making) {
    super(problem, cause);
    this.making = making;
    this.request = making == null ? null : making.get();
  }

  /**
   * Returns a request that is ready to be opened in the user's browser, with a state of its own:
   * each exception has another one.
   *
   * @return empty unless a {@link BrowserClient} threw this and knows the scopes, and after
   *     serialization, as it holds the state
   */
  public Optional<AuthorizationRequest> authorizationRequest() {
    return Optional.ofNullable(request);
  }

  /** The same problem with a way out. */
  AuthorizationRequiredException with(@Nullable Supplier<AuthorizationRequest> wayOut) {
    return new AuthorizationRequiredException(problem(), getCause(), wayOut);
  }

  @Override
  AuthorizationRequiredException again() {
    return with(making);
  }
}
