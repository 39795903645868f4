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
 * Incremental authorization: the refresh token that is there gets more scopes, and no new one
 * comes.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/incremental-authorization.html">Zoho:
 *     incremental authorization</a>
 */
final class ScopeEnhancement {

  private final ClientParts client;
  private final AuthorizationRequests consent;
  private final AuthorizationResponse redirect;
  private final TokenCache tokens;

  ScopeEnhancement(
      ClientParts client,
      AuthorizationRequests consent,
      AuthorizationResponse redirect,
      TokenCache tokens) {
    this.client = client;
    this.consent = consent;
    this.redirect = redirect;
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
              "There is no refresh token that could have more scopes (%s): send an authorization request."
                  .formatted(key));
    }
    CompletableFuture<TokenResponse> answer =
        client
            .endpoint()
            .exchange(Grant.moreScopes(refreshToken), dataCenter, new CallCounter(client.clock()));
    String enhanceToken = client.await(answer).accessToken();
    return consent.moreScopes(key, dataCenter, scopes, enhanceToken);
  }

  void complete(@Nullable AuthorizationRequest received, @Nullable String callback) {
    client.requireOpen();
    AuthorizationRequest request = redirect.required(received);
    RedirectParameters answer =
        redirect.answer(
            request,
            AuthorizationRequest.Kind.MORE_SCOPES,
            RedirectParameters.ofQuery(redirect.required(callback)));
    boolean granted =
        answer.get("scope_enhanced").equals(Optional.of("true"))
            || answer.get("status").equals(Optional.of("success"));
    if (!granted) {
      throw redirect.withoutCode();
    }
    TokenKey key = request.key().orElseThrow();
    if (answer.get("state").isEmpty()) {
      return; // anybody could say so: the next renewal tells which scopes there are
    }
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(() -> note(key, request.scopes()), client.executor())
            .thenRun(() -> tokens.of(key).forget());
    client.await(work);
  }

  /** The live access token has the scopes, too; where a renewal is under way, it brings them. */
  private void note(TokenKey key, Set<String> scopes) {
    Optional<TokenStore.Lease> held = client.store().tryLease(key);
    if (held.isEmpty()) {
      return;
    }
    try (TokenStore.Lease lease = held.get()) {
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
