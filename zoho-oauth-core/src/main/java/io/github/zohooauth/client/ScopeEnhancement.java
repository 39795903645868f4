package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.renewal.LostAnswer;
import io.github.zohooauth.internal.renewal.TokenCache;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Incremental authorization: the stored refresh token gets more scopes, and no new one is issued.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/incremental-authorization.html">Zoho:
 *     incremental authorization</a>
 */
final class ScopeEnhancement {

  private final ClientParts client;
  private final AuthorizationRequests requests;
  private final AuthorizationResponse response;
  private final TokenCache tokens;

  ScopeEnhancement(
      ClientParts client,
      AuthorizationRequests requests,
      AuthorizationResponse response,
      TokenCache tokens) {
    this.client = client;
    this.requests = requests;
    this.response = response;
    this.tokens = tokens;
  }

  AuthorizationRequest begin(TokenOwner owner, Set<String> scopes) {
    client.requireOpen();
    TokenKey key = client.key(owner);
    StoredToken stored = client.load(key).orElseGet(() -> DataCenters.blank(client.home()));
    DataCenter dataCenter = client.dataCenters().of(stored);
    String refreshToken = stored.refreshToken();
    if (refreshToken == null) {
      throw Failures.of(key.clientId())
          .at(dataCenter)
          .authorizationRequired(
              "%s has no refresh token that could get more scopes: send an authorization request."
                  .formatted(key));
    }
    CompletableFuture<TokenResponse> answer =
        client
            .endpoint()
            .exchange(Grant.moreScopes(refreshToken), dataCenter, new CallCounter(client.clock()));
    String enhanceToken = client.await(answer).accessToken();
    return requests.moreScopes(key, dataCenter, scopes, enhanceToken);
  }

  void complete(@Nullable AuthorizationRequest received, @Nullable String callback) {
    client.requireOpen();
    AuthorizationRequest request = response.required(received);
    RedirectParameters parameters =
        response.answer(
            request,
            AuthorizationRequest.Kind.MORE_SCOPES,
            RedirectParameters.ofQuery(response.required(callback)));
    boolean enhanced =
        parameters.get("scope_enhanced").equals(Optional.of("true"))
            || parameters.get("status").equals(Optional.of("success"));
    if (!enhanced) {
      throw response.empty();
    }
    TokenKey key = request.key().orElseThrow();
    if (parameters.get("state").isEmpty()) {
      return; // any web page could say so: the next renewal shows the scopes
    }
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(() -> addToRecord(key, request.scopes()), client.executor())
            .thenRun(() -> tokens.of(key).forget());
    client.await(work);
  }

  /**
   * Writes the scopes, which the live access token has, too. A renewal in progress does the same.
   */
  private void addToRecord(TokenKey key, Set<String> scopes) {
    Optional<TokenStore.Lease> own = client.store().tryLease(key);
    if (own.isEmpty()) {
      return;
    }
    try (TokenStore.Lease lease = own.get()) {
      lease
          .current()
          .map(stored -> withScopes(stored, scopes))
          .ifPresent(next -> LostAnswer.replace(client.store(), key, lease, next));
    }
  }

  private static StoredToken withScopes(StoredToken stored, Set<String> more) {
    StoredToken.Issued old = stored.accessToken();
    if (old == null) {
      return stored;
    }
    Set<String> scopes = new LinkedHashSet<>(old.scopes());
    scopes.addAll(more);
    return new StoredToken(
        stored.location(),
        new StoredToken.Issued(old.value(), old.expiresAt(), scopes, old.apiDomain()),
        Objects.requireNonNullElse(stored.obtainedAt(), old.expiresAt()),
        stored.refreshToken(),
        stored.details(),
        stored.notes());
  }
}
