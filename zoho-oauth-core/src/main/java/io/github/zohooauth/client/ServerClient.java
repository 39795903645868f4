package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Server-based Application of the API Console: a web application whose users click "Login with
 * Zoho", each with their own tokens.
 *
 * <p>Send the browser to an {@link #authorizationRequest}, and pass the callback to {@link
 * #exchange}. From then on use {@link #forOwner}. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-server-applications.html">Zoho:
 *     web server applications</a>
 */
public final class ServerClient extends AuthorizationCodeClient {

  private final ScopeEnhancement enhancement;

  private ServerClient(ClientParts client, AuthorizationRequests requests, boolean hasOwner) {
    super(client, requests, hasOwner);
    this.enhancement = new ScopeEnhancement(client, requests, response, tokens);
  }

  /** Returns a builder; client ID, client secret, data center and redirect URI are required. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a request that adds scopes to those of this owner's refresh token. No new refresh token
   * is issued. Pass the callback to {@link #completeScopeEnhancement}.
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
   * Completes what {@link #scopeEnhancement} began: its owner's tokens then have the scopes.
   *
   * <p>Zoho documents no state for this redirect. If it has none, the redirect may come from
   * another browser. The stored token then shows its new scopes after the next renewal.
   *
   * @param request as for {@link #exchange}
   * @param callback as for {@link #exchange}
   * @throws AuthorizationRequiredException if the user refused, or if the request or the callback
   *     is missing, or the callback does not answer the request
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
     * Sets where browsers come back to, exactly as it is registered in the API Console; required.
     *
     * @throws IllegalArgumentException if it is neither https nor plain http on a loopback address
     */
    public Builder redirectUri(String redirectUri) {
      this.redirectUri = RedirectUri.ofWebApplication(redirectUri);
      return this;
    }

    /** Does what {@link #redirectUri(String)} does. */
    public Builder redirectUri(URI redirectUri) {
      return redirectUri(Objects.requireNonNull(redirectUri, "redirectUri").toString());
    }

    /** Leaves PKCE out, for an accounts server that does not support it. */
    public Builder withoutPkce() {
      pkce = false;
      return this;
    }

    /**
     * Returns the client. Nothing is sent or read.
     *
     * @throws IllegalStateException if a required option is missing
     */
    public ServerClient build() {
      ClientParts client = ClientParts.of(this);
      AuthorizationRequests requests =
          new AuthorizationRequests(client, Objects.requireNonNull(redirectUri), pkce);
      return new ServerClient(client, requests, owner != null);
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
