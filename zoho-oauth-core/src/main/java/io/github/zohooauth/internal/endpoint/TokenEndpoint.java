package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.FormRequest;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Zoho's token endpoint. It exchanges a grant for tokens or a typed error.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html">Zoho:
 *     access token</a>
 */
public final class TokenEndpoint {

  private final SecretCalls secrets;
  private final AccountsServers servers;
  private final ErrorReader errors;

  public TokenEndpoint(SecretCalls secrets, AccountsServers servers, ErrorReader errors) {
    this.secrets = secrets;
    this.servers = servers;
    this.errors = errors;
  }

  /**
   * Exchanges the grant for tokens at this data center.
   *
   * @return the tokens, or a {@link ZohoOAuthException}. If it is completed or cancelled while the
   *     request waits for its place, nothing is sent
   */
  public CompletableFuture<TokenResponse> exchange(
      Grant grant, DataCenter dataCenter, CallCounter calls) {
    return Futures.compose(
        ask(grant, dataCenter, calls),
        answer ->
            TokenResponse.in(answer)
                .map(CompletableFuture::completedFuture)
                .orElseThrow(() -> meaning(answer, grant.type(), dataCenter)));
  }

  /**
   * Sends a grant to this data center, and returns the answer even if it is an error.
   *
   * @return the answer, or a {@link ZohoOAuthException} if the network failed. If it is completed
   *     or cancelled while the request waits for its place, nothing is sent
   */
  public CompletableFuture<HttpAnswer> ask(Grant grant, DataCenter dataCenter, CallCounter calls) {
    Grant.Type type = grant.type();
    if (type.isAuthenticated()) {
      secrets.requireSecret(dataCenter);
    }
    CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    Function<String, CompletableFuture<HttpAnswer>> post =
        path -> {
          URI uri = dataCenter.accountsServer().resolve(path);
          SecretCalls.Form form =
              secret ->
                  new FormRequest(
                      uri, grant.form(secrets.clientId(), secret), null, type.repeatable);
          return servers.post(
              () -> secrets.post(form, type, dataCenter, calls), type, dataCenter, calls, over);
        };
    CompletableFuture<HttpAnswer> answer =
        post.apply(type.paths.get(0))
            .thenCompose(
                first ->
                    type.paths.size() > 1 && needsOtherPath(first)
                        ? post.apply(type.paths.get(1))
                        : CompletableFuture.completedFuture(first))
            .exceptionallyCompose(
                failure -> CompletableFuture.failedFuture(errors.read(failure, type, dataCenter)));
    answer.whenComplete((received, failure) -> over.complete(null));
    return answer;
  }

  /** Returns the failure if a renewal at this data center would be refused now; else empty. */
  public Optional<TemporaryFailureException> refusal(DataCenter dataCenter) {
    return servers.refusal(dataCenter);
  }

  /** Returns the state of the gate of this data center; empty while it is open. */
  public Optional<ClosedGate> closedGate(DataCenter dataCenter) {
    return servers.closedGate(dataCenter);
  }

  public ZohoOAuthException meaning(HttpAnswer answer, Grant.Type type, DataCenter dataCenter) {
    return errors.read(answer, type, dataCenter);
  }

  /** Returns whether the server says, without JSON, that this path is wrong. */
  private static boolean needsOtherPath(HttpAnswer answer) {
    int status = answer.status();
    return answer.json().isEmpty() && (status == 400 || status == 404 || status == 405);
  }
}
