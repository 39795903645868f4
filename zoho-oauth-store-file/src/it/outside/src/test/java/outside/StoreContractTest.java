package outside;

import io.github.zohooauth.contract.TokenStoreContract;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;

/** A test of another project holds its store to the contract of core's test-jar. */
class StoreContractTest extends TokenStoreContract {

  @Override
  protected TokenStore store() {
    return new Fakes.Store();
  }

  @Override
  protected TokenStore reopen(TokenStore store) {
    return store;
  }

  @Override
  protected boolean cutOff(TokenStore store) {
    return false;
  }

  /** The library's own lease. This test does not wait for its end. */
  @Override
  protected TokenStore.Lease leaseTaken(Duration ago, TokenStore store, TokenKey key) {
    TokenStore.Lease lease = store.tryLease(key).orElseThrow();
    if (ago.toSeconds() > 25) {
      lease.close();
    }
    return lease;
  }
}
