package io.github.zohooauth.client;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.PassedOnStore;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A store whose loads and leases fail at times. */
final class FaultyStore extends PassedOnStore {

  private final BooleanSupplier fails;

  /** Makes a store that asks before each call whether it fails. */
  FaultyStore(BooleanSupplier fails) {
    this.fails = fails;
  }

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    failAtTimes();
    return super.load(key);
  }

  @Override
  public Optional<Lease> tryLease(TokenKey key) {
    failAtTimes();
    return tokens.tryLease(key);
  }

  private void failAtTimes() {
    if (fails.getAsBoolean()) {
      throw new TokenStoreException("planted");
    }
  }
}
