package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The replacement of a rejected token fails, is cut off, or meets another host. */
@Timeout(10)
class FailedReplacementTest {

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final TwoHosts hosts = new TwoHosts();
  private final ManualTime time = hosts.time;
  private final TwoHosts.FailingStore store = hosts.store;
  private final CountingZoho zoho = hosts.zoho;
  private SelfClient client = hosts.client;
  private final SelfClient otherHost = hosts.otherHost;

  @AfterEach
  void close() {
    hosts.close();
  }

  private AccessToken served(String name, Duration ago) {
    return hosts.served(name, ago);
  }

  @Test
  void renewalThatFailed_bringsTheSameToken_andIsNotMadeAgainForTenMinutes() {
    for (CannedAnswer failure :
        new CannedAnswer[] {
          CountingZoho.BROKEN,
          CountingZoho.DENIED.with("Retry-After", "1"),
          CountingZoho.REFUSED,
          CannedAnswer.json(200, "{\"error\":\"invalid_client\"}")
        }) {
      int before = zoho.refreshes.get();
      zoho.script = number -> failure;
      AccessToken old = served("old-" + before, HALF_AN_HOUR);
      assertThat(client.replaceRejected(old)).isEqualTo(old);
      assertThat(zoho.refreshes.get() - before).isEqualTo(1);
      zoho.script = number -> null;
      time.advance(TEN_MINUTES.minusMillis(1));
      assertThat(client.replaceRejected(old)).isEqualTo(old);
      assertThat(otherHost.replaceRejected(old)).isEqualTo(old);
      assertThat(client.getAccessToken()).isEqualTo(old);
      assertThat(zoho.refreshes.get() - before).isEqualTo(1);
      time.advance(Duration.ofHours(1));
      client = hosts.restarted();
    }
  }

  @Test
  void replacement_isNotedInTheRecord_beforeItsCallIsSent() {
    AccessToken old = served("old", HALF_AN_HOUR);
    AtomicReference<Optional<StoredToken>> seen = new AtomicReference<>(Optional.empty());
    zoho.script =
        number -> {
          seen.set(store.load(Scene.KEY));
          return null;
        };
    client.replaceRejected(old);
    assertThat(TokenCodec.plain().encode(Scene.KEY, seen.get().orElseThrow()))
        .contains("\"replacedAt\":" + time.instant().toEpochMilli())
        .contains("\"accessToken\":\"1.old\"");
  }

  @Test
  void processThatWasKilledInItsCall_hasNotedIt() {
    AccessToken old = served("old", HALF_AN_HOUR);
    zoho.script =
        number -> {
          store.save(Scene.KEY, store.load(Scene.KEY).orElseThrow()); // ends the lease
          return CountingZoho.BROKEN;
        };
    assertThat(client.replaceRejected(old)).isEqualTo(old);
    time.advance(Duration.ofMinutes(5));
    assertThat(otherHost.replaceRejected(old)).isEqualTo(old);
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void anotherHostsReplacement_isWaitedFor() throws Exception {
    AccessToken old = served("old", HALF_AN_HOUR);
    AtomicReference<CompletableFuture<AccessToken>> waiting = new AtomicReference<>();
    zoho.script =
        number -> {
          waiting.set(otherHost.replaceRejectedAsync(old));
          assertPauses();
          return null;
        };
    AccessToken renewed = client.replaceRejected(old);
    time.drive(waiting.get());
    assertThat(waiting.get().get()).isEqualTo(renewed);
    assertThat(zoho.refreshes).hasValue(1);
  }

  private void assertPauses() {
    try {
      time.awaitPause(Duration.ofMillis(150));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void ownerDisconnectedElsewhere_hasToAuthorizeAgain_alsoInTheTokensFirstMinute() {
    AccessToken young = served("young", Duration.ofSeconds(1));
    otherHost.revoke(TokenOwner.unnamed());
    assertThatThrownBy(() -> client.replaceRejected(young))
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("authorize again");
    assertThatThrownBy(() -> client.replaceRejectedAsync(young).get())
        .hasCauseInstanceOf(AuthorizationRequiredException.class);
    assertThatThrownBy(client::getAccessToken).isInstanceOf(AuthorizationRequiredException.class);
    assertThat(client.isAuthorized()).isFalse();
    assertThat(zoho.refreshes).hasValue(0);
  }

  @Test
  void storeThatFails_bringsTheSameToken() {
    AccessToken old = served("old", HALF_AN_HOUR);
    store.loadFails = true;
    assertThat(client.replaceRejected(old)).isEqualTo(old);
    assertThat(client.getAccessToken()).isEqualTo(old);
    store.loadFails = false;
    assertThat(client.replaceRejected(old).value()).isEqualTo("1.access-1");
  }

  @Test
  void tokenThatCouldNotBeSaved_isNotGivenUpForTheOneOfTheStore() {
    AccessToken old = served("old", HALF_AN_HOUR);
    store.saveFails = true;
    AccessToken unsaved = client.replaceRejected(old);
    assertThat(unsaved.value()).isEqualTo("1.access-1");
    time.advance(Duration.ofMinutes(2));
    assertThat(client.replaceRejected(unsaved)).isEqualTo(unsaved);
    assertThat(client.getAccessToken()).isEqualTo(unsaved);
    assertThat(zoho.refreshes).hasValue(1);
    store.saveFails = false;
    time.advance(TEN_MINUTES);
    assertThat(client.replaceRejected(unsaved).value()).isEqualTo("1.access-2");
  }
}
