package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.openid.IdTokenExpectation;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Mobile-based Application of the API Console: a desktop or command-line program, or the back end
 * of a mobile app.
 *
 * <p>PKCE is always used. The client secret may be left out, as a program that is handed out cannot
 * keep one. On a desktop, {@link LoopbackReceiver} catches the redirect; on Android itself, use
 * AppAuth. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/mobile-applications.html">Zoho: mobile
 *     applications</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252">RFC 8252</a>
 */
public final class MobileClient extends AbstractClient {

  private final AuthorizationCodeFlow flow;

  private MobileClient(ClientParts client, AuthorizationRequests consent) {
    super(client, RenewalStrategy.byRefreshToken(client.endpoint()));
    this.flow =
        new AuthorizationCodeFlow(consent, new AuthorizationResponse(client), exchange, true);
  }

  /** Returns a builder; client ID, data center and redirect URI are needed. */
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
   * Exchanges the code of a callback for the tokens of the builder's owner; otherwise like {@link
   * #exchange(AuthorizationRequest, String, OwnerResolver)}.
   *
   * <p>The tokens are stored even if this thread is interrupted meanwhile.
   */
  public SignInResult exchange(@Nullable AuthorizationRequest request, @Nullable String callback) {
    return flow.exchange(request, callback, client.owner());
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
   * @param callback the whole URI to which the browser came back, which has to be the request's
   *     redirect URI, or its query string alone, undecoded. Null stands for a URI without a query
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
   * Verifies an id_token that came another way, such as from an app of one's own.
   *
   * @param dataCenter where the user lives
   * @throws AuthorizationRequiredException if it is not to be trusted
   * @throws ConfigurationException if it lacks a claim that an option of the builder would do
   *     without
   * @throws TemporaryFailureException if the data center's keys cannot be fetched
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID
   *     Connect Core, section 3.1.3.7</a>
   */
  public IdToken verifyIdToken(String idToken, DataCenter dataCenter) {
    client.requireOpen();
    String text = Require.atMost(16 * 1024, "idToken", idToken);
    Objects.requireNonNull(dataCenter, "dataCenter");
    return client.await(client.idTokens().verify(text, dataCenter, IdTokenExpectation.none()));
  }

  /** Builds a {@link MobileClient}. Not thread-safe. */
  public static final class Builder extends SignInBuilder<Builder> {

    private @Nullable String redirectUri;

    private Builder() {}

    /**
     * Sets where the browser comes back to, exactly as it is registered in the API Console: on the
     * loopback, such as {@code http://localhost:8765/callback}, an https app link, or a URI of a
     * scheme of your own, such as {@code com.example.app:/callback}, or such a scheme alone, such
     * as {@code myapp://}; needed.
     *
     * @throws IllegalArgumentException if it is malformed, or plain http to another host
     */
    public Builder redirectUri(String redirectUri) {
      this.redirectUri = RedirectUri.ofApp(redirectUri);
      return this;
    }

    /** Sets the redirect URI; as {@link #redirectUri(String)}. */
    public Builder redirectUri(URI redirectUri) {
      return redirectUri(Objects.requireNonNull(redirectUri, "redirectUri").toString());
    }

    /**
     * Returns the client; nothing is sent or read yet.
     *
     * @throws IllegalStateException if a needed option is missing
     */
    public MobileClient build() {
      ClientParts client = ClientParts.of(this);
      return new MobileClient(
          client, new AuthorizationRequests(client, Objects.requireNonNull(redirectUri), true));
    }

    /** The secret is no secret here, so it may be missing. */
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
