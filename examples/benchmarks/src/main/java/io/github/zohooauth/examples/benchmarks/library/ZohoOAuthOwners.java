package io.github.zohooauth.examples.benchmarks.library;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.benchmarks.Store;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** This library, which bounds the calls itself. */
public final class ZohoOAuthOwners implements ManyOwners {

  private final SelfClient client;

  /** Makes a client whose store is in memory. */
  public ZohoOAuthOwners(URI endpoint, Burst burst) {
    this(builder(endpoint, burst, expired(burst.owners())).build());
  }

  public ZohoOAuthOwners(SelfClient client) {
    this.client = client;
  }

  private static TokenStore expired(int owners) {
    TokenStore store = TokenStore.inMemory();
    for (int owner = 0; owner < owners; owner++) {
      store.save(Store.key(owner), Store.token(owner));
    }
    return store;
  }

  /** Returns the options of a client that uses this store. */
  public static SelfClient.Builder builder(URI endpoint, Burst burst, TokenStore store) {
    return SelfClient.builder()
        .clientId(Store.key(0).clientId())
        .clientSecret(Registration.SECRET)
        .dataCenter(ZohoOAuth.dataCenter(endpoint))
        .tokenStore(store)
        .maxConcurrentRenewals(burst.atATime())
        .callerTimeout(burst.patience());
  }

  @Override
  public CompletableFuture<AccessToken> token(int owner) {
    return client.forOwner(TokenOwner.user("user-" + owner)).getAccessTokenAsync();
  }

  @Override
  public void close() {
    client.close();
  }
}
