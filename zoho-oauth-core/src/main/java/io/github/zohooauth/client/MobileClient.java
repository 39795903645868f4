package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.openid.IdTokenVerifier;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Mobile-based Application of the API Console: a desktop or command-line program, or the back end
 * of a mobile app.
 *
 * <p>PKCE is always used. The client secret may be left out, because a program that is given to
 * users cannot keep one. On a desktop, {@link LoopbackReceiver} receives the redirect; on Android,
 * use AppAuth. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/mobile-applications.html">Zoho: mobile
 *     applications</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252">RFC 8252</a>
 */
public final class MobileClient extends AuthorizationCodeClient {

  private MobileClient(ClientParts client, AuthorizationRequests requests) {
    super(client, requests, true);
  }

  /** Returns a builder; client ID, data center and redirect URI are required. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Exchanges the code of a callback for the tokens of the builder's owner; otherwise like {@link
   * #exchange(AuthorizationRequest, String, OwnerResolver)}.
   *
   * <p>The tokens are stored even if this thread is interrupted meanwhile.
   */
  public SignInResult exchange(@Nullable AuthorizationRequest request, @Nullable String callback) {
    TokenOwner owner = owner();
    return exchangeCode(request, callback, owner, code -> codes.exchange(code, owner));
  }

  @Override
  void requireRedirectUri(AuthorizationRequest request, String callback) {
    response.requireRedirectUri(request, callback);
  }

  /**
   * Verifies an id_token from elsewhere, such as from the application's own mobile app.
   *
   * @param dataCenter where the user lives
   * @throws AuthorizationRequiredException if the id_token is not valid
   * @throws ConfigurationException if it lacks a claim that {@link Builder#acceptIdTokenWithout}
   *     can make optional
   * @throws TemporaryFailureException if the data center's keys cannot be fetched
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID
   *     Connect Core, section 3.1.3.7</a>
   */
  public IdToken verifyIdToken(String idToken, DataCenter dataCenter) {
    client.requireOpen();
    String text = Require.atMost(16 * 1024, "idToken", idToken);
    Objects.requireNonNull(dataCenter, "dataCenter");
    return client.await(
        client.idTokens().verify(text, dataCenter, IdTokenVerifier.Expected.NOTHING));
  }

  /** Builds a {@link MobileClient}. Not thread-safe. */
  public static final class Builder extends SecretClientBuilder.WithIdToken<Builder> {

    private Builder() {}

    /**
     * Sets where the browser comes back to, exactly as it is registered in the API Console;
     * required.
     *
     * <p>It is a loopback URI such as {@code http://localhost:8765/callback}, an https app link, or
     * a URI with a scheme of your own, such as {@code com.example.app:/callback} or {@code
     * myapp://}.
     *
     * @throws IllegalArgumentException if it is malformed, or plain http to another host
     */
    public Builder redirectUri(String redirectUri) {
      this.redirectUri = RedirectUri.ofApp(redirectUri);
      return this;
    }

    /** Does what {@link #redirectUri(String)} does. */
    public Builder redirectUri(URI redirectUri) {
      return redirectUri(Objects.requireNonNull(redirectUri, "redirectUri").toString());
    }

    /**
     * Returns the client. Nothing is sent or read.
     *
     * @throws IllegalStateException if a required option is missing
     * @throws IllegalArgumentException if {@code refreshToken} is the client ID
     */
    public MobileClient build() {
      ClientParts client = ClientParts.of(this);
      String redirectUri = needed("redirectUri", this.redirectUri);
      return new MobileClient(client, new AuthorizationRequests(client, redirectUri, true));
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
