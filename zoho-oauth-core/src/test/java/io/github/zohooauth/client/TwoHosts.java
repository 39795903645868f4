package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PassedOnStore;
import java.time.Duration;
import java.util.Optional;

/** Two clients of one entry in the API Console that share a store, as two hosts do. */
final class TwoHosts implements AutoCloseable {

  /** A store that fails when it is told to. */
  static final class FailingStore extends PassedOnStore {

    volatile boolean loadFails;
    volatile boolean saveFails;

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      requireNot(loadFails);
      return super.load(key);
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      requireNot(saveFails);
      super.save(key, token);
    }

    private static void requireNot(boolean fails) {
      if (fails) {
        throw new TokenStoreException("it fails");
      }
    }
  }

  final ManualTime time = new ManualTime();
  final FailingStore store = new FailingStore();
  final CountingZoho zoho = new CountingZoho(time);
  final SelfClient otherHost = client();
  SelfClient client = client();

  private SelfClient client() {
    return zoho.client().tokenStore(store).pauses(time).build();
  }

  /** Closes the first client, and returns the one that takes its place. */
  SelfClient restarted() {
    client.close();
    client = client();
    return client;
  }

  /** Stores a token that was obtained so long ago, and has the first client serve it. */
  AccessToken served(String name, Duration ago) {
    store.save(Scene.KEY, zoho.record(name, time.instant().minus(ago)));
    return client.getAccessToken();
  }

  @Override
  public void close() {
    client.close();
    otherHost.close();
    zoho.close();
  }
}
