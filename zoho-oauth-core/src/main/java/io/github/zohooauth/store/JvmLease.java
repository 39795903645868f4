package io.github.zohooauth.store;

import io.github.zohooauth.internal.runtime.KeyLocks;
import io.github.zohooauth.internal.runtime.KeyLocks.Place;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The lease among the client objects of one JVM that share a store object.
 *
 * <p>It ends by itself, like a lease that several processes share, because an {@link Error} may
 * have ended the thread that would close it.
 */
final class JvmLease implements TokenStore.Lease {

  private static final Duration LIFE = Duration.ofSeconds(25);

  private static final ConcurrentMap<Place, JvmLease> TAKEN = new ConcurrentHashMap<>();

  /** Stores a record in place of the one that was seen, or nothing if another is there now. */
  interface Swap {
    boolean swap(TokenKey key, Optional<StoredToken> seen, StoredToken next);
  }

  private final TokenStore store;
  private final TokenKey key;
  private final Place place;
  private final Swap swap;
  private final long takenAt;
  private volatile @Nullable StoredToken seen;

  private JvmLease(TokenStore store, TokenKey key, Swap swap, long takenAt) {
    this.store = store;
    this.key = key;
    this.place = new Place(store, key);
    this.swap = swap;
    this.takenAt = takenAt;
  }

  /** A store of three methods needs two steps: no other write may come between them. */
  static Optional<TokenStore.Lease> tryTake(TokenStore store, TokenKey key) {
    return tryTake(store, key, (k, seen, next) -> swap(store, k, seen, next));
  }

  private static boolean swap(
      TokenStore store, TokenKey key, Optional<StoredToken> seen, StoredToken next) {
    return KeyLocks.alone(
        new Place(store, key),
        () -> {
          boolean unchanged = store.load(key).equals(seen);
          if (unchanged) {
            store.save(key, next);
          }
          return unchanged;
        });
  }

  static Optional<TokenStore.Lease> tryTake(TokenStore store, TokenKey key, Swap swap) {
    return tryTake(store, key, swap, System.nanoTime());
  }

  /** Takes it at this moment of running time, unless another is held that has not ended. */
  static Optional<TokenStore.Lease> tryTake(
      TokenStore store, TokenKey key, Swap swap, long nanoTime) {
    JvmLease mine = new JvmLease(store, key, swap, nanoTime);
    TAKEN.merge(mine.place, mine, (there, next) -> there.hasEndedBy(nanoTime) ? next : there);
    return mine.isHeld() ? Optional.of(mine) : Optional.empty();
  }

  private boolean hasEndedBy(long nanoTime) {
    return nanoTime - takenAt >= LIFE.toNanos();
  }

  @SuppressWarnings("ReferenceEquality") // this lease, and not another of the same record
  private boolean isHeld() {
    return TAKEN.get(place) == this;
  }

  @Override
  public Optional<StoredToken> current() {
    Optional<StoredToken> current = store.load(key);
    seen = current.orElse(null);
    return current;
  }

  @Override
  public boolean replace(StoredToken next) {
    if (!isHeld() || !swap.swap(key, Optional.ofNullable(seen), next)) {
      return false;
    }
    seen = next;
    return true;
  }

  @Override
  public void close() {
    TAKEN.remove(place, this);
  }
}
