package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A store whose calls each take this long. */
record SlowStore(TokenStore store, Duration time) implements TokenStore {

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    pause();
    return store.load(key);
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    pause();
    store.save(key, token);
  }

  @Override
  public void delete(TokenKey key) {
    pause();
    store.delete(key);
  }

  private void pause() {
    try {
      boolean unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
