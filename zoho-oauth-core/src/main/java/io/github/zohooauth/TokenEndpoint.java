package io.github.zohooauth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Zoho's token endpoint: a grant goes in, tokens or a typed error come out.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html">Zoho:
 *     access token</a>
 */
final class TokenEndpoint {

  private final ClientRegistration registration;
  private final FormPost post;
  private final ErrorTable errors;

  TokenEndpoint(ClientRegistration registration, FormPost post, ErrorTable errors) {
    this.registration = registration;
    this.post = post;
    this.errors = errors;
  }

  String clientId() {
    return registration.clientId();
  }

  /**
   * Exchanges the grant for tokens at this data center.
   *
   * @param sent called before each request, since each counts against Zoho's limit
   * @return the tokens, or a {@link ZohoOAuthException}
   */
  CompletableFuture<TokenResponse> exchange(Grant grant, DataCenter dataCenter, Runnable sent) {
    Grant.Type type = grant.type();
    Map<String, String> form =
        grant.form(registration.clientId(), registration.secretFor(dataCenter));
    return send(dataCenter, type.paths, form, type.repeatable, sent)
        .thenApply(
            answer -> answer.tokens().orElseThrow(() -> errors.read(answer, type, dataCenter)))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(errors.read(failure, type, dataCenter)));
  }

  /**
   * Revokes a refresh token and the access tokens made from it, or one access token.
   *
   * @return nothing once the token is gone, or a {@link ZohoOAuthException}
   * @see <a href="https://www.zoho.com/accounts/protocol/oauth/revoke-refresh-token.html">Zoho:
   *     revoke</a>
   */
  CompletableFuture<Void> revoke(String token, DataCenter dataCenter) {
    Grant.Type type = Grant.Type.REFRESH_TOKEN;
    return send(
            dataCenter, List.of("/oauth/v2/token/revoke"), Map.of("token", token), true, () -> {})
        .thenAccept(
            answer -> {
              ZohoOAuthException error = errors.read(answer, type, dataCenter);
              if (!answer.saysRevoked() && !isGone(answer, error)) {
                throw error;
              }
            })
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(errors.read(failure, type, dataCenter)));
  }

  /** Zoho answers 400, mostly in HTML, to a token that it does not know or no longer knows. */
  private static boolean isGone(Answer answer, ZohoOAuthException error) {
    return error instanceof AuthorizationRequiredException
        || (answer.status() == 400 && !(error instanceof RateLimitedException));
  }

  /** Tries the next path if the server does not know this one. */
  private CompletableFuture<Answer> send(
      DataCenter dataCenter,
      List<String> paths,
      Map<String, String> form,
      boolean repeatable,
      Runnable sent) {
    URI uri = dataCenter.accountsServer().resolve(paths.get(0));
    CompletableFuture<Answer> answer = post.send(uri, form, repeatable, sent);
    if (paths.size() == 1) {
      return answer;
    }
    List<String> others = paths.subList(1, paths.size());
    return answer.thenCompose(
        first ->
            isUnknownPath(first)
                ? send(dataCenter, others, form, repeatable, sent)
                : CompletableFuture.completedFuture(first));
  }

  private static boolean isUnknownPath(Answer answer) {
    int status = answer.status();
    return answer.json().isEmpty() && (status == 400 || status == 404 || status == 405);
  }
}
