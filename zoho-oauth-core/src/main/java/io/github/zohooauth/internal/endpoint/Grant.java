package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.internal.text.Scopes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A grant: the way to get tokens at the token endpoint, with its type and its parameters.
 *
 * @param offline whether a refresh token was requested, here or in the authorization request
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-1.3">RFC 6749, section 1.3</a>
 */
public record Grant(Type type, Map<String, String> parameters, boolean offline) {

  private Grant(Type type, Map<String, String> parameters) {
    this(type, parameters, false);
  }

  /** The type of a request to an accounts server, with its paths and whether it may be repeated. */
  public enum Type {
    /**
     * Exchanges a code. The first request that arrives consumes it, so the request is not repeated.
     */
    AUTHORIZATION_CODE("authorization_code", false, List.of("/oauth/v2/token")),
    REFRESH_TOKEN("refresh_token", true, List.of("/oauth/v2/token")),
    /** Uses a refresh token that the application brought along, for the first time. */
    ADOPTED_TOKEN("refresh_token", true, List.of("/oauth/v2/token")),
    /** Gets a token by which a browser adds scopes. It is not an access token for an API. */
    MORE_SCOPES("update_scopes_token", true, List.of("/oauth/v2/token/scopeenhance")),
    /** Uses the client's own right. Zoho's pages show either path for it. */
    CLIENT_CREDENTIALS("client_credentials", true, List.of("/oauth/v2/token", "/oauth/v2/auth")),
    /** Gets a user code and a device code, which connect a person with a device. */
    DEVICE_REQUEST("device_request", true, List.of("/oauth/v3/device/code")),
    DEVICE_TOKEN("device_token", true, List.of("/oauth/v3/device/token")),
    /** Sends a browser to Zoho, which answers in a redirect. It is not a grant. */
    AUTHORIZATION("", false, List.of()),
    /** Revokes tokens, in the older form and in the newer one. It is not a grant. */
    REVOCATION("", true, List.of("/oauth/v2/token/revoke", "/oauth/v2/revoke/token")),
    /**
     * Asks who the user is, at the path of OpenID Connect and at Zoho's older one. It is not a
     * grant.
     */
    USER_INFO("", true, List.of("/oauth/v2/userinfo", "/oauth/user/info"));

    final String wireName;
    final boolean repeatable;

    @SuppressWarnings("ImmutableEnumChecker") // from List.of
    final List<String> paths;

    Type(String wireName, boolean repeatable, List<String> paths) {
      this.wireName = wireName;
      this.repeatable = repeatable;
      this.paths = paths;
    }

    /** Returns whether the same request works later, and no user waits for a page or a code. */
    boolean isRenewal() {
      return this == REFRESH_TOKEN || this == ADOPTED_TOKEN || this == CLIENT_CREDENTIALS;
    }

    boolean isAuthenticated() {
      return this != DEVICE_REQUEST;
    }
  }

  /** Returns the grant of a code that the API Console shows. */
  public static Grant authorizationCode(String code) {
    return new Grant(Type.AUTHORIZATION_CODE, Map.of("code", code), true);
  }

  /**
   * Returns the grant of a code from a redirect, with the PKCE verifier of its request, or null.
   */
  public static Grant authorizationCode(
      String code, String redirectUri, @Nullable String codeVerifier, boolean offline) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("code", code);
    parameters.put("redirect_uri", redirectUri);
    if (codeVerifier != null) {
      parameters.put("code_verifier", codeVerifier);
    }
    return new Grant(Type.AUTHORIZATION_CODE, parameters, offline);
  }

  public static Grant refreshToken(String refreshToken) {
    return new Grant(Type.REFRESH_TOKEN, Map.of("refresh_token", refreshToken));
  }

  public static Grant adoptedToken(String refreshToken) {
    return new Grant(Type.ADOPTED_TOKEN, Map.of("refresh_token", refreshToken));
  }

  public static Grant moreScopes(String refreshToken) {
    return new Grant(Type.MORE_SCOPES, Map.of("refresh_token", refreshToken));
  }

  /** The {@code soid} is null if the product has only one organization. */
  public static Grant clientCredentials(@Nullable String soid, Collection<String> scopes) {
    String scope = Scopes.inRequest(scopes);
    return new Grant(
        Type.CLIENT_CREDENTIALS,
        soid == null ? Map.of("scope", scope) : Map.of("soid", soid, "scope", scope));
  }

  public static Grant deviceRequest(Collection<String> scopes, boolean promptConsent) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("scope", Scopes.inRequest(scopes));
    parameters.put("access_type", "offline");
    if (promptConsent) {
      parameters.put("prompt", "consent");
    }
    return new Grant(Type.DEVICE_REQUEST, parameters);
  }

  /** Returns the request that asks whether the person has decided. */
  public static Grant deviceToken(String deviceCode) {
    return new Grant(Type.DEVICE_TOKEN, Map.of("code", deviceCode), true);
  }

  /** Returns the form to post. Secrets are sent in the body, never in a URL. */
  Map<String, String> form(String clientId, Optional<String> clientSecret) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", type.wireName);
    form.put("client_id", clientId);
    if (clientSecret.isPresent()) {
      form.put("client_secret", clientSecret.get());
    }
    form.putAll(parameters);
    return form;
  }

  @Override
  public String toString() {
    return "Grant[" + type.wireName + "]";
  }
}
