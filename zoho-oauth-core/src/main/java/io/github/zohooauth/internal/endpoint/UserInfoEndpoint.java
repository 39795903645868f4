package io.github.zohooauth.internal.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.transport.DroppedHeader;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.internal.transport.HttpCall;
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

  private static final String BAD_TOKEN = "INVALID_OAUTHTOKEN";
  private static final String BAD_SCOPE = "INVALID_OAUTHSCOPE";

  /** The error codes of RFC 6750, section 3.1, after which the older path may still answer. */
  private static final Set<String> REFUSALS =
      Set.of("invalid_request", "invalid_scope", "insufficient_scope");

  private final String clientId;
  private final HttpCall http;
  private final ErrorReader errors;

  public UserInfoEndpoint(String clientId, HttpCall http, ErrorReader errors) {
    this.clientId = clientId;
    this.http = http;
    this.errors = errors;
  }

  /**
   * Refuses a request that could not be sent, before a token is renewed for it.
   *
   * @throws ConfigurationException if the HTTP client leaves out the header with the token
   */
  public void requirePossible(DataCenter dataCenter) {
    try {
      http.requireAuthorization();
    } catch (DroppedHeader e) {
      throw errors.read(e, TYPE, dataCenter);
    }
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
    return ask(OPENID, "Bearer " + token.value(), dataCenter)
        .thenCompose(
            answer ->
                isElsewhere(answer)
                    ? ask(OLDER, token.authorizationHeader(), dataCenter)
                        .thenApply(older -> saysNothing(older) ? answer : older)
                    : CompletableFuture.completedFuture(answer))
        .thenApply(answer -> user(answer).orElseThrow(() -> failure(answer, dataCenter)))
        .thenApply(user -> requireSame(user, idToken, dataCenter))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(errors.read(failure, TYPE, dataCenter)));
  }

  /** Asks at one path, with the authorization scheme that Zoho documents for this path. */
  private CompletableFuture<HttpAnswer> ask(int way, String authorization, DataCenter dataCenter) {
    return http.get(dataCenter.accountsServer().resolve(TYPE.paths.get(way)), authorization)
        .thenApply(HttpAnswer::inWords);
  }

  /**
   * Returns whether the older path may still answer. If a scope is missing, Zoho sends HTML, and
   * the older path needs another scope.
   */
  private static boolean isElsewhere(HttpAnswer answer) {
    int status = answer.status();
    boolean wordless = answer.json().isEmpty() && (status == 400 || status == 403);
    return wordless
        || status == 404
        || status == 405
        || says(BAD_SCOPE, answer)
        || isRefusal(answer);
  }

  /**
   * Returns whether the answer is a refusal without a reason, which tells less than the previous
   * answer.
   */
  private static boolean saysNothing(HttpAnswer answer) {
    return Set.of(400, 401, 403, 404, 405).contains(answer.status())
        && answer.error().isEmpty()
        && !says(BAD_TOKEN, answer)
        && !says(BAD_SCOPE, answer);
  }

  private static boolean isRefusal(HttpAnswer answer) {
    return answer.error().filter(REFUSALS::contains).isPresent();
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

  private ZohoOAuthException failure(HttpAnswer answer, DataCenter dataCenter) {
    if (isRefusal(answer)) { // also with 401, which otherwise is about the token
      return errors.read(answer, TYPE, dataCenter);
    }
    boolean inWords = answer.error().isPresent() && !says(BAD_SCOPE, answer);
    if (isElsewhere(answer) && !inWords) {
      return failures(BAD_SCOPE, answer, dataCenter).configuration(ErrorTable.USER_SCOPES);
    }
    if (says(BAD_TOKEN, answer) || answer.status() == 401) {
      return failures(BAD_TOKEN, answer, dataCenter).authorizationRequired(ErrorTable.USER_TOKEN);
    }
    return errors.read(answer, TYPE, dataCenter);
  }

  private Failures failures(String code, HttpAnswer answer, DataCenter dataCenter) {
    return Failures.of(clientId).at(dataCenter).withErrorCode(says(code, answer) ? code : null);
  }

  private UserInfo requireSame(UserInfo user, @Nullable IdToken idToken, DataCenter dataCenter) {
    if (idToken != null && !user.subject().equals(idToken.subject())) {
      throw Failures.of(clientId)
          .at(dataCenter)
          .authorizationRequired(
              "The id_token is not trusted: the user information beside it has another sub, and is"
                  + " discarded. Sign in again.");
    }
    return user;
  }

  /** Returns whether the answer has this code. Zoho's products put it in different members. */
  private static boolean says(String code, HttpAnswer answer) {
    return answer.json().stream()
        .flatMap(json -> Stream.of("error", "code", "cause").map(json::path))
        .map(JsonNode::asText)
        .anyMatch(code::equals);
  }
}
