package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A lease on one row. It is lost as soon as the row has another fence. */
final class JdbcLease implements TokenStore.Lease {

  private static final Logger LOG = System.getLogger("io.github.zohooauth");

  private final TokenTable table;
  private final RecordCodec codec;
  private final TokenKey key;
  private final AtomicBoolean open = new AtomicBoolean(true);

  /** The row as it was when the lease was taken, so that the first look costs no statement. */
  private final AtomicReference<@Nullable TokenRow> taken;

  private volatile long fence;
  private volatile boolean hasRecord;
  private volatile long leaseUntilAfterwards;

  JdbcLease(TokenTable table, RecordCodec codec, TokenKey key, TokenRow taken) {
    this.table = table;
    this.codec = codec;
    this.key = key;
    this.taken = new AtomicReference<>(taken);
    this.fence = taken.fence();
    this.hasRecord = taken.payload() != null;
    this.leaseUntilAfterwards = taken.leaseUntilAfterLease();
  }

  @Override
  public Optional<StoredToken> current() {
    TokenRow first = taken.getAndSet(null);
    Optional<TokenRow> row = first != null ? Optional.of(first) : table.find(key);
    return row.flatMap(found -> codec.decode(key, found));
  }

  @Override
  public boolean replace(StoredToken next) {
    if (!open.get()) {
      return false;
    }
    long nextFence = TokenTable.nextFence();
    TokenRow.Values values = codec.encode(key, next, table.ahead());
    if (!table.replace(key, values, fence, nextFence)) {
      return false;
    }
    fence = nextFence;
    hasRecord = true;
    leaseUntilAfterwards = values.leaseUntil();
    return true;
  }

  @Override
  public void close() {
    if (!open.compareAndSet(true, false)) {
      return;
    }
    try {
      table.release(key, fence, hasRecord, leaseUntilAfterwards);
    } catch (TokenStoreException e) {
      LOG.log(Level.WARNING, e.getMessage() + " The lease ends by itself within 25 seconds.");
    }
  }
}
