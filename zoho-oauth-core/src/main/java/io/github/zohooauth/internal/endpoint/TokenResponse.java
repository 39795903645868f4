package io.github.zohooauth.internal.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.text.Scopes;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.store.StoredToken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that Zoho issued, in a normal form.
 *
 * @param refreshToken null if none was issued, as on every refresh
 * @param lifetime the lifetime of the access token
 * @param apiDomain as received, or null; {@link DataCenters#apiDomain} must check it
 * @param scopes null if Zoho did not report them
 * @param idToken as received, or null; it must be verified by {@link
 *     io.github.zohooauth.internal.openid.IdTokenVerifier IdTokenVerifier}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, section 5.1</a>
 */
public record TokenResponse(
    String accessToken,
    @Nullable String refreshToken,
    Duration lifetime,
    @Nullable String apiDomain,
    @Nullable Set<String> scopes,
    @Nullable String idToken) {

  private static final long DEFAULT_SECONDS = 3600;
  private static final long MAX_SECONDS = 86_400;
  private static final Set<String> TOKEN_TYPES = Set.of("bearer", "zoho-oauthtoken");

  /** Reads the tokens in this answer; empty if it is not a success. */
  public static Optional<TokenResponse> in(HttpAnswer answer) {
    return answer.success().flatMap(TokenResponse::in);
  }

  /** Reads the tokens in this object; empty if it has none, or an unknown type of token. */
  public static Optional<TokenResponse> in(ObjectNode json) {
    String accessToken = Json.text(json, "access_token");
    String type = Json.text(json, "token_type");
    boolean knownType = type == null || TOKEN_TYPES.contains(type.toLowerCase(Locale.ROOT));
    String refreshToken = Json.text(json, "refresh_token");
    boolean goodRefreshToken = refreshToken == null || Require.isToken(refreshToken);
    if (accessToken == null || !Require.isToken(accessToken) || !knownType || !goodRefreshToken) {
      return Optional.empty();
    }
    String scope = json.path("scope").textValue();
    return Optional.of(
        new TokenResponse(
            accessToken,
            refreshToken,
            lifetime(json),
            Json.text(json, "api_domain"),
            scope == null ? null : Scopes.received(scope),
            Json.text(json, "id_token")));
  }

  /**
   * Reads the lifetime. {@code expires_in_sec} is in seconds, {@code expires_in} also in
   * milliseconds if it is above a day. The default is an hour.
   */
  private static Duration lifetime(ObjectNode json) {
    OptionalLong seconds = Json.positive(json, "expires_in_sec");
    if (seconds.isEmpty()) {
      seconds = Json.positive(json, "expires_in");
      if (seconds.orElse(0) > MAX_SECONDS) {
        seconds = OptionalLong.of(seconds.getAsLong() / 1000);
      }
    }
    return Duration.ofSeconds(Math.min(seconds.orElse(DEFAULT_SECONDS), MAX_SECONDS));
  }

  public TokenResponse withDefaultScopes(Set<String> asked) {
    return scopes != null
        ? this
        : new TokenResponse(accessToken, refreshToken, lifetime, apiDomain, asked, idToken);
  }

  /**
   * Returns the record with this response. A missing refresh token and missing scopes are kept from
   * before.
   *
   * @param askedAt when the request was sent, so that the lifetime is never overestimated
   */
  public StoredToken onto(StoredToken before, URI checkedApiDomain, Instant askedAt) {
    StoredToken.Issued earlier = before.accessToken();
    Set<String> known = earlier == null ? Set.of() : earlier.scopes();
    StoredToken.Issued issued =
        new StoredToken.Issued(
            accessToken, askedAt.plus(lifetime), scopes == null ? known : scopes, checkedApiDomain);
    return new StoredToken(
        before.location(),
        issued,
        askedAt,
        refreshToken == null ? before.refreshToken() : refreshToken,
        before.details(),
        before.notes());
  }

  @Override
  public String toString() {
    return "TokenResponse[tokens redacted, lifetime=" + lifetime + ", scopes=" + scopes + "]";
  }
}
