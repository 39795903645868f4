package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.FormRequest;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Zoho's token endpoint: a grant goes in, tokens or a typed error come out.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html">Zoho:
 *     access token</a>
 */
public final class TokenEndpoint {

  private final ClientRegistration registration;
  private final FormRequest post;
  private final ErrorReader errors;

  public TokenEndpoint(ClientRegistration registration, FormRequest post, ErrorReader errors) {
    this.registration = registration;
    this.post = post;
    this.errors = errors;
  }

  /**
   * Exchanges the grant for tokens at this data center.
   *
   * @param calls told of each request, since each counts against Zoho's limit
   * @return the tokens, or a {@link ZohoOAuthException}
   */
  public CompletableFuture<TokenResponse> exchange(
      Grant grant, DataCenter dataCenter, CallCounter calls) {
    return ask(grant, dataCenter, calls)
        .thenApply(
            answer ->
                TokenResponse.in(answer)
                    .orElseThrow(() -> meaning(answer, grant.type(), dataCenter)));
  }

  /**
   * Asks this data center, whatever it answers.
   *
   * @param calls told of each request
   * @return the answer, or a {@link ZohoOAuthException} if the network failed
   */
  public CompletableFuture<HttpAnswer> ask(Grant grant, DataCenter dataCenter, CallCounter calls) {
    Grant.Type type = grant.type();
    Map<String, String> fields =
        grant.form(
            registration.clientId(),
            type.isAuthenticated() ? registration.secretFor(dataCenter) : Optional.empty());
    FormRequest.Form form = new FormRequest.Form(fields, null, type.repeatable);
    URI server = dataCenter.accountsServer();
    return post.send(server.resolve(type.paths.get(0)), form, calls)
        .thenCompose(
            answer ->
                type.paths.size() > 1 && isElsewhere(answer)
                    ? post.send(server.resolve(type.paths.get(1)), form, calls)
                    : CompletableFuture.completedFuture(answer))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(errors.read(failure, type, dataCenter)));
  }

  /** What an answer means that is not what this grant asks for. */
  public ZohoOAuthException meaning(HttpAnswer answer, Grant.Type type, DataCenter dataCenter) {
    return errors.read(answer, type, dataCenter);
  }

  /** Whether the server says, without a word of JSON, that it is not asked at this path. */
  private static boolean isElsewhere(HttpAnswer answer) {
    int status = answer.status();
    return answer.json().isEmpty() && (status == 400 || status == 404 || status == 405);
  }
}
