package io.github.zohooauth.store.file;

import io.github.zohooauth.StoredToken;
import io.github.zohooauth.TokenKey;
import io.github.zohooauth.TokenStore;
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
    if (!hold.isHeld() || !store.swap(key, seen, text)) {
      return false;
    }
    seen = text.stamp();
    return true;
  }

  @Override
  public void close() {
    hold.close();
  }
}
