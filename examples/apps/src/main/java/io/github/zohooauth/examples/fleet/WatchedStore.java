package io.github.zohooauth.examples.fleet;

import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that counts what this process renews there. Thread-safe. */
final class WatchedStore implements TokenStore {

  private final TokenStore store;
  private final AtomicInteger renewed = new AtomicInteger();
  private final AtomicInteger outrun = new AtomicInteger();

  WatchedStore(TokenStore store) {
    this.store = store;
  }

  /** Returns how many tokens were renewed and stored since it was last asked. */
  int renewed() {
    return renewed.getAndSet(0);
  }

  /** Returns how many were renewed and not stored, as the lease or the record was lost. */
  int outrun() {
    return outrun.getAndSet(0);
  }

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    return store.load(key);
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    store.save(key, token);
  }

  @Override
  public void delete(TokenKey key) {
    store.delete(key);
  }

  @Override
  public Optional<Lease> tryLease(TokenKey key) {
    return store.tryLease(key).map(Watched::new);
  }

  private final class Watched implements Lease {
    private final Lease lease;
    private volatile Optional<StoredToken> seen = Optional.empty();

    private Watched(Lease lease) {
      this.lease = lease;
    }

    @Override
    public Optional<StoredToken> current() {
      seen = lease.current();
      return seen;
    }

    /** The same token with other notes is no renewal. */
    @Override
    public boolean replace(StoredToken next) {
      boolean replaced = lease.replace(next);
      if (!Objects.equals(next.accessToken(), seen.map(StoredToken::accessToken).orElse(null))) {
        (replaced ? renewed : outrun).incrementAndGet();
      }
      return replaced;
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
