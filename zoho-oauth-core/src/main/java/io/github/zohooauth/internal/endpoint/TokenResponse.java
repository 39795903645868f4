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
 * The tokens that Zoho issued, with Zoho's dialect read away.
 *
 * @param refreshToken null if none came, as on every refresh
 * @param lifetime of the access token
 * @param apiDomain as it arrived: not to be believed before {@link ApiDomains} has ruled; or null
 * @param scopes null if Zoho did not say
 * @param idToken as it arrived: not to be believed before {@link
 *     io.github.zohooauth.internal.openid.IdTokenVerifier IdTokenVerifier}; or null
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

  /** The tokens in this answer; empty if it is no success. */
  public static Optional<TokenResponse> in(HttpAnswer answer) {
    return answer.success().flatMap(TokenResponse::in);
  }

  /** The tokens in this object; empty if it holds none, or a kind of token nobody knows. */
  public static Optional<TokenResponse> in(ObjectNode json) {
    String accessToken = Json.text(json, "access_token");
    String type = Json.text(json, "token_type");
    boolean knownType = type == null || TOKEN_TYPES.contains(type.toLowerCase(Locale.ROOT));
    String refreshToken = Json.text(json, "refresh_token");
    if (accessToken == null || !knownType || !Require.isToken(accessToken)) {
      return Optional.empty();
    }
    if (refreshToken != null && !Require.isToken(refreshToken)) {
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
   * {@code expires_in_sec} is in seconds; {@code expires_in} too, but in milliseconds where it is
   * above a day; an hour where neither says anything sensible.
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
   * The record after this response: a refresh token or scopes that did not come stay as they were.
   *
   * @param askedAt when the request was sent, so that the life is never taken for longer than it is
   */
  public StoredToken onto(StoredToken before, URI ruledApiDomain, Instant askedAt) {
    StoredToken.Issued earlier = before.accessToken();
    Set<String> known = earlier == null ? Set.of() : earlier.scopes();
    StoredToken.Issued issued =
        new StoredToken.Issued(
            accessToken, askedAt.plus(lifetime), scopes == null ? known : scopes, ruledApiDomain);
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
