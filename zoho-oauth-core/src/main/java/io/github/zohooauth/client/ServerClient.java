package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.renewal.SaveCheck;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

  private ServerClient(ClientParts client, AuthorizationRequests requests, boolean hasOwner) {
    super(client, requests, hasOwner);
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
    Set<String> more = Require.scopes(scopes);
    client.requireOpen();
    TokenKey key = client.key(owner);
    StoredToken stored = client.load(key).orElseGet(() -> DataCenters.blank(client.home()));
    DataCenter dataCenter = client.dataCenters().of(stored);
    String refreshToken = stored.refreshToken();
    if (refreshToken == null) {
      throw client
          .failures(dataCenter)
          .authorizationRequired(
              "%s has no refresh token that could get more scopes: send an authorization request."
                  .formatted(key));
    }
    CompletableFuture<TokenResponse> answer =
        client
            .endpoint()
            .exchange(Grant.moreScopes(refreshToken), dataCenter, new CallCounter(client.clock()));
    return requests.moreScopes(key, dataCenter, more, client.await(answer).accessToken());
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
    client.requireOpen();
    AuthorizationRequest answered = response.required(request);
    RedirectParameters parameters =
        response.answer(
            answered,
            AuthorizationRequest.Kind.MORE_SCOPES,
            RedirectParameters.ofQuery(response.required(callback)));
    boolean enhanced =
        parameters.get("scope_enhanced").equals(Optional.of("true"))
            || parameters.get("status").equals(Optional.of("success"));
    if (!enhanced) {
      throw response.empty();
    }
    TokenKey key = Objects.requireNonNull(answered.key);
    if (parameters.get("state").isEmpty()) {
      return; // any web page could say so: the next renewal shows the scopes
    }
    client.await(
        client
            .storeCalls()
            .callOrRefuse(key, () -> addScopes(key, answered.scopes()))
            .thenRun(() -> tokens.of(key).forget()));
  }

  /**
   * Writes the scopes, which the live access token has, too. A renewal in progress does the same.
   */
  private void addScopes(TokenKey key, Set<String> scopes) {
    Optional<TokenStore.Lease> own = client.store().tryLease(key);
    if (own.isEmpty()) {
      return;
    }
    try (TokenStore.Lease lease = own.get()) {
      lease
          .current()
          .map(stored -> withScopes(stored, scopes))
          .ifPresent(next -> SaveCheck.replace(client.store(), key, lease, next));
    }
  }

  private static StoredToken withScopes(StoredToken stored, Set<String> more) {
    StoredToken.Issued old = stored.accessToken();
    if (old == null) {
      return stored;
    }
    Set<String> scopes = new LinkedHashSet<>(old.scopes());
    scopes.addAll(more);
    return new StoredToken(
        stored.location(),
        new StoredToken.Issued(old.value(), old.expiresAt(), scopes, old.apiDomain()),
        Objects.requireNonNullElse(stored.obtainedAt(), old.expiresAt()),
        stored.refreshToken(),
        stored.details(),
        stored.notes());
  }

  /** Builds a {@link ServerClient}. Not thread-safe. */
  public static final class Builder extends SecretClientBuilder.WithIdToken<Builder> {

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
     * @throws IllegalStateException if a required option is missing, such as {@code owner} beside
     *     {@code refreshToken}
     * @throws IllegalArgumentException if {@code refreshToken} is the client ID
     */
    public ServerClient build() {
      if (refreshToken != null && owner == null) {
        throw new IllegalStateException(
            "owner(...) is missing: it says whose token refreshToken(...) is");
      }
      ClientParts client = ClientParts.of(this);
      requireSecret();
      String redirectUri = needed("redirectUri", this.redirectUri);
      AuthorizationRequests requests = new AuthorizationRequests(client, redirectUri, pkce);
      return new ServerClient(client, requests, owner != null);
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
