package io.github.zohooauth.internal.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the token's accounts server who the user is.
 *
 * <p>It uses the path of OpenID Connect first, and Zoho's older path if the first one does not
 * answer.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/use-access-token.html">Zoho: use the
 *     access token</a>
 */
public final class UserInfoEndpoint {

  private static final Grant.Type TYPE = Grant.Type.USER_INFO;

  /** The indexes of the two paths. */
  private static final int OPENID = 0;

  private static final int OLDER = 1;

  /** The error codes after which the older path may still answer. It needs another scope. */
  private static final Set<String> REFUSALS =
      Set.of("invalid_request", "invalid_scope", "insufficient_scope", "INVALID_OAUTHSCOPE");

  private final AccountsServers servers;
  private final ErrorReader errors;

  public UserInfoEndpoint(AccountsServers servers, ErrorReader errors) {
    this.servers = servers;
    this.errors = errors;
  }

  /**
   * Refuses a request that could not be sent, before a token is renewed for it.
   *
   * @throws ConfigurationException if the HTTP client leaves out the header with the token
   */
  public void requirePossible(DataCenter dataCenter) {
    servers.requireAuthorizationHeader(dataCenter, "Nothing was sent.");
  }

  /**
   * Asks who the user is.
   *
   * @param dataCenter the data center of the token
   * @param idToken the id_token of the same sign-in, whose subject must be the same; or null
   * @return the user. It fails with an {@link AuthorizationRequiredException} if Zoho does not
   *     accept the token (error code {@code INVALID_OAUTHTOKEN}) or names another user. It fails
   *     with a {@link ConfigurationException} if the scopes do not allow the request
   */
  public CompletableFuture<UserInfo> userInfo(
      AccessToken token, DataCenter dataCenter, @Nullable IdToken idToken) {
    return CompletableFuture.completedFuture("Bearer " + token.value())
        .thenCompose(
            bearer -> {
              servers.requireAuthorizationHeader(
                  dataCenter, "The request for the user's data was not sent.");
              return ask(OPENID, bearer, dataCenter);
            })
        .thenCompose(
            answer ->
                needsOtherPath(answer)
                    ? ask(OLDER, token.authorizationHeader(), dataCenter)
                        .thenApply(older -> saysLess(older, answer) ? answer : older)
                    : CompletableFuture.completedFuture(answer))
        .thenApply(answer -> user(answer).orElseThrow(() -> errors.read(answer, TYPE, dataCenter)))
        .thenApply(user -> requireSame(user, idToken, dataCenter))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(errors.read(failure, TYPE, dataCenter)));
  }

  /** Asks at one path, with the authorization scheme that Zoho documents for this path. */
  private CompletableFuture<HttpAnswer> ask(int path, String authorization, DataCenter dataCenter) {
    URI uri = dataCenter.accountsServer().resolve(TYPE.paths.get(path));
    return servers.get(uri, authorization, TYPE, dataCenter).thenApply(UserInfoEndpoint::withCode);
  }

  /**
   * Returns the answer with its error code in the standard's member. Zoho's products put it in
   * different members, and the standard in the header.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
   */
  private static HttpAnswer withCode(HttpAnswer answer) {
    boolean refused = answer.status() >= 400 && answer.status() < 500;
    Optional<String> standard =
        answer.error().or(() -> refused ? answer.challenge() : Optional.empty());
    Stream<String> zohos =
        answer.json().stream()
            .flatMap(json -> Stream.of("code", "cause").map(json::path))
            .map(JsonNode::asText);
    return Stream.concat(standard.stream(), zohos)
        .filter(code -> ErrorTable.rowOf(code, TYPE).known(code) != null)
        .findFirst()
        .or(() -> standard)
        .map(answer::withError)
        .orElse(answer);
  }

  /** Returns whether the older path may still answer. If a scope is missing, Zoho sends HTML. */
  private static boolean needsOtherPath(HttpAnswer answer) {
    boolean wordless =
        answer.json().isEmpty() && (answer.status() == 400 || answer.status() == 403);
    return wordless || isUnserved(answer) || answer.error().filter(REFUSALS::contains).isPresent();
  }

  private static boolean isUnserved(HttpAnswer answer) {
    return answer.status() == 404 || answer.status() == 405;
  }

  /** Returns whether the answer is a refusal without a reason that tells less than the first. */
  private static boolean saysLess(HttpAnswer answer, HttpAnswer first) {
    boolean refusal = Set.of(400, 401, 403, 404, 405).contains(answer.status());
    boolean firstSaysNothing = isUnserved(first) && first.error().isEmpty();
    return refusal && answer.error().isEmpty() && !firstSaysNothing;
  }

  private static Optional<UserInfo> user(HttpAnswer answer) {
    return answer.status() == 200 && answer.error().isEmpty()
        ? answer.json().flatMap(UserInfoEndpoint::user)
        : Optional.empty();
  }

  /** Reads the user, in the standard's spelling or in one of Zoho's; empty without a user. */
  private static Optional<UserInfo> user(ObjectNode json) {
    return Optional.ofNullable(first(json, "sub", "ZUID"))
        .map(
            subject ->
                new UserInfo(
                    subject,
                    first(json, "email", "Email"),
                    first(json, "name", "display_name", "Display_Name"),
                    first(json, "given_name", "first_name", "First_Name"),
                    first(json, "family_name", "last_name", "Last_Name")));
  }

  /** Returns the first non-blank member. Zoho's user ID is a number. */
  private static @Nullable String first(ObjectNode json, String... names) {
    for (String name : names) {
      JsonNode node = json.path(name);
      String text = node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
      if (!text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  private UserInfo requireSame(UserInfo user, @Nullable IdToken idToken, DataCenter dataCenter) {
    if (idToken != null && !user.subject().equals(idToken.subject())) {
      throw errors
          .at(dataCenter)
          .authorizationRequired(
              "The id_token is not trusted: the user information beside it has another sub, and is"
                  + " discarded. Sign in again.");
    }
    return user;
  }
}
