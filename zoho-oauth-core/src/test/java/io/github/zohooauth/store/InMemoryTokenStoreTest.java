package io.github.zohooauth.store;

import io.github.zohooauth.contract.TokenStoreContract;
import java.time.Duration;

class InMemoryTokenStoreTest extends TokenStoreContract {

  @Override
  protected TokenStore store() {
    return TokenStore.inMemory();
  }

  @Override
  protected TokenStore reopen(TokenStore store) {
    return store;
  }

  @Override
  protected boolean cutOff(TokenStore store) {
    return false;
  }

  @Override
  protected TokenStore.Lease leaseTaken(Duration ago, TokenStore store, TokenKey key) {
    long nanoTime = System.nanoTime() - ago.toNanos();
    return ((InMemoryTokenStore) store).tryLease(key, nanoTime).orElseThrow();
  }
}
