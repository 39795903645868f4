package io.github.zohooauth.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A request may hang before it has left, as in the lookup of a name, or here of a proxy: that costs
 * nobody else anything.
 */
@Timeout(20)
class HangingLookupTest {

  private static final int HANGING = 40;

  private final CountDownLatch hanging = new CountDownLatch(HANGING);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final CountingZoho zoho = new CountingZoho(InstantSource.system());
  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void close() {
    letGo.countDown();
    zoho.close();
  }

  /** Finds no proxy, the first times never. */
  private final class HangingSelector extends ProxySelector {

    private final AtomicInteger lookups = new AtomicInteger();

    @Override
    public List<Proxy> select(URI uri) {
      if (lookups.incrementAndGet() <= HANGING) {
        hanging.countDown();
        try {
          letGo.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {}
  }

  private SelfClient client() {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(new HangingSelector());
    try {
      return zoho.client().tokenStore(store).callerTimeout(Duration.ofSeconds(2)).build();
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  private TokenProvider tokens(SelfClient client, int user) {
    TokenOwner owner = TokenOwner.user("user" + user);
    store.save(
        new TokenKey(Scene.CLIENT_ID, owner),
        zoho.record("old", InstantSource.system().instant().minus(Duration.ofHours(2))));
    return client.forOwner(owner);
  }

  @Test
  void lookupsThatHang_holdUpNoCaller_andNoOtherRenewal() throws Exception {
    try (SelfClient client = client()) {
      List<CompletableFuture<AccessToken>> late =
          IntStream.range(0, HANGING)
              .mapToObj(user -> tokens(client, user).getAccessTokenAsync())
              .toList();
      hanging.await();
      assertThat(tokens(client, HANGING).getAccessToken().value()).isEqualTo("1.access-1");
      assertThat(late).allSatisfy(token -> assertThat(token).failsWithin(Scene.HANG_GUARD));
      letGo.countDown(); // or close() waits for those that hold a lease
    }
  }
}
