package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Server-based Application of the API Console: a web application whose users click "Login with
 * Zoho", each with their own tokens.
 *
 * <p>Send the browser to an {@link #authorizationRequest}, pass what comes back to {@link
 * #exchange}, and from then on ask {@link #forOwner}. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-server-applications.html">Zoho:
 *     web server applications</a>
 */
public final class ServerClient extends AbstractClient {

  private final AuthorizationCodeFlow flow;
  private final ScopeEnhancement enhancement;

  private ServerClient(ClientParts client, boolean hasOwner, AuthorizationRequests consent) {
    super(client, RenewalStrategy.byRefreshToken(client.endpoint()), hasOwner);
    AuthorizationResponse redirect = new AuthorizationResponse(client);
    this.flow = new AuthorizationCodeFlow(consent, redirect, exchange, false);
    this.enhancement = new ScopeEnhancement(client, consent, redirect, tokens);
  }

  /** Returns a builder; client ID, client secret, data center and redirect URI are needed. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a request for these scopes, with a refresh token, a state and PKCE (S256).
   *
   * @param scopes such as {@code ZohoCRM.modules.READ}; {@code openid} and {@code email} to learn
   *     who the user is
   * @throws IllegalArgumentException if a scope is malformed, or there is none
   */
  public AuthorizationRequest authorizationRequest(String... scopes) {
    return newAuthorizationRequest(scopes).build();
  }

  /** Returns a builder of a request that is not the usual one. */
  public AuthorizationRequest.Builder newAuthorizationRequest(String... scopes) {
    return flow.newRequest(scopes);
  }

  /**
   * Exchanges the code of a callback for tokens, and stores them under the owner whom the resolver
   * names.
   *
   * <p>The tokens come from the data center where the user lives, which need not be the client's
   * own.
   *
   * @param request the request that the browser was sent to; it is answered once. Null stands for a
   *     request that the application no longer has
   * @param callback the whole URI to which the browser came back, or its query string alone,
   *     undecoded. Null stands for a URI without a query
   * @param resolver called in this thread. If it throws a {@link TemporaryFailureException}, the
   *     tokens are kept for ten minutes, for the same exchange again. After any other exception
   *     they are revoked
   * @throws IllegalArgumentException if the request is another client's; nothing was sent
   * @throws AuthorizationRequiredException if the user refused, the request is missing or expired,
   *     the callback is missing or does not answer the request, Zoho does not accept the code, or
   *     the id_token is not to be trusted
   * @throws ConfigurationException if the callback names a data center that is not known, or client
   *     ID, secret, redirect URI or environment are wrong
   * @throws ZohoOAuthException as {@link SelfClient#exchange(String)}
   * @throws IllegalStateException if the client is closed
   * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html">Zoho:
   *     access token</a>
   */
  public SignInResult exchange(
      @Nullable AuthorizationRequest request, @Nullable String callback, OwnerResolver resolver) {
    return flow.exchange(request, callback, resolver);
  }

  /**
   * Begins to add scopes to those that this owner's refresh token has, without new tokens; hand
   * what comes back to {@link #completeScopeEnhancement}.
   *
   * @throws IllegalArgumentException if a scope is malformed, or there is none
   * @throws AuthorizationRequiredException if the owner has no refresh token that Zoho accepts
   * @throws ZohoOAuthException otherwise as {@link #exchange}
   * @see <a href="https://www.zoho.com/accounts/protocol/oauth/incremental-authorization.html">
   *     Zoho: incremental authorization</a>
   */
  public AuthorizationRequest scopeEnhancement(TokenOwner owner, String... scopes) {
    return enhancement.begin(owner, Require.scopes(scopes));
  }

  /**
   * Completes what {@link #scopeEnhancement} began: the tokens of its owner have the scopes.
   *
   * <p>Zoho documents no state for this redirect. Where none comes back, nothing ties it to the
   * browser, and the stored token names its new scopes from the next renewal on.
   *
   * @param request as for {@link #exchange}
   * @param callback as for {@link #exchange}
   * @throws AuthorizationRequiredException if the user refused, or request or callback are missing
   *     or another's
   * @throws ZohoOAuthException otherwise as {@link #exchange}
   */
  public void completeScopeEnhancement(
      @Nullable AuthorizationRequest request, @Nullable String callback) {
    enhancement.complete(request, callback);
  }

  /** Builds a {@link ServerClient}. Not thread-safe. */
  public static final class Builder extends SignInBuilder<Builder> {

    private @Nullable String redirectUri;
    private boolean pkce = true;

    private Builder() {}

    /**
     * Sets where browsers come back to, exactly as it is registered in the API Console; needed.
     *
     * @throws IllegalArgumentException if it is neither https nor plain http on a loopback address
     */
    public Builder redirectUri(String redirectUri) {
      this.redirectUri = RedirectUri.ofWebApplication(redirectUri);
      return this;
    }

    /** Sets the redirect URI; as {@link #redirectUri(String)}. */
    public Builder redirectUri(URI redirectUri) {
      return redirectUri(Objects.requireNonNull(redirectUri, "redirectUri").toString());
    }

    /** Leaves PKCE out, for an accounts server that does not know it. */
    public Builder withoutPkce() {
      pkce = false;
      return this;
    }

    /**
     * Returns the client; nothing is sent or read yet.
     *
     * @throws IllegalStateException if a needed option is missing
     */
    public ServerClient build() {
      ClientParts client = ClientParts.of(this);
      AuthorizationRequests consent =
          new AuthorizationRequests(client, Objects.requireNonNull(redirectUri), pkce);
      return new ServerClient(client, hasOwner(), consent);
    }

    @Override
    void requireMore() {
      super.requireMore();
      needed("redirectUri", redirectUri);
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
