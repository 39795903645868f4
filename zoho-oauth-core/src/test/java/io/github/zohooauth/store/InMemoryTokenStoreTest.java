package io.github.zohooauth.store;

import io.github.zohooauth.contract.TokenStoreContract;

class InMemoryTokenStoreTest extends TokenStoreContract {

  @Override
  protected TokenStore store() {
    return TokenStore.inMemory();
  }

  @Override
  protected boolean sharesLeases() {
    return true;
  }
}
