package io.github.zohooauth.testkit;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Up to which moment of truth each client may believe in a token of another's: for as long as it
 * had left by the wall clock when the client first read its record, and not for a moment longer,
 * whatever the clocks do from then on. Thread-safe.
 *
 * <p>A record tells the time by the clock of whoever wrote it. One that is read after the wall
 * clock was set back does not tell whether it was written before or after, so the token passes for
 * younger than it is. What a client asked for itself it has no such excuse for.
 */
public final class TrustLimits {

  private final IdleTime time;
  private final Map<String, Instant> ends = new ConcurrentHashMap<>();

  public TrustLimits(IdleTime time) {
    this.time = time;
  }

  boolean mayBelieve(int client, AccessToken token, Instant truth) {
    return truth.isBefore(ends.getOrDefault(client + token.value(), Instant.MIN));
  }

  private Optional<StoredToken> read(int client, Optional<StoredToken> record) {
    record.map(StoredToken::accessToken).ifPresent(token -> read(client, token));
    return record;
  }

  private void read(int client, StoredToken.Issued token) {
    Duration left = Duration.between(time.instant(), token.expiresAt());
    ends.putIfAbsent(client + token.value(), time.truth().plus(left));
  }

  private StoredToken written(int client, StoredToken record) {
    if (record.accessToken() != null) {
      ends.putIfAbsent(client + record.accessToken().value(), Instant.MIN);
    }
    return record;
  }

  /** The store, as the client of this number reads and writes it. */
  public TokenStore of(int client, TokenStore store) {
    return new TokenStore() {
      @Override
      public Optional<StoredToken> load(TokenKey key) {
        return read(client, store.load(key));
      }

      @Override
      public void save(TokenKey key, StoredToken token) {
        store.save(key, written(client, token));
      }

      @Override
      public void delete(TokenKey key) {
        store.delete(key);
      }

      @Override
      public Optional<Lease> tryLease(TokenKey key) {
        return store.tryLease(key).map(lease -> of(client, lease));
      }
    };
  }

  private TokenStore.Lease of(int client, TokenStore.Lease lease) {
    return new TokenStore.Lease() {
      @Override
      public Optional<StoredToken> current() {
        return read(client, lease.current());
      }

      @Override
      public boolean replace(StoredToken next) {
        return lease.replace(written(client, next));
      }

      @Override
      public void close() {
        lease.close();
      }
    };
  }
}
