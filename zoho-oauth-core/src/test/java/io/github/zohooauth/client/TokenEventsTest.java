package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.LocalDataCenters;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.NotedEvents;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a listener is told of a sign-in, of another host, of the store and of an environment. */
@Timeout(30)
@ExtendWith(LocalZohoExtension.class)
class TokenEventsTest {

  private final ManualTime time = new ManualTime();
  private final TwoHosts.FailingStore store = new TwoHosts.FailingStore();
  private final CountingZoho zoho = new CountingZoho(time);
  private final NotedEvents noted = new NotedEvents();
  private SelfClient client;

  @BeforeEach
  void build() {
    client = client(noted);
    storeExpired();
  }

  @AfterEach
  void close() {
    client.close();
    zoho.close();
  }

  private SelfClient client(TokenListener listener) {
    return zoho.client().tokenStore(store).pauses(time).listener(listener).build();
  }

  private void storeExpired() {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
  }

  private Duration duration() throws InterruptedException {
    return Objects.requireNonNull(noted.events.poll()).duration();
  }

  @Test
  void signIn_isToldWhenItIsStored() throws Exception {
    client.exchange("1.code");
    assertThat(noted.next()).isEqualTo("signedIn");
    assertThat(client.getAccessToken()).isNotNull();
    store.delete(Scene.KEY);
    store.saveFails = true;
    assertThatThrownBy(() -> client.exchange("1.code")).isInstanceOf(TokenStoreException.class);
    assertThat(noted.next()).isEqualTo("storeFailed TokenStoreException");
    assertThat(noted.told).isEmpty();
  }

  @Test
  void tokenOfAnotherHost_isRenewedElsewhere_andThatOfTheFirstLookIsNot() throws Exception {
    NotedEvents ofOther = new NotedEvents();
    try (SelfClient other = client(ofOther)) {
      client.getAccessToken();
      assertThat(noted.next()).isEqualTo("renewed");
      other.getAccessToken(); // its first look
      time.advance(Duration.ofHours(2));
      AccessToken renewed = other.getAccessToken();
      assertThat(ofOther.next()).isEqualTo("renewed");
      assertThat(client.getAccessToken()).isEqualTo(renewed);
      assertThat(client.getAccessToken()).isEqualTo(renewed);
      assertThat(noted.next()).isEqualTo("renewedElsewhere");
      time.advance(Duration.ofHours(2));
      client.getAccessToken();
      assertThat(noted.next()).isEqualTo("renewed");
      assertThat(noted.told).isEmpty();
      assertThat(ofOther.told).isEmpty();
    }
  }

  @Test
  void leaseOfAnotherHost_isWaitedFor_andItsTokenTaken() throws Exception {
    CompletableFuture<AccessToken> token;
    try (TokenStore.Lease lease = store.tryLease(Scene.KEY).orElseThrow()) {
      token = client.getAccessTokenAsync();
      passThreePauses();
      assertThat(noted.told).as("after the fact").isEmpty();
      assertThat(lease.current()).isPresent();
      assertThat(lease.replace(zoho.record("other", time.instant()))).isTrue();
    }
    passPause();
    assertThat(token.get(10, TimeUnit.SECONDS).value()).isEqualTo("1.other");
    assertThat(noted.next(2)).containsExactly("waitedForLease", "renewedElsewhere");
    assertThat(duration()).isBetween(Duration.ofMillis(150), Duration.ofMillis(600));
    assertThat(duration()).isZero();
    assertThat(zoho.refreshes).hasValue(0);
  }

  @Test
  @SuppressWarnings("try") // the lease is only held
  void leaseOfAHostThatBringsNoToken_isWaitedForOnce() throws Exception {
    CompletableFuture<AccessToken> token;
    try (TokenStore.Lease unused = store.tryLease(Scene.KEY).orElseThrow()) {
      token = client.getAccessTokenAsync();
      passThreePauses();
    }
    passPause();
    assertThat(token).succeedsWithin(Scene.HANG_GUARD);
    assertThat(noted.next(2)).containsExactly("renewed", "waitedForLease");
    assertThat(noted.told).isEmpty();
  }

  private void passThreePauses() throws Exception {
    for (int i = 0; i < 3; i++) {
      passPause();
    }
    Duration unused = time.awaitPause(Duration.ofMillis(150)); // it pauses when the lease ends
  }

  /** Lets the pause before the next look at the lease pass, and no deadline. */
  private void passPause() throws Exception {
    time.advance(time.awaitPause(Duration.ofMillis(150)));
  }

  @Test
  void storeThatFails_isToldOncePerCall_andTheRenewalIsToldEvenSo() throws Exception {
    store.loadFails = true;
    assertThatThrownBy(client::getAccessToken).isInstanceOf(TokenStoreException.class);
    assertThat(noted.next()).isEqualTo("storeFailed TokenStoreException");
    store.loadFails = false;
    store.saveFails = true;
    assertThat(client.getAccessToken().value()).isEqualTo("1.access-1");
    assertThat(noted.next(2)).containsExactly("renewed", "storeFailed TokenStoreException");
    assertThat(noted.told).isEmpty();
  }

  @Test
  void otherEnvironment_isTold_whetherItFailsOrNot(LocalZoho local) throws Exception {
    Client registered = local.user("eu").selfClient();
    TokenOwner sandbox = TokenOwner.unnamed().inEnvironment(Environment.SANDBOX);
    SelfClient.Builder builder =
        SelfClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(LocalDataCenters.of(local, "eu"))
            .listener(noted)
            .clock(local.clock());
    try (SelfClient lenient = builder.build();
        SelfClient strict = builder.strictEnvironment().build()) {
      lenient.exchange(production(registered), sandbox);
      assertThat(noted.next(2)).containsExactly("environmentDiffers PRODUCTION", "signedIn");
      local.clock().advance(Duration.ofHours(1));
      lenient.forOwner(sandbox).getAccessToken();
      assertThat(noted.next(2)).containsExactly("environmentDiffers PRODUCTION", "renewed");
      assertThatThrownBy(() -> strict.exchange(production(registered), sandbox)).isNotNull();
      assertThat(noted.next()).isEqualTo("environmentDiffers PRODUCTION");
      assertThat(noted.told).isEmpty();
    }
  }

  private static String production(Client registered) {
    return registered
        .newCode()
        .scopes("ZohoCRM.org.READ")
        .environment(CrmEnvironment.PRODUCTION)
        .issue();
  }
}
