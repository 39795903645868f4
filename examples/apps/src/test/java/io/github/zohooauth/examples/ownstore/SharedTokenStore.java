package io.github.zohooauth.examples.ownstore;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A token store on a server that many hosts share, with a lease that ends by itself. */
public class SharedTokenStore implements TokenStore {

  private final KeyValueServer server;

  public SharedTokenStore(KeyValueServer server) {
    this.server = server;
  }

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    return run(redis -> redis.get(key.text())).map(text -> TokenCodec.plain().decode(key, text));
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    String text = TokenCodec.plain().encode(key, token);
    run(redis -> redis.delete(lease(key)) && redis.set(key.text(), text));
  }

  @Override
  public void delete(TokenKey key) {
    run(redis -> redis.delete(lease(key), key.text()));
  }

  @Override
  public Optional<Lease> tryLease(TokenKey key) {
    String holder = UUID.randomUUID().toString();
    return run(redis -> take(redis, lease(key), holder))
        ? Optional.of(new SharedLease(key, holder))
        : Optional.empty();
  }

  /** Script: takes the lease if no other is there. */
  boolean take(KeyValueServer redis, String lease, String holder) {
    return redis.setIfAbsent(lease, holder, Duration.ofSeconds(25));
  }

  /** Script: writes the record if the lease is held and the record is the one that was seen. */
  boolean replace(
      KeyValueServer redis, TokenKey key, String holder, Optional<String> seen, String next) {
    return redis.get(lease(key)).filter(holder::equals).isPresent()
        && redis.get(key.text()).equals(seen)
        && redis.set(key.text(), next);
  }

  /** Script: ends the lease if it is still held. */
  boolean giveBack(KeyValueServer redis, String lease, String holder) {
    return redis.get(lease).filter(holder::equals).isPresent() && redis.delete(lease);
  }

  static String lease(TokenKey key) {
    return "lease of " + key.text();
  }

  /** Runs a script. Its failure is the store's, and leaves out the message of the driver. */
  private <T> T run(Function<KeyValueServer, T> script) {
    try {
      return server.run(script);
    } catch (KeyValueServer.ConnectionException e) {
      throw new TokenStoreException("The server could not be reached. Check the network.", e);
    }
  }

  @Override
  public String toString() {
    return "SharedTokenStore";
  }

  private final class SharedLease implements Lease {

    private final TokenKey key;
    private final String holder;
    private volatile Optional<String> seen = Optional.empty();

    SharedLease(TokenKey key, String holder) {
      this.key = key;
      this.holder = holder;
    }

    @Override
    public Optional<StoredToken> current() {
      seen = run(redis -> redis.get(key.text()));
      return seen.map(text -> TokenCodec.plain().decode(key, text));
    }

    @Override
    public boolean replace(StoredToken next) {
      String text = TokenCodec.plain().encode(key, next);
      Optional<String> before = seen;
      boolean replaced =
          run(redis -> SharedTokenStore.this.replace(redis, key, holder, before, text));
      if (replaced) {
        seen = Optional.of(text);
      }
      return replaced;
    }

    @Override
    public void close() {
      try {
        run(redis -> giveBack(redis, lease(key), holder));
      } catch (TokenStoreException e) {
        // It ends by itself.
      }
    }
  }
}
