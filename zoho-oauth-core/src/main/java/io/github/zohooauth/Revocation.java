package io.github.zohooauth;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Ends an owner's tokens: first at Zoho, then in the store and in memory. */
final class Revocation {

  private final ClientConfig client;
  private final TokenCache tokens;

  Revocation(ClientConfig client, TokenCache tokens) {
    this.client = client;
    this.tokens = tokens;
  }

  void revoke(TokenOwner owner) {
    client.requireOpen();
    TokenKey key = client.key(owner);
    CompletableFuture<Void> work =
        CompletableFuture.supplyAsync(() -> client.store().load(key), client.executor())
            .thenCompose(this::revokeAtZoho)
            .thenRun(() -> tokens.of(key).forget())
            .thenRunAsync(() -> client.store().delete(key), client.executor())
            .thenRun(() -> tokens.of(key).forget()); // what was found before the delete
    Await.result(work, client.policy().callerTimeout(), client.clientId());
  }

  private CompletableFuture<Void> revokeAtZoho(Optional<StoredToken> stored) {
    return stored.map(this::revoke).orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private CompletableFuture<Void> revoke(StoredToken stored) {
    DataCenter dataCenter = client.dataCenters().of(stored);
    RevocationEndpoint endpoint = client.revocation();
    Optional<String> refresh = stored.refreshToken();
    if (refresh.isPresent()) {
      return endpoint.revoke(refresh.get(), "refresh_token", dataCenter);
    }
    return stored
        .accessToken()
        .map(access -> endpoint.revoke(access.value(), "access_token", dataCenter))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }
}
