package io.github.zohooauth;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The lease among the client objects of one JVM that share a store object. */
final class JvmLease implements TokenStore.Lease {

  private static final Set<Place> TAKEN = ConcurrentHashMap.newKeySet();

  /** Stores a record in place of the one that was seen, or nothing if another is there now. */
  interface Swap {
    boolean swap(TokenKey key, Optional<StoredToken> seen, StoredToken next);
  }

  /** Permits and not locks, as no thread owns them; each for some of the keys. */
  private static final Semaphore[] PERMITS = new Semaphore[256];

  static {
    Arrays.setAll(PERMITS, each -> new Semaphore(1));
  }

  private final Place place;
  private final Swap swap;
  private final AtomicBoolean held = new AtomicBoolean(true);
  private volatile @Nullable StoredToken seen;

  private JvmLease(Place place, Swap swap) {
    this.place = place;
    this.swap = swap;
  }

  /** A store of three methods looks first and then saves: two steps that nobody may enter. */
  static Optional<TokenStore.Lease> tryTake(TokenStore store, TokenKey key) {
    return tryTake(
        store,
        key,
        (k, seen, next) -> {
          return exclusively(
              store,
              k,
              () -> {
                boolean unchanged = store.load(k).equals(seen);
                if (unchanged) {
                  store.save(k, next);
                }
                return unchanged;
              });
        });
  }

  static Optional<TokenStore.Lease> tryTake(TokenStore store, TokenKey key, Swap swap) {
    Place place = new Place(store, key);
    return TAKEN.add(place) ? Optional.of(new JvmLease(place, swap)) : Optional.empty();
  }

  /** Writes a record of a store with nobody of this JVM between; never during a call to Zoho. */
  static <T> T exclusively(TokenStore store, TokenKey key, Supplier<T> write) {
    int hash = new Place(store, key).hashCode();
    Semaphore permit = PERMITS[Math.floorMod(hash ^ (hash >>> 16), PERMITS.length)];
    permit.acquireUninterruptibly();
    try {
      return write.get();
    } finally {
      permit.release();
    }
  }

  @Override
  public Optional<StoredToken> current() {
    Optional<StoredToken> current = place.store.load(place.key);
    seen = current.orElse(null);
    return current;
  }

  @Override
  public boolean replace(StoredToken next) {
    if (!held.get() || !swap.swap(place.key, Optional.ofNullable(seen), next)) {
      return false;
    }
    seen = next;
    return true;
  }

  @Override
  public void close() {
    if (held.compareAndSet(true, false)) {
      TAKEN.remove(place);
    }
  }

  /** A store is itself only, whatever its own equals says. */
  private record Place(TokenStore store, TokenKey key) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Place that && store == that.store && key.equals(that.key);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(store) + key.hashCode();
    }
  }
}
