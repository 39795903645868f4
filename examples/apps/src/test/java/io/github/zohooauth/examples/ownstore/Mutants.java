package io.github.zohooauth.examples.ownstore;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Stores with one mistake each, as they are made over a server that hosts share. */
final class Mutants {

  private Mutants() {}

  /** SET NX without PX. */
  public static final class EndlessLease extends SharedTokenStore {
    public EndlessLease(KeyValueServer server) {
      super(server);
    }

    @Override
    boolean take(KeyValueServer redis, String lease, String holder) {
      return redis.setIfAbsent(lease, holder, Duration.ofDays(365));
    }
  }

  /** The life of a lock in most examples. */
  public static final class ShortLease extends SharedTokenStore {
    public ShortLease(KeyValueServer server) {
      super(server);
    }

    @Override
    boolean take(KeyValueServer redis, String lease, String holder) {
      return redis.setIfAbsent(lease, holder, Duration.ofSeconds(10));
    }
  }

  /** Three methods, and the lease that the interface has for a store of one JVM. */
  public static final class LeaseOfOneObject extends SharedTokenStore {
    public LeaseOfOneObject(KeyValueServer server) {
      super(server);
    }

    @Override
    public Optional<TokenStore.Lease> tryLease(TokenKey key) {
      return Lease.withinThisJvm(this, key);
    }
  }

  /** A lease in a static field, which all store objects of one JVM share. */
  public static final class LeaseOfOneJvm extends SharedTokenStore {
    private static final Map<String, String> HOLDERS = new ConcurrentHashMap<>();

    public LeaseOfOneJvm(KeyValueServer server) {
      super(server);
    }

    private static boolean isHeld(KeyValueServer redis, String lease, String holder) {
      return holder.equals(HOLDERS.get(lease)) && redis.get(lease + holder).isPresent();
    }

    @Override
    boolean take(KeyValueServer redis, String lease, String holder) {
      String there = HOLDERS.getOrDefault(lease, "");
      if (isHeld(redis, lease, there)) {
        return false;
      }
      HOLDERS.put(lease, holder);
      return redis.setIfAbsent(lease + holder, holder, Duration.ofSeconds(25));
    }

    @Override
    boolean replace(
        KeyValueServer redis, TokenKey key, String holder, Optional<String> seen, String next) {
      return isHeld(redis, lease(key), holder)
          && redis.get(key.text()).equals(seen)
          && redis.set(key.text(), next);
    }

    @Override
    boolean giveBack(KeyValueServer redis, String lease, String holder) {
      return redis.delete(lease + holder);
    }
  }

  /** A cache in front of the server, or a driver that was told not to throw. */
  public static final class OutageAsEmpty extends SharedTokenStore {
    public OutageAsEmpty(KeyValueServer server) {
      super(server);
    }

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      try {
        return super.load(key);
      } catch (TokenStoreException e) {
        return Optional.empty();
      }
    }
  }

  /** In an outage, every client waits for a holder that does not exist. */
  public static final class OutageAsHeld extends SharedTokenStore {
    public OutageAsHeld(KeyValueServer server) {
      super(server);
    }

    @Override
    public Optional<TokenStore.Lease> tryLease(TokenKey key) {
      try {
        return super.tryLease(key);
      } catch (TokenStoreException e) {
        return Optional.empty();
      }
    }
  }

  /** DEL without a look at whose lease it is. */
  public static final class CloseOfAnyLease extends SharedTokenStore {
    public CloseOfAnyLease(KeyValueServer server) {
      super(server);
    }

    @Override
    boolean giveBack(KeyValueServer redis, String lease, String holder) {
      return redis.delete(lease);
    }
  }

  /** Compares the record, and not who holds the lease. */
  public static final class WriteWithoutLease extends SharedTokenStore {
    public WriteWithoutLease(KeyValueServer server) {
      super(server);
    }

    @Override
    boolean replace(
        KeyValueServer redis, TokenKey key, String holder, Optional<String> seen, String next) {
      return redis.get(key.text()).equals(seen) && redis.set(key.text(), next);
    }
  }

  /** Writes over what was saved meanwhile, and its save breaks no lease. */
  public static final class WriteOverASave extends SharedTokenStore {
    private final KeyValueServer server;

    public WriteOverASave(KeyValueServer server) {
      super(server);
      this.server = server;
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      Optional<String> holder = server.get(lease(key));
      super.save(key, token);
      holder.ifPresent(held -> server.setIfAbsent(lease(key), held, Duration.ofSeconds(25)));
    }

    @Override
    boolean replace(
        KeyValueServer redis, TokenKey key, String holder, Optional<String> seen, String next) {
      return redis.get(lease(key)).filter(holder::equals).isPresent()
          && redis.set(key.text(), next);
    }
  }

  /** Records that expire, as in a cache. */
  public static final class ExpiringRecord extends SharedTokenStore {
    private final KeyValueServer server;

    public ExpiringRecord(KeyValueServer server) {
      super(server);
      this.server = server;
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      super.save(key, token);
      String text = server.get(key.text()).orElseThrow();
      server.delete(key.text());
      server.setIfAbsent(key.text(), text, Duration.ofSeconds(10));
    }
  }
}
