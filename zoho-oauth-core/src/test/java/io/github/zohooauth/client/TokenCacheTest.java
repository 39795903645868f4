package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.renewal.CachedToken;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.renewal.TokenCache;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What memory holds, and what a token from memory costs. */
@Timeout(10)
class TokenCacheTest {

  private static final int ROOM = 64;

  private final ManualTime time = new ManualTime();
  private final TokenStore store = TokenStore.inMemory();
  private final CountingZoho zoho = new CountingZoho(time);
  private final ClientParts config = ClientParts.of(zoho.client().tokenStore(store).pauses(time));
  private final TokenCache cache =
      new TokenCache(config.renewals(), RenewalStrategy.byRefreshToken(config.endpoint()), ROOM);

  @AfterEach
  void close() {
    config.threads().close();
    zoho.close();
  }

  private CachedToken owner(int number) {
    return cache.of(config.key(TokenOwner.user("user-" + number)));
  }

  private void store(int number, Duration ago) {
    store.save(owner(number).key(), zoho.record("of-" + number, time.instant().minus(ago)));
  }

  @Test
  void owners_areBounded_andOneThatWasDroppedStillWorks() {
    List<CachedToken> held = IntStream.range(0, 1_000).mapToObj(this::owner).toList();
    assertThat(cache.size()).isLessThanOrEqualTo(ROOM);
    for (int i = 0; i < 1_000; i++) {
      store(i, Duration.ofMinutes(1));
      assertThat(held.get(i).getAccessToken().value()).isEqualTo("1.of-" + i);
      assertThat(cache.size()).isLessThanOrEqualTo(ROOM);
    }
    assertThat(zoho.refreshes).hasValue(0);
  }

  @Test
  void maxCachedOwners_boundsWhatAClientHolds() {
    try (SelfClient client = zoho.client().tokenStore(store).maxCachedOwners(1).build()) {
      IntStream.range(0, 100).forEach(i -> client.forOwner(TokenOwner.user("user-" + i)));
      assertThat(client.tokens.size()).isEqualTo(1);
    }
  }

  @Test
  void ownerThatWasDropped_sharesTheFlightOfWhatTookItsPlace() throws Exception {
    CachedToken first = owner(0);
    store(0, Duration.ofHours(1));
    IntStream.range(1, 1_000).forEach(this::owner);
    zoho.delay = Duration.ofMillis(100);
    CachedToken second = owner(0);
    assertThat(second).isNotSameAs(first);
    CompletableFuture<AccessToken> one = second.getAccessTokenAsync();
    CompletableFuture<AccessToken> other = first.getAccessTokenAsync();
    assertThat(one.get()).isEqualTo(other.get());
    assertThat(zoho.refreshes).hasValue(1);

    time.advance(Duration.ofMinutes(2));
    assertThat(first.replaceRejected(one.get()).value()).isEqualTo("1.access-2");
    assertThat(second.getAccessToken().value()).as("one memory").isEqualTo("1.access-2");
    assertThat(first.getAccessToken().value()).isEqualTo("1.access-2");
  }

  @Test
  void expiredOwners_areDroppedFirst() {
    for (int i = 0; i < ROOM; i++) {
      store(i, i < ROOM / 2 ? Duration.ofMinutes(1) : Duration.ofMinutes(50));
      assertThat(owner(i).getAccessToken()).isNotNull();
    }
    List<CachedToken> live = IntStream.range(0, ROOM / 2).mapToObj(this::owner).toList();
    time.advance(Duration.ofMinutes(20));
    owner(ROOM);
    IntStream.range(0, ROOM / 2).forEach(i -> assertThat(owner(i)).isSameAs(live.get(i)));
    assertThat(cache.size()).isLessThan(ROOM);
  }

  @Test
  void goodToken_costsNoAllocation() {
    store.save(Scene.KEY, zoho.record("good", Instant.now()));
    try (SelfClient client = realTime()) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      AccessToken token = client.getAccessToken();
      AccessToken last = token;
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 20; round++) { // once a second a look at the wall clock is due
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
          last = client.getAccessToken();
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(last).isSameAs(token);
      assertThat(least).as("bytes per 1,000 calls").isZero();
    }
  }

  private SelfClient realTime() {
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret("secret")
        .dataCenter(zoho.dataCenter())
        .tokenStore(store)
        .build();
  }
}
