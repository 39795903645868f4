package io.github.zohooauth;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The lease among the client objects of one JVM that share a store object. */
final class JvmLease implements TokenStore.Lease {

  private static final Set<Place> TAKEN = ConcurrentHashMap.newKeySet();

  private final Place place;
  private final AtomicBoolean held = new AtomicBoolean(true);
  private volatile @Nullable StoredToken seen;

  private JvmLease(Place place) {
    this.place = place;
  }

  static Optional<TokenStore.Lease> tryTake(TokenStore store, TokenKey key) {
    Place place = new Place(store, key);
    return TAKEN.add(place) ? Optional.of(new JvmLease(place)) : Optional.empty();
  }

  @Override
  public Optional<StoredToken> current() {
    Optional<StoredToken> current = place.store.load(place.key);
    seen = current.orElse(null);
    return current;
  }

  @Override
  public boolean replace(StoredToken next) {
    Optional<StoredToken> before = Optional.ofNullable(seen);
    if (!held.get() || !place.store.load(place.key).equals(before)) {
      return false;
    }
    place.store.save(place.key, next);
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
