package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.KeyLocks;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Wraps the application's store. Every exception becomes a {@link TokenStoreException} that names
 * the key and holds no message of another library.
 */
public final class SafeTokenStore implements TokenStore {

  private static final Class<?> IN_MEMORY = TokenStore.inMemory().getClass();

  private final TokenStore store;
  private final StoreCalls calls;
  private final RenewalEvents events;
  private final DataCenter home;

  /**
   * Wraps a store.
   *
   * @param calls note the calls that hang
   * @param events are told of the calls that fail
   * @param home the client's own data center
   */
  public SafeTokenStore(TokenStore store, StoreCalls calls, RenewalEvents events, DataCenter home) {
    this.store = store;
    this.calls = calls;
    this.events = events;
    this.home = home;
  }

  /** Returns whether its calls may block, which is so for every store except the one in memory. */
  public static boolean mayBlock(TokenStore store) {
    return store.getClass() != IN_MEMORY;
  }

  boolean mayBlock() {
    return mayBlock(store);
  }

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    return guarded("loading", key, () -> Objects.requireNonNull(store.load(key)));
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    guarded(
        "saving",
        key,
        () -> {
          return KeyLocks.beside(
              new KeyLocks.StoreKey(store, key),
              () -> {
                store.save(key, token);
                return true;
              });
        });
  }

  @Override
  public void delete(TokenKey key) {
    guarded(
        "deleting",
        key,
        () -> {
          return KeyLocks.beside(
              new KeyLocks.StoreKey(store, key),
              () -> {
                store.delete(key);
                return true;
              });
        });
  }

  @Override
  public Optional<Lease> tryLease(TokenKey key) {
    Optional<Lease> lease =
        guarded("leasing", key, () -> Objects.requireNonNull(store.tryLease(key)));
    try {
      return lease.map(taken -> new GuardedLease(this, key, taken));
    } catch (Throwable e) { // an Error must not keep the lease
      lease.ifPresent(Lease::close);
      throw e;
    }
  }

  private record GuardedLease(SafeTokenStore store, TokenKey key, Lease lease) implements Lease {

    @Override
    public Optional<StoredToken> current() {
      return store.guarded("loading", key, () -> Objects.requireNonNull(lease.current()));
    }

    @Override
    public boolean replace(StoredToken next) {
      return store.guarded("saving", key, () -> replaced(next));
    }

    /**
     * Replaces the record. An Error of the store counts as a failed save, so that the issued token
     * is not lost.
     */
    private boolean replaced(StoredToken next) {
      try {
        return lease.replace(next);
      } catch (Error e) {
        throw failed("saving", key, e);
      }
    }

    @Override
    public void close() {
      try {
        boolean unused =
            store.guarded(
                "giving back the lease of",
                key,
                () -> {
                  lease.close();
                  return true;
                });
      } catch (Exception e) {
        // The token was stored, and the lease expires.
        LOG.log(Level.WARNING, "A lease was not given back, and ends later: {0}", e.getMessage());
      }
    }
  }

  private <T> T guarded(String operation, TokenKey key, Supplier<T> call) {
    long begun = System.nanoTime();
    TokenStoreException failure;
    try {
      return calls.call(key, call);
    } catch (TokenStoreException e) {
      failure = Failures.of(key.clientId()).store(e);
    } catch (Exception e) { // a store in Kotlin or Groovy may throw checked exceptions, too
      failure = failed(operation, key, e);
    }
    events.storeFailed(key, home, Duration.ofNanos(System.nanoTime() - begun), failure);
    throw failure;
  }

  private static TokenStoreException failed(String operation, TokenKey key, Throwable cause) {
    String what =
        "Token store failure (%s) while %s the token of %s. Check the token store."
            .formatted(cause.getClass().getName(), operation, key);
    return Failures.of(key.clientId()).store(what, cause);
  }
}
