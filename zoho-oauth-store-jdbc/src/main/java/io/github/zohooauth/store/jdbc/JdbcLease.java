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

/** A lease that is a fence in a row: whoever changes the fence has broken it. */
final class JdbcLease implements TokenStore.Lease {

  private static final Logger LOG = System.getLogger("io.github.zohooauth");

  private final TokenTable table;
  private final Records records;
  private final TokenKey key;
  private final AtomicBoolean held = new AtomicBoolean(true);

  /** The row as it was when the lease was taken: the first look costs no statement. */
  private final AtomicReference<@Nullable Row> taken;

  private volatile long fence;
  private volatile boolean hasRecord;
  private volatile long writerClock;

  JdbcLease(TokenTable table, Records records, TokenKey key, Row taken) {
    this.table = table;
    this.records = records;
    this.key = key;
    this.taken = new AtomicReference<>(taken);
    this.fence = taken.fence();
    this.hasRecord = taken.payload() != null;
    this.writerClock = WriterClock.in(taken);
  }

  @Override
  public Optional<StoredToken> current() {
    Row first = taken.getAndSet(null);
    Optional<Row> row = first != null ? Optional.of(first) : table.find(key);
    return row.flatMap(there -> records.token(key, there));
  }

  @Override
  public boolean replace(StoredToken next) {
    if (!held.get()) {
      return false;
    }
    long nextFence = TokenTable.nextFence();
    Entry entry = records.entry(key, next, table.ahead());
    if (!table.replace(key, entry, fence, nextFence)) {
      return false;
    }
    fence = nextFence;
    hasRecord = true;
    writerClock = entry.writerClock();
    return true;
  }

  @Override
  public void close() {
    if (!held.compareAndSet(true, false)) {
      return;
    }
    try {
      table.release(key, fence, hasRecord, writerClock);
    } catch (TokenStoreException e) {
      // It ends by itself, on the database's clock.
      LOG.log(Level.WARNING, e.getMessage());
    }
  }
}
