package io.github.zohooauth.store.file;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The right to renew one record, among all processes that open the directory. */
final class FileLease implements TokenStore.Lease {

  private final FileTokenStore store;
  private final TokenKey key;
  private final Hold hold;

  /** The stamp of the record that was seen; null is none. */
  private volatile @Nullable String seen;

  FileLease(FileTokenStore store, TokenKey key, Hold hold) {
    this.store = store;
    this.key = key;
    this.hold = hold;
  }

  @Override
  public Optional<StoredToken> current() {
    Optional<StampedText> current = store.read(key);
    Optional<StoredToken> token = current.map(text -> store.decode(key, text));
    seen = current.map(StampedText::stamp).orElse(null);
    return token;
  }

  @Override
  public boolean replace(StoredToken next) {
    StampedText text = store.encode(key, next);
    if (!hold.isHeld()) {
      return false;
    }
    try {
      if (!store.swap(key, seen, text)) {
        return false;
      }
    } catch (TokenStoreException e) {
      lookAfter(text);
      throw e;
    }
    seen = text.stamp();
    return true;
  }

  /** Looks if the record was written before the failure; then this lease has seen it. */
  private void lookAfter(StampedText written) {
    try {
      if (store.read(key).filter(there -> there.stamp().equals(written.stamp())).isPresent()) {
        seen = written.stamp();
      }
    } catch (TokenStoreException e) {
      // Not known yet: the next replacement looks again.
    }
  }

  @Override
  public void close() {
    hold.close();
  }
}
