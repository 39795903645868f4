package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.internal.text.Scopes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way to ask the token endpoint for tokens: its type and the parameters of its own.
 *
 * @param offline whether a refresh token was asked for, here or in the consent before
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-1.3">RFC 6749, section 1.3</a>
 */
public record Grant(Type type, Map<String, String> parameters, boolean offline) {

  private Grant(Type type, Map<String, String> parameters) {
    this(type, parameters, false);
  }

  /** What accounts servers are asked for, and what may be done with each request on the wire. */
  public enum Type {
    /** A code is consumed by the first request that arrives, so that one is the only one. */
    AUTHORIZATION_CODE("authorization_code", false, List.of("/oauth/v2/token")),
    REFRESH_TOKEN("refresh_token", true, List.of("/oauth/v2/token")),
    /** Brings no access token for an API, but one by which a browser adds scopes. */
    MORE_SCOPES("update_scopes_token", true, List.of("/oauth/v2/token/scopeenhance")),
    /** Zoho's pages print either path for this one. */
    CLIENT_CREDENTIALS("client_credentials", true, List.of("/oauth/v2/token", "/oauth/v2/auth")),
    /** Brings no token yet, but the codes by which a person and a device find one another. */
    DEVICE_REQUEST("device_request", true, List.of("/oauth/v3/device/code")),
    DEVICE_TOKEN("device_token", true, List.of("/oauth/v3/device/token")),
    /** Not a grant: ends tokens, in the older form and in the newer one. */
    REVOCATION("", true, List.of("/oauth/v2/token/revoke", "/oauth/v2/revoke/token")),
    /** Not a grant: asks who the user is, at the path of OpenID Connect and at Zoho's older one. */
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

    /** Whether the client says by its secret who it is. */
    boolean isAuthenticated() {
      return this != DEVICE_REQUEST;
    }
  }

  /** The code that the API Console shows, which Zoho also calls a grant token. */
  public static Grant authorizationCode(String code) {
    return new Grant(Type.AUTHORIZATION_CODE, Map.of("code", code), true);
  }

  /**
   * The code that a redirect brought.
   *
   * @param codeVerifier of the authorization request; null if it had none
   * @param offline whether the authorization request asked for a refresh token
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

  public static Grant moreScopes(String refreshToken) {
    return new Grant(Type.MORE_SCOPES, Map.of("refresh_token", refreshToken));
  }

  /**
   * The client's own right.
   *
   * @param soid service and organization; null where the product has one organization alone
   */
  public static Grant clientCredentials(@Nullable String soid, Collection<String> scopes) {
    String scope = Scopes.inRequest(scopes);
    return new Grant(
        Type.CLIENT_CREDENTIALS,
        soid == null ? Map.of("scope", scope) : Map.of("soid", soid, "scope", scope));
  }

  /** Asks for a user code and a device code. */
  public static Grant deviceRequest(Collection<String> scopes, boolean promptConsent) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("scope", Scopes.inRequest(scopes));
    parameters.put("access_type", "offline");
    if (promptConsent) {
      parameters.put("prompt", "consent");
    }
    return new Grant(Type.DEVICE_REQUEST, parameters);
  }

  /** Asks what the person has decided. */
  public static Grant deviceToken(String deviceCode) {
    return new Grant(Type.DEVICE_TOKEN, Map.of("code", deviceCode), true);
  }

  /** The form to post: secrets travel in the body, never in a URL. */
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
