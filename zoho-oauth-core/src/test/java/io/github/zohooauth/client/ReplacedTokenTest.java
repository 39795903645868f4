package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which token takes the place of one that an API rejected, and when it stays. */
@Timeout(10)
class ReplacedTokenTest {

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final TwoHosts hosts = new TwoHosts();
  private final ManualTime time = hosts.time;
  private final TwoHosts.FailingStore store = hosts.store;
  private final CountingZoho zoho = hosts.zoho;
  private final SelfClient client = hosts.client;
  private final SelfClient otherHost = hosts.otherHost;

  @AfterEach
  void close() {
    hosts.close();
  }

  private AccessToken served(String name, Duration ago) {
    return hosts.served(name, ago);
  }

  @Test
  void oldToken_isRenewedOnce_andALateRejectionCostsNothing() throws Exception {
    AccessToken old = served("old", HALF_AN_HOUR);
    AccessToken renewed = client.replaceRejected(old);
    assertThat(renewed.value()).isEqualTo("1.access-1");
    assertThat(client.replaceRejected(old)).isEqualTo(renewed);
    assertThat(client.replaceRejectedAsync(old).get()).isEqualTo(renewed);
    assertThat(client.getAccessToken()).isEqualTo(renewed);
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void tokenOfTheStore_comesBack_withoutACall() {
    AccessToken old = served("old", HALF_AN_HOUR);
    AccessToken another = otherHost.replaceRejected(old);
    assertThat(client.getAccessToken()).isEqualTo(old);
    assertThat(client.replaceRejected(old)).isEqualTo(another);
    assertThat(client.getAccessToken()).isEqualTo(another);
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void youngToken_comesBackItself_upToItsFirstMinute() {
    AccessToken young = served("young", Duration.ofMillis(1));
    time.advance(Duration.ofMillis(59_998));
    assertThat(client.replaceRejected(young)).isEqualTo(young);
    assertThat(client.getAccessToken()).isEqualTo(young);
    assertThat(zoho.refreshes).hasValue(0);
    time.advance(Duration.ofMillis(1));
    assertThat(client.replaceRejected(young).value()).isEqualTo("1.access-1");
  }

  @Test
  void replacedToken_isNotReplacedAgain_forTenMinutes_onAnyHost() {
    AccessToken first = client.replaceRejected(served("old", HALF_AN_HOUR));
    assertThat(first.value()).isEqualTo("1.access-1");
    time.advance(TEN_MINUTES.minusMillis(1));
    assertThat(client.replaceRejected(first)).isEqualTo(first);
    assertThat(otherHost.replaceRejected(first)).isEqualTo(first);
    assertThat(zoho.refreshes).hasValue(1);
    time.advance(Duration.ofMillis(1));
    assertThat(otherHost.replaceRejected(first).value()).isEqualTo("1.access-2");
  }

  private AccessToken stored() {
    return store
        .load(Scene.KEY)
        .flatMap(record -> record.accessTokenOf(zoho.dataCenter()))
        .orElseThrow();
  }

  @Test
  void tokenOfAnotherProcess_isReplaced_whereMemoryHasNone() {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(HALF_AN_HOUR)));
    AccessToken old = stored();
    assertThat(client.replaceRejected(old).value()).isEqualTo("1.access-1");
    store.save(Scene.KEY, zoho.record("young", time.instant()));
    AccessToken young = stored();
    assertThat(otherHost.replaceRejected(young)).isEqualTo(young);
  }

  @Test
  void rejectedToken_thatARenewalInProgressFindsInTheStore_isReplacedEvenSo() throws Exception {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(HALF_AN_HOUR)));
    BlockingQueue<Runnable> begun = new LinkedBlockingQueue<>();
    try (SelfClient slow =
        zoho.client().tokenStore(store).pauses(time).executor(begun::add).build()) {
      CompletableFuture<AccessToken> first = slow.getAccessTokenAsync();
      CompletableFuture<AccessToken> replaced = slow.replaceRejectedAsync(stored());
      while (!replaced.isDone()) {
        Runnable work = begun.poll(10, TimeUnit.MILLISECONDS);
        if (work != null) {
          work.run();
        }
      }
      assertThat(first.get().value()).isEqualTo("1.old");
      assertThat(replaced.get().value()).isEqualTo("1.access-1");
    }
  }

  @Test
  void expiredToken_isRenewedAsUsual_orFailsAsUsual() {
    AccessToken old = served("old", HALF_AN_HOUR);
    time.advance(HALF_AN_HOUR);
    zoho.script = number -> CannedAnswer.json(200, "{\"error\":\"invalid_client\"}");
    assertThatThrownBy(() -> client.replaceRejected(old))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> client.replaceRejected(old))
        .isInstanceOf(ConfigurationException.class);
    assertThat(zoho.refreshes).hasValue(1);
    zoho.script = number -> null;
    time.advance(Duration.ofMinutes(1));
    assertThat(client.replaceRejected(old).value()).isEqualTo("1.access-2");
  }

  @Test
  void lambda_givesWhatItGives() {
    AccessToken token =
        zoho.record("of-a-lambda", time.instant()).accessTokenOf(zoho.dataCenter()).orElseThrow();
    AtomicInteger asked = new AtomicInteger();
    TokenProvider lambda =
        () -> {
          asked.incrementAndGet();
          return token;
        };
    assertThat(lambda.replaceRejected(token)).isSameAs(token);
    assertThat(lambda.replaceRejectedAsync(token)).isCompletedWithValue(token);
    assertThat(asked).hasValue(2);
  }

  @Test
  void fakeThatReplacesRejectedTokens_doesSoInTheAsynchronousFormToo() {
    AccessToken token = AccessToken.of("1.given", Instant.MAX, DataCenter.EU);
    AccessToken better = AccessToken.of("1.better", Instant.MAX, DataCenter.EU);
    AuthorizationRequiredException revoked = new AuthorizationRequiredException("Revoked.");
    TokenProvider fake =
        new TokenProvider() {
          @Override
          public AccessToken getAccessToken() {
            return token;
          }

          @Override
          public AccessToken replaceRejected(AccessToken rejected) {
            if (rejected.equals(better)) {
              throw revoked;
            }
            return better;
          }
        };
    assertThat(fake.replaceRejectedAsync(token)).isCompletedWithValue(better);
    assertThat(fake.replaceRejectedAsync(better))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCause(revoked);
  }
}
