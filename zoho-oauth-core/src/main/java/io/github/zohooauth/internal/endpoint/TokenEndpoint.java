package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.FormRequest;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Zoho's token endpoint. It exchanges a grant for tokens or a typed error.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html">Zoho:
 *     access token</a>
 */
public final class TokenEndpoint {

  private final ClientRegistration registration;
  private final AccountsServers servers;
  private final ErrorReader errors;

  public TokenEndpoint(
      ClientRegistration registration, AccountsServers servers, ErrorReader errors) {
    this.registration = registration;
    this.servers = servers;
    this.errors = errors;
  }

  /**
   * Exchanges the grant for tokens at this data center.
   *
   * @param calls counts each request, because each counts against Zoho's limit
   * @return the tokens, or a {@link ZohoOAuthException}. If it is completed or cancelled while the
   *     request waits for its place, nothing is sent
   */
  public CompletableFuture<TokenResponse> exchange(
      Grant grant, DataCenter dataCenter, CallCounter calls) {
    CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    CompletableFuture<TokenResponse> tokens =
        ask(grant, dataCenter, calls, over)
            .thenApply(
                answer ->
                    TokenResponse.in(answer)
                        .orElseThrow(() -> meaning(answer, grant.type(), dataCenter)));
    tokens.whenComplete((response, failure) -> over.complete(null));
    return tokens;
  }

  /**
   * Sends a grant to this data center, and returns the answer even if it is an error.
   *
   * @param calls counts each request
   * @return the answer, or a {@link ZohoOAuthException} if the network failed. If it is completed
   *     or cancelled while the request waits for its place, nothing is sent
   */
  public CompletableFuture<HttpAnswer> ask(Grant grant, DataCenter dataCenter, CallCounter calls) {
    CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    CompletableFuture<HttpAnswer> answer = ask(grant, dataCenter, calls, over);
    answer.whenComplete((received, failure) -> over.complete(null));
    return answer;
  }

  private CompletableFuture<HttpAnswer> ask(
      Grant grant, DataCenter dataCenter, CallCounter calls, CompletableFuture<?> over) {
    Grant.Type type = grant.type();
    Map<String, String> fields =
        grant.form(
            registration.clientId(),
            type.isAuthenticated() ? registration.secretFor(dataCenter) : Optional.empty());
    return post(type.paths.get(0), fields, type, dataCenter, calls, over)
        .thenCompose(
            answer ->
                type.paths.size() > 1 && isElsewhere(answer)
                    ? post(type.paths.get(1), fields, type, dataCenter, calls, over)
                    : CompletableFuture.completedFuture(answer))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(errors.read(failure, type, dataCenter)));
  }

  private CompletableFuture<HttpAnswer> post(
      String path,
      Map<String, String> fields,
      Grant.Type type,
      DataCenter dataCenter,
      CallCounter calls,
      CompletableFuture<?> over) {
    URI uri = dataCenter.accountsServer().resolve(path);
    FormRequest form = new FormRequest(uri, fields, null, type.repeatable);
    return servers.post(form, type, dataCenter, calls, over);
  }

  /** Returns the failure if a renewal at this data center would be refused now; else empty. */
  public Optional<TemporaryFailureException> refusal(DataCenter dataCenter) {
    return servers.refusal(dataCenter);
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
