package io.github.zohooauth.store;

import io.github.zohooauth.internal.runtime.KeyLocks;
import io.github.zohooauth.internal.runtime.KeyLocks.StoreKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A lease among the clients of one JVM that share a store object.
 *
 * <p>It expires, like a lease among processes. If an {@link Error} ends the thread that would close
 * it, the lease must not stay forever.
 */
final class JvmLease implements TokenStore.Lease {

  private static final Duration LIFE = Duration.ofSeconds(25);

  private static final ConcurrentMap<StoreKey, JvmLease> TAKEN = new ConcurrentHashMap<>();

  /** Replaces the record that was seen. It stores nothing if the record has changed since. */
  interface Swap {
    boolean swap(TokenKey key, Optional<StoredToken> seen, StoredToken next);
  }

  private final TokenStore store;
  private final TokenKey key;
  private final StoreKey record;
  private final Swap swap;
  private final long takenAt;
  private volatile @Nullable StoredToken seen;

  private JvmLease(TokenStore store, TokenKey key, Swap swap, long takenAt) {
    this.store = store;
    this.key = key;
    this.record = new StoreKey(store, key);
    this.swap = swap;
    this.takenAt = takenAt;
  }

  /**
   * Takes the lease of a store without a compare-and-set. Its two steps run without another write
   * between them.
   */
  static Optional<TokenStore.Lease> tryTake(TokenStore store, TokenKey key) {
    return tryTake(store, key, (k, seen, next) -> swap(store, k, seen, next), System.nanoTime());
  }

  private static boolean swap(
      TokenStore store, TokenKey key, Optional<StoredToken> seen, StoredToken next) {
    return KeyLocks.alone(
        new StoreKey(store, key),
        () -> {
          boolean unchanged = store.load(key).equals(seen);
          if (unchanged) {
            store.save(key, next);
          }
          return unchanged;
        });
  }

  /** Takes the lease at this running time, unless another one is held and has not expired. */
  static Optional<TokenStore.Lease> tryTake(
      TokenStore store, TokenKey key, Swap swap, long nanoTime) {
    JvmLease mine = new JvmLease(store, key, swap, nanoTime);
    TAKEN.merge(mine.record, mine, (there, next) -> there.hasExpiredBy(nanoTime) ? next : there);
    return mine.isHeld() ? Optional.of(mine) : Optional.empty();
  }

  private boolean hasExpiredBy(long nanoTime) {
    return nanoTime - takenAt >= LIFE.toNanos();
  }

  @SuppressWarnings("ReferenceEquality") // this lease, and not another of the same record
  private boolean isHeld() {
    return TAKEN.get(record) == this;
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
    TAKEN.remove(record, this);
  }
}
