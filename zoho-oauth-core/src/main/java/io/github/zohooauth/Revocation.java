package io.github.zohooauth;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Ends an owner's tokens: first at Zoho, then in the store and in memory; or there alone, if the
 * application wants to forget them.
 */
final class Revocation {

  private static final String RECORD_KEPT =
      "The tokens may still work, and the stored record is kept: check client ID and client"
          + " secret, and revoke again. Or remove the application in the user's Zoho account,"
          + " and call forget(owner), which asks Zoho nothing.";

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

  void forget(TokenOwner owner) {
    client.requireOpen();
    TokenKey key = client.key(owner);
    client.await(
        CompletableFuture.runAsync(
            () -> {
              tokens.of(key).forget();
              client.store().delete(key);
              tokens.of(key).forget(); // what was found before the delete
              client.events().forgotten(key);
            },
            client.executor()));
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
    CompletableFuture<Void> asked = revoke(stored.get(), dataCenter);
    return (isOver(stored.get(), dataCenter) ? asked.exceptionally(failure -> null) : asked)
        .thenApply(done -> dataCenter);
  }

  /** Whether the tokens have ended already, so that no confirmation is needed. */
  private boolean isOver(StoredToken stored, DataCenter dataCenter) {
    Optional<String> refresh = stored.refreshToken();
    return refresh.isPresent()
        ? stored.notes().refuses(refresh.get(), dataCenter)
        : stored
            .accessToken()
            .filter(token -> client.clock().instant().isBefore(token.expiresAt()))
            .isEmpty();
  }

  private CompletableFuture<Void> revoke(StoredToken stored, DataCenter dataCenter) {
    RevocationEndpoint endpoint = client.revocation();
    Optional<String> refresh = stored.refreshToken();
    if (refresh.isPresent()) {
      return endpoint.revoke(refresh.get(), "refresh_token", dataCenter, RECORD_KEPT);
    }
    return stored
        .accessToken()
        .map(access -> endpoint.revoke(access.value(), "access_token", dataCenter, RECORD_KEPT))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }
}
