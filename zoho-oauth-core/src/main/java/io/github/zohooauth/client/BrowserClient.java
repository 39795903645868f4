package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.openid.IdTokenRules;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Client-based Application of the API Console, whose browser brings the access token itself by
 * the implicit flow.
 *
 * <p>That flow is legacy: RFC 10017 (BCP 212) forbids it, since the token passes through the
 * browser's address bar. Choose {@link ServerClient} for a new web application, and {@link
 * MobileClient} with {@link LoopbackReceiver} for a desktop program.
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

  private BrowserClient(ClientParts client, AuthorizationRequests consent, String silentPath) {
    super(client, RenewalStrategy.none());
    this.flow = new ImplicitFlow(client, consent, silentPath, exchange);
  }

  /** Returns a builder; client ID, data center and redirect URI are needed. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a request for these scopes, with a state and a nonce.
   *
   * @param scopes such as {@code ZohoCRM.modules.READ}; {@code openid} and {@code email} to learn
   *     who the user is
   * @throws IllegalArgumentException if a scope is malformed, or there is none
   */
  public AuthorizationRequest authorizationRequest(String... scopes) {
    return flow.request(Require.scopes(scopes));
  }

  /** Returns a request that renews the tokens of the builder's owner; as the next method. */
  public Optional<AuthorizationRequest> renewalRequest() {
    return renewalRequest(client.owner());
  }

  /**
   * Returns a new request for the scopes that this owner's stored token has, also after it has
   * expired.
   *
   * <p>If the user granted access for the whole session, Zoho answers it without showing a page, or
   * refuses it with error code {@code client_not_granted} or {@code prompt_required}. After such a
   * refusal, use {@link #authorizationRequest}.
   *
   * @return empty if nothing is stored that tells the scopes
   * @throws TokenStoreException if the store cannot be read
   */
  public Optional<AuthorizationRequest> renewalRequest(TokenOwner owner) {
    return flow.renewalRequest(owner);
  }

  /**
   * Accepts the access token of a callback for the builder's owner. The details stored beside the
   * earlier token stay; otherwise like {@link #accept(AuthorizationRequest, String,
   * OwnerResolver)}.
   */
  public SignInResult accept(@Nullable AuthorizationRequest request, @Nullable String callback) {
    return flow.accept(request, callback, client.owner());
  }

  /**
   * Accepts the access token of a callback, and stores it under the owner whom the resolver names,
   * in place of the earlier token and its details.
   *
   * <p>Its lifetime counts from when the request was made, because Zoho issued it at some time
   * after that.
   *
   * @param request the request that the browser was sent to: an {@link #authorizationRequest} or a
   *     {@link #renewalRequest(TokenOwner)}; it is answered once. Null stands for a request that
   *     the application no longer has
   * @param callback the whole URI to which the browser came back, which has to be the request's
   *     redirect URI, or its fragment or query string alone, undecoded. Null stands for a URI
   *     without either
   * @param resolver called in this thread; if it throws, the token is revoked. After a {@link
   *     TemporaryFailureException} the same callback may be accepted again
   * @throws IllegalArgumentException if the request is another client's
   * @throws AuthorizationRequiredException if the user refused, Zoho does not renew silently, the
   *     request is missing or expired, the callback is missing or does not answer the request, or
   *     its id_token is not to be trusted or is another access token's
   * @throws ConfigurationException if the callback names a data center that is not known, or client
   *     ID, redirect URI, scopes or environment are wrong
   * @throws TemporaryFailureException if Zoho failed, or gave no keys to verify an id_token by
   * @throws TokenStoreException if the store failed; then the token is lost
   * @throws IllegalStateException if the client is closed
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.2.2">RFC 6749, section 4.2.2</a>
   */
  public SignInResult accept(
      @Nullable AuthorizationRequest request, @Nullable String callback, OwnerResolver resolver) {
    return flow.accept(request, callback, resolver);
  }

  /** Builds a {@link BrowserClient}. Not thread-safe. */
  public static final class Builder extends ClientBuilder<Builder> {

    private @Nullable String redirectUri;
    private String renewalPath = "/oauth/v2/auth/refresh";
    private IdTokenRules rules = IdTokenRules.STRICT;

    private Builder() {}

    /**
     * Sets where the browser comes back to, exactly as it is registered in the API Console; needed.
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

    /** The other path that Zoho documents; the default is that of Zoho's own JavaScript. */
    Builder shortRenewalPath() {
      renewalPath = "/oauth/v2/refresh";
      return this;
    }

    /**
     * Accepts an id_token that lacks these claims; by default it is refused.
     *
     * <p>Without {@code nonce} the state alone ties it to the request, which is not enough in this
     * flow.
     *
     * @param claims of {@code iss}, {@code exp}, {@code iat} and {@code nonce}
     * @throws IllegalArgumentException if a claim is none of these
     */
    public Builder acceptIdTokenWithout(String... claims) {
      rules = rules.acceptWithout(claims);
      return this;
    }

    /**
     * Sets how far this machine's clock may be from an id_token's times; by default 5 minutes.
     *
     * @throws IllegalArgumentException if it is negative or more than an hour
     */
    public Builder idTokenLeeway(Duration leeway) {
      rules = rules.withLeeway(leeway);
      return this;
    }

    @Override
    IdTokenRules idTokenRules() {
      return rules;
    }

    /**
     * Returns the client; nothing is sent or read yet.
     *
     * @throws IllegalStateException if a needed option is missing
     */
    public BrowserClient build() {
      ClientParts client = ClientParts.of(this);
      AuthorizationRequests consent =
          new AuthorizationRequests(client, Objects.requireNonNull(redirectUri), false);
      return new BrowserClient(client, consent, renewalPath);
    }

    @Override
    void requireMore() {
      needed("redirectUri", redirectUri);
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
