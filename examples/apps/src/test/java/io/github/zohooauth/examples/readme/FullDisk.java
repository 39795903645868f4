package io.github.zohooauth.examples.readme;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store on a disk that can be full: reads and locks work, writes fail. */
record FullDisk(TokenStore store, AtomicBoolean full) implements TokenStore {

  private void requireRoom() {
    if (full.get()) {
      throw new TokenStoreException("No space is left.");
    }
  }

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    return store.load(key);
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    requireRoom();
    store.save(key, token);
  }

  @Override
  public void delete(TokenKey key) {
    store.delete(key);
  }

  @Override
  public Optional<Lease> tryLease(TokenKey key) {
    return store.tryLease(key).map(Held::new);
  }

  private final class Held implements Lease {

    private final Lease lease;

    private Held(Lease lease) {
      this.lease = lease;
    }

    @Override
    public Optional<StoredToken> current() {
      return lease.current();
    }

    @Override
    public boolean replace(StoredToken next) {
      requireRoom();
      return lease.replace(next);
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
