package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.FormRequest;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.internal.transport.HttpCall;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Zoho's token endpoint. It exchanges a grant for tokens or a typed error.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html">Zoho:
 *     access token</a>
 */
public final class TokenEndpoint {

  private final ClientRegistration registration;
  private final HttpCall http;
  private final ErrorReader errors;

  public TokenEndpoint(ClientRegistration registration, HttpCall http, ErrorReader errors) {
    this.registration = registration;
    this.http = http;
    this.errors = errors;
  }

  /**
   * Exchanges the grant for tokens at this data center.
   *
   * @param calls counts each request, because each counts against Zoho's limit
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
   * Sends a grant to this data center, and returns the answer even if it is an error.
   *
   * @param calls counts each request
   * @return the answer, or a {@link ZohoOAuthException} if the network failed
   */
  public CompletableFuture<HttpAnswer> ask(Grant grant, DataCenter dataCenter, CallCounter calls) {
    Grant.Type type = grant.type();
    Map<String, String> fields =
        grant.form(
            registration.clientId(),
            type.isAuthenticated() ? registration.secretFor(dataCenter) : Optional.empty());
    return post(type.paths.get(0), fields, type, dataCenter, calls)
        .thenCompose(
            answer ->
                type.paths.size() > 1 && isElsewhere(answer)
                    ? post(type.paths.get(1), fields, type, dataCenter, calls)
                    : CompletableFuture.completedFuture(answer))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(errors.read(failure, type, dataCenter)));
  }

  private CompletableFuture<HttpAnswer> post(
      String path,
      Map<String, String> fields,
      Grant.Type type,
      DataCenter dataCenter,
      CallCounter calls) {
    URI uri = dataCenter.accountsServer().resolve(path);
    return http.post(new FormRequest(uri, fields, null, type.repeatable), calls);
  }

  /** Returns the exception for an answer that is not a success of this grant. */
  public ZohoOAuthException meaning(HttpAnswer answer, Grant.Type type, DataCenter dataCenter) {
    return errors.read(answer, type, dataCenter);
  }

  /** Returns whether the server says, without JSON, that this path is wrong. */
  private static boolean isElsewhere(HttpAnswer answer) {
    int status = answer.status();
    return answer.json().isEmpty() && (status == 400 || status == 404 || status == 405);
  }
}
