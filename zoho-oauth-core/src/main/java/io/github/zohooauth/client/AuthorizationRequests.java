package io.github.zohooauth.client;

import static io.github.zohooauth.internal.text.Log.LOG;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.AuthorizationRequest.Kind;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.internal.text.Crypto;
import io.github.zohooauth.internal.text.Scopes;
import io.github.zohooauth.store.TokenKey;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the authorization requests of one client, each with its own state. */
final class AuthorizationRequests {

  static final Duration LIFE = Duration.ofMinutes(10);
  private static final int STATE_BITS = 192;
  private static final int VERIFIER_BITS = 256;

  private final ClientParts client;
  private final String redirectUri;
  private final boolean pkce;

  AuthorizationRequests(ClientParts client, String redirectUri, boolean pkce) {
    this.client = client;
    this.redirectUri = redirectUri;
    this.pkce = pkce;
  }

  /** Returns a request that a code answers. */
  AuthorizationRequest code(String path, Collection<String> scopes, Map<String, String> more) {
    Map<String, String> parameters = new LinkedHashMap<>(more);
    String verifier = pkce ? Crypto.randomText(VERIFIER_BITS) : null;
    if (verifier != null) {
      parameters.put("code_challenge", challenge(verifier));
      // Zoho takes a missing method for "plain", which shows the verifier.
      parameters.put("code_challenge_method", "S256");
    }
    // Without PKCE, the nonce ties the id_token to this browser.
    String nonce = !pkce && scopes.contains("openid") ? nonce() : null;
    if (nonce != null) {
      parameters.put("nonce", nonce);
    }
    return request(Kind.CODE, client.home(), path, scopes, parameters, verifier, nonce, null);
  }

  /**
   * Returns the code challenge, from which the code verifier cannot be computed.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7636#section-4">RFC 7636, section 4</a>
   */
  static String challenge(String verifier) {
    return Crypto.base64Url(Crypto.sha256(verifier));
  }

  /** Returns a request that an access token in the redirect answers. */
  AuthorizationRequest token(String path, DataCenter dataCenter, Collection<String> scopes) {
    String nonce = nonce();
    return request(Kind.TOKEN, dataCenter, path, scopes, Map.of("nonce", nonce), null, nonce, null);
  }

  /** Returns a request for more scopes of the owner's refresh token. */
  AuthorizationRequest moreScopes(
      TokenKey key, DataCenter dataCenter, Collection<String> scopes, String enhanceToken) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("enhance_token", enhanceToken);
    parameters.put("logout", "true");
    String path = "/oauth/v2/token/addextrascope";
    return request(Kind.MORE_SCOPES, dataCenter, path, scopes, parameters, null, null, key);
  }

  /**
   * Returns letters and digits, because Zoho answers some other characters with an error page.
   *
   * @see <a href="https://github.com/sqlpage/SQLPage/issues/1466">SQLPage, issue 1466</a>
   */
  private static String nonce() {
    return Crypto.randomHex(STATE_BITS);
  }

  private AuthorizationRequest request(
      Kind kind,
      DataCenter dataCenter,
      String path,
      Collection<String> scopes,
      Map<String, String> more,
      @Nullable String codeVerifier,
      @Nullable String nonce,
      @Nullable TokenKey key) {
    String state = Crypto.randomText(STATE_BITS);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("client_id", client.clientId());
    parameters.put("response_type", kind.responseType);
    parameters.put("redirect_uri", redirectUri);
    parameters.put("scope", Scopes.inRequest(scopes));
    parameters.putAll(more);
    parameters.put("state", state);
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return new AuthorizationRequest(
        kind,
        client.clientId(),
        dataCenter.accountsServer().resolve(path + "?" + query),
        redirectUri,
        state,
        codeVerifier,
        nonce,
        client.clock().instant().plus(LIFE),
        key);
  }

  /** Warns in the log, because Zoho drops a refresh token without notice. */
  void warnIfFull(TokenOwner owner) {
    TokenKey key = client.key(owner);
    if (client.load(key).filter(stored -> SignInHistory.of(stored).isFull()).isPresent()) {
      LOG.log(
          Level.WARNING,
          "{0} has had 20 refresh tokens. At the next consent Zoho drops the oldest that is left.",
          key);
    }
  }
}
