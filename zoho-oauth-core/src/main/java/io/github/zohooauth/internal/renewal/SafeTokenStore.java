package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.KeyLocks;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The application's store, with whatever it throws made a {@link TokenStoreException} that names
 * the key and holds no foreign message.
 */
public final class SafeTokenStore implements TokenStore {

  private static final Class<?> IN_MEMORY = TokenStore.inMemory().getClass();

  private final TokenStore store;

  public SafeTokenStore(TokenStore store) {
    this.store = store;
  }

  /** Whether its calls may take time, as those of any but memory. */
  public boolean mayBlock() {
    return store.getClass() != IN_MEMORY;
  }

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    return guarded("load", key, () -> Objects.requireNonNull(store.load(key)));
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    guarded(
        "save",
        key,
        () -> {
          return KeyLocks.beside(
              new KeyLocks.Place(store, key),
              () -> {
                store.save(key, token);
                return true;
              });
        });
  }

  @Override
  public void delete(TokenKey key) {
    guarded(
        "delete",
        key,
        () -> {
          return KeyLocks.beside(
              new KeyLocks.Place(store, key),
              () -> {
                store.delete(key);
                return true;
              });
        });
  }

  @Override
  public Optional<Lease> tryLease(TokenKey key) {
    Optional<Lease> lease =
        guarded("lease", key, () -> Objects.requireNonNull(store.tryLease(key)));
    try {
      return lease.map(taken -> new GuardedLease(key, taken));
    } catch (Throwable e) { // an Error must not keep the lease
      lease.ifPresent(Lease::close);
      throw e;
    }
  }

  private record GuardedLease(TokenKey key, Lease lease) implements Lease {

    @Override
    public Optional<StoredToken> current() {
      return guarded("load", key, () -> Objects.requireNonNull(lease.current()));
    }

    @Override
    public boolean replace(StoredToken next) {
      return guarded("save", key, () -> replaced(next));
    }

    /** An Error of the store is a failed save, too: the token that Zoho has issued is not lost. */
    private boolean replaced(StoredToken next) {
      try {
        return lease.replace(next);
      } catch (Error e) {
        throw failed("save", key, e);
      }
    }

    @Override
    public void close() {
      try {
        lease.close();
      } catch (Exception e) {
        // The token is there, and a lease ends by itself.
        LOG.log(
            Level.WARNING,
            "The lease of {0} could not be given back ({1})",
            key,
            e.getClass().getName());
      }
    }
  }

  private static <T> T guarded(String operation, TokenKey key, Supplier<T> call) {
    try {
      return call.get();
    } catch (TokenStoreException e) {
      throw Failures.of(key.clientId()).store(e);
    } catch (Exception e) { // a store in Kotlin or Groovy throws checked ones as well
      throw failed(operation, key, e);
    }
  }

  private static TokenStoreException failed(String operation, TokenKey key, Throwable cause) {
    String what =
        "The token store failed to %s the token of %s with a %s: check the store."
            .formatted(operation, key, cause.getClass().getName());
    return Failures.of(key.clientId()).store(what, cause);
  }
}
