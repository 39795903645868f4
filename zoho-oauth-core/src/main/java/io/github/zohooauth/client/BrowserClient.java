package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Client-based Application of the API Console, whose browser receives the access token by the
 * implicit flow.
 *
 * <p>RFC 10017 (BCP 212) forbids this flow, because the token passes through the browser's address
 * bar. For a new web application use {@link ServerClient}; for a desktop program use {@link
 * MobileClient} with {@link LoopbackReceiver}.
 *
 * <p>There is no client secret and no refresh token, so only the user's browser renews. After
 * expiry {@link #getAccessToken} throws an {@link AuthorizationRequiredException}, and {@link
 * #renewalRequest()} returns the request for the browser. If the user granted access for the whole
 * session, Zoho shows no page, and an invisible frame is enough. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/javascript-applications.html">Zoho:
 *     JavaScript applications</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc10017">RFC 10017</a>
 */
public final class BrowserClient extends AbstractClient {

  private final ImplicitFlow flow;

  private BrowserClient(ClientParts client, AuthorizationRequests requests, String silentPath) {
    super(client, RenewalStrategy.none());
    this.flow = new ImplicitFlow(client, requests, silentPath, storage);
  }

  /** Returns a builder; client ID, data center and redirect URI are required. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a request for these scopes, with a state and a nonce.
   *
   * @param scopes such as {@code ZohoCRM.modules.READ}; add {@code openid} and {@code email} to
   *     learn who the user is
   * @throws IllegalArgumentException if a scope is malformed, or there is none
   */
  public AuthorizationRequest authorizationRequest(String... scopes) {
    return flow.request(Require.scopes(scopes));
  }

  /** Does what {@link #renewalRequest(TokenOwner)} does, for the builder's owner. */
  public Optional<AuthorizationRequest> renewalRequest() {
    return renewalRequest(owner());
  }

  /**
   * Returns a new request for the scopes of this owner's stored token, which may have expired.
   *
   * <p>If the user granted access for the whole session, Zoho answers without showing a page, or
   * refuses with error code {@code client_not_granted} or {@code prompt_required}. After such a
   * refusal, use {@link #authorizationRequest}.
   *
   * @return empty if no token with scopes is stored
   * @throws TokenStoreException if the store cannot be read
   */
  public Optional<AuthorizationRequest> renewalRequest(TokenOwner owner) {
    return flow.renewalRequest(owner);
  }

  /**
   * Accepts the access token of a callback for the builder's owner; otherwise like {@link
   * #accept(AuthorizationRequest, String, OwnerResolver)}.
   *
   * <p>The details that are stored beside the earlier token stay.
   */
  public SignInResult accept(@Nullable AuthorizationRequest request, @Nullable String callback) {
    return flow.accept(request, callback, owner());
  }

  /**
   * Accepts the access token of a callback, and stores it under the owner that the resolver
   * returns.
   *
   * <p>The token's lifetime counts from when the request was made, because Zoho issued the token at
   * an unknown time after that.
   *
   * @param request the request that the browser was sent to: an {@link #authorizationRequest} or a
   *     {@link #renewalRequest(TokenOwner)}. It can be answered once. Null stands for a request
   *     that the application no longer has
   * @param callback the whole URI to which the browser came back, which has to be the request's
   *     redirect URI, or only its fragment or query string, undecoded. Null stands for a URI
   *     without either
   * @param resolver called in this thread. If it throws a {@link TemporaryFailureException}, the
   *     same callback can be accepted again. After any other exception the token is revoked
   * @throws AuthorizationRequiredException if the user refused, Zoho does not renew silently, the
   *     request is missing, expired or another client's, the callback is missing or does not answer
   *     the request, or the id_token is not valid or belongs to another access token
   * @throws ConfigurationException if the callback names an unknown data center, or client ID,
   *     redirect URI, scopes or environment are wrong
   * @throws TemporaryFailureException if Zoho failed, or its keys for the id_token cannot be
   *     fetched
   * @throws TokenStoreException if the store could not be read, and the same callback can be
   *     accepted again; or the token could not be stored, and is lost
   * @throws IllegalStateException if the client is closed
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.2.2">RFC 6749, section 4.2.2</a>
   */
  public SignInResult accept(
      @Nullable AuthorizationRequest request, @Nullable String callback, OwnerResolver resolver) {
    return flow.accept(request, callback, resolver);
  }

  /** Builds a {@link BrowserClient}. Not thread-safe. */
  public static final class Builder extends ClientBuilder<Builder> {

    private String renewalPath = "/oauth/v2/auth/refresh";

    private Builder() {}

    /**
     * Sets where the browser comes back to, exactly as it is registered in the API Console;
     * required.
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

    /** Takes the other path that Zoho documents. The default is that of Zoho's own JavaScript. */
    Builder shortRenewalPath() {
      renewalPath = "/oauth/v2/refresh";
      return this;
    }

    /**
     * Accepts an id_token that lacks these claims; by default it is refused.
     *
     * <p>Without {@code nonce} only the state ties it to the request, which is not enough in this
     * flow.
     *
     * @param claims some of {@code iss}, {@code exp}, {@code iat} and {@code nonce}
     * @throws IllegalArgumentException if a claim is none of these
     */
    public Builder acceptIdTokenWithout(String... claims) {
      idTokenRules = idTokenRules.acceptWithout(claims);
      return this;
    }

    /**
     * Sets how far this machine's clock may differ from an id_token's times; by default 5 minutes.
     *
     * @throws IllegalArgumentException if it is negative or more than an hour
     */
    public Builder idTokenLeeway(Duration leeway) {
      idTokenRules = idTokenRules.withLeeway(leeway);
      return this;
    }

    /**
     * Returns the client. Nothing is sent or read.
     *
     * @throws IllegalStateException if a required option is missing
     */
    public BrowserClient build() {
      ClientParts client = ClientParts.of(this);
      String redirectUri = needed("redirectUri", this.redirectUri);
      AuthorizationRequests requests = new AuthorizationRequests(client, redirectUri, false);
      return new BrowserClient(client, requests, renewalPath);
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
