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
    long begun = client.ticks().now();
    CompletableFuture<Void> work =
        CompletableFuture.supplyAsync(() -> client.store().load(key), client.executor())
            .thenCompose(
                stored ->
                    revokeAtZoho(stored)
                        .thenApplyAsync(
                            dataCenter -> forget(key, stored, dataCenter), client.executor()))
            .thenAccept(
                dataCenter ->
                    client.events().revoked(key, dataCenter, client.ticks().since(begun)));
    client.await(work);
  }

  private DataCenter forget(TokenKey key, Optional<StoredToken> revoked, DataCenter dataCenter) {
    tokens.of(key).forget();
    if (isStill(revoked, client.store().load(key))) {
      client.store().delete(key);
    }
    tokens.of(key).forget(); // what was found before the delete
    return dataCenter;
  }

  /** Whoever has authorized since has tokens that live. */
  private static boolean isStill(Optional<StoredToken> revoked, Optional<StoredToken> there) {
    Optional<String> now = there.flatMap(StoredToken::refreshToken);
    return now.isEmpty() || now.equals(revoked.flatMap(StoredToken::refreshToken));
  }

  /** Returns the data center that was asked, or would have been. */
  private CompletableFuture<DataCenter> revokeAtZoho(Optional<StoredToken> stored) {
    if (stored.isEmpty()) {
      return CompletableFuture.completedFuture(client.home());
    }
    DataCenter dataCenter = client.dataCenters().of(stored.get());
    return revoke(stored.get(), dataCenter).thenApply(done -> dataCenter);
  }

  private CompletableFuture<Void> revoke(StoredToken stored, DataCenter dataCenter) {
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
