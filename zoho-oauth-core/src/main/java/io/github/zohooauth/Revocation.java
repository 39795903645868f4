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
    Optional<StoredToken> stored = client.store().load(key);
    if (stored.isPresent()) {
      Await.result(revoke(stored.get()), client.policy().callerTimeout(), client.clientId());
    }
    client.store().delete(key);
    tokens.of(key).forget();
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
