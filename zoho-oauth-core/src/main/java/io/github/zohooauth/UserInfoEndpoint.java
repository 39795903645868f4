package io.github.zohooauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who an access token's user is, asked of the accounts server of the token's own data center: in
 * the way of OpenID Connect, and in Zoho's older one where that does not serve.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/use-access-token.html">Zoho: use the
 *     access token</a>
 */
final class UserInfoEndpoint {

  private static final String OPENID = "/oauth/v2/userinfo";
  private static final String OLDER = "/oauth/user/info";

  private static final String BAD_TOKEN = "INVALID_OAUTHTOKEN";
  private static final String BAD_SCOPE = "INVALID_OAUTHSCOPE";

  private final String clientId;
  private final HttpCall http;
  private final ErrorReader errors;

  UserInfoEndpoint(String clientId, HttpCall http, ErrorReader errors) {
    this.clientId = clientId;
    this.http = http;
    this.errors = errors;
  }

  /**
   * Asks who the user is.
   *
   * @param dataCenter of the token
   * @param idToken of the same sign-in, whose subject has to be the same; or null
   * @return the user; or an {@link AuthorizationRequiredException} if Zoho does not accept the
   *     token (error code {@code INVALID_OAUTHTOKEN}) or tells of somebody else, a {@link
   *     ConfigurationException} if the scopes do not allow it, another kind as for each call
   */
  CompletableFuture<UserInfo> userInfo(
      AccessToken token, DataCenter dataCenter, @Nullable IdToken idToken) {
    IdTokenRefusal refusal = new IdTokenRefusal(clientId, dataCenter);
    return ask(OPENID, token, dataCenter)
        .thenCompose(
            answer ->
                isElsewhere(answer)
                    ? ask(OLDER, token, dataCenter)
                    : CompletableFuture.completedFuture(answer))
        .thenApply(answer -> user(answer).orElseThrow(() -> failure(answer, refusal)))
        .thenApply(user -> requireSame(user, idToken, refusal))
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    errors.read(failure, Grant.Type.REFRESH_TOKEN, dataCenter)));
  }

  private CompletableFuture<Answer> ask(String path, AccessToken token, DataCenter dataCenter) {
    return http.get(dataCenter.accountsServer().resolve(path), token.authorizationHeader());
  }

  /** Too narrow a scope brings a page of HTML, and the older way has a scope of its own. */
  private static boolean isElsewhere(Answer answer) {
    int status = answer.status();
    boolean wordless = answer.json().isEmpty() && (status == 400 || status == 403);
    return wordless || status == 404 || status == 405 || says(BAD_SCOPE, answer);
  }

  private static Optional<UserInfo> user(Answer answer) {
    return answer.status() == 200 && answer.error().isEmpty()
        ? answer.json().flatMap(UserInfo::in)
        : Optional.empty();
  }

  private ZohoOAuthException failure(Answer answer, IdTokenRefusal refusal) {
    int status = answer.status();
    if (isElsewhere(answer)) {
      String what =
          "The access token's scopes do not allow to ask who the user is: ask for openid, profile,"
              + " email or AaaServer.profile.READ when authorizing.";
      Problem problem =
          says(BAD_SCOPE, answer) ? Problem.of(what).withErrorCode(BAD_SCOPE) : Problem.of(what);
      return new ConfigurationException(problem.at(refusal.dataCenter(), clientId), null);
    }
    if (says(BAD_TOKEN, answer) || status == 401) {
      String what =
          "Zoho does not accept the access token here: it has expired, was revoked, or belongs to"
              + " another data center. Authorize again.";
      Problem problem =
          says(BAD_TOKEN, answer) ? Problem.of(what).withErrorCode(BAD_TOKEN) : Problem.of(what);
      return new AuthorizationRequiredException(problem.at(refusal.dataCenter(), clientId), null);
    }
    return errors.read(answer, Grant.Type.REFRESH_TOKEN, refusal.dataCenter());
  }

  private static UserInfo requireSame(
      UserInfo user, @Nullable IdToken idToken, IdTokenRefusal refusal) {
    if (idToken != null && !user.subject().equals(idToken.subject())) {
      throw refusal.untrusted("the user information beside it has another sub, and is discarded");
    }
    return user;
  }

  /** Zoho's products do not agree in which member they put their code. */
  private static boolean says(String code, Answer answer) {
    return answer.json().stream()
        .flatMap(json -> Stream.of("error", "code", "cause").map(json::path))
        .map(JsonNode::asText)
        .anyMatch(code::equals);
  }
}
