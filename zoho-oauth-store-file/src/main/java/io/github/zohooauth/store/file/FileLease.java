package io.github.zohooauth.store.file;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The right to renew one record, among all processes that use the directory. */
final class FileLease implements TokenStore.Lease {

  private final FileTokenStore store;
  private final TokenKey key;
  private final LockFile.Lock lock;

  /** The version of the record that was read last; null if there was no record. */
  private volatile @Nullable String seen;

  FileLease(FileTokenStore store, TokenKey key, LockFile.Lock lock) {
    this.store = store;
    this.key = key;
    this.lock = lock;
  }

  @Override
  public Optional<StoredToken> current() {
    Optional<RecordFormat> record = store.read(key);
    Optional<StoredToken> token = record.map(found -> store.decode(key, found));
    seen = record.map(RecordFormat::version).orElse(null);
    return token;
  }

  @Override
  public boolean replace(StoredToken next) {
    RecordFormat record = store.encode(key, next);
    if (!lock.isHeld()) {
      return false;
    }
    try {
      if (!store.swap(key, seen, record)) {
        return false;
      }
    } catch (TokenStoreException e) {
      lookAgain(record);
      throw e;
    }
    seen = record.version();
    return true;
  }

  /** Finds out whether the record was written before the failure. */
  private void lookAgain(RecordFormat written) {
    try {
      if (store.read(key).filter(written::hasVersionOf).isPresent()) {
        seen = written.version();
      }
    } catch (TokenStoreException e) {
      // Still unknown: the next replacement looks again.
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
