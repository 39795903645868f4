package io.github.zohooauth.client;

import static io.github.zohooauth.client.AdoptStage.ADA;
import static io.github.zohooauth.client.AdoptStage.KEY;
import static io.github.zohooauth.client.AdoptStage.assertOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.NamingZoho;
import io.github.zohooauth.testkit.NotedEvents;
import io.github.zohooauth.testkit.PassedOnStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An adoption by a call and a setting: the newer one wins, also after a restart. */
@Timeout(30)
class NewerThanSettingTest {

  private final AdoptStage stage = new AdoptStage();
  private final IdleTime time = stage.time;
  private final NamingZoho zoho = stage.zoho;
  private final TwoHosts.FailingStore store = stage.store;
  private String setting = "1.setting";

  @AfterEach
  void close() {
    stage.close();
  }

  private SelfClient client() {
    return zoho.client().owner(ADA).refreshToken(setting).tokenStore(store).pauses(time).build();
  }

  @Test
  void adoptBeforeTheFirstUse_winsOverTheSetting() {
    try (SelfClient client = client()) {
      assertThat(client.adopt("1.called")).isTrue();
      assertOf("1.called", client.getAccessToken());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void adoptionByACall_winsOverTheSetting_afterEachRestart(boolean isUsedFirst) {
    try (SelfClient client = client()) {
      if (isUsedFirst) {
        client.getAccessToken();
      }
      client.adopt("1.called");
    }
    for (int restarts = 0; restarts < 2; restarts++) {
      time.advance(Duration.ofHours(2));
      try (SelfClient client = client()) {
        assertThat(client.adopt("1.called")).as("the call again").isFalse();
        assertOf("1.called", client.getAccessToken());
      }
    }
  }

  @Test
  void adoptionByAnotherClient_winsOverTheSettingThatTheRecordHad() {
    try (SelfClient client = client()) {
      client.getAccessToken();
    }
    try (SelfClient tool = stage.client()) {
      tool.adopt("1.called");
    }
    try (SelfClient client = client()) {
      assertOf("1.called", client.getAccessToken());
    }
  }

  @Test
  void earlierSetting_isAdoptedAgain_ifItReplacesAnother() {
    for (String next : new String[] {"1.setting", "1.mistake", "1.setting"}) {
      setting = next;
      try (SelfClient client = client()) {
        assertOf(next, client.getAccessToken());
      }
    }
  }

  @Test
  void mistakenAccessToken_isRefusedByEachQuestion_andASignInReplacesIt() {
    try (SelfClient first = stage.client()) {
      setting = first.exchange("1.code").accessToken().value();
    }
    try (SelfClient client = client()) {
      for (ThrowingCallable question :
          List.<ThrowingCallable>of(client::isAuthorized, client::status, client::getAccessToken)) {
        assertThatThrownBy(question)
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("refreshToken: it is the access token that is stored")
            .hasMessageNotContaining(setting);
      }
      assertThat(client.details()).isEmpty();
      client.exchange("1.another-code");
      assertThat(client.isAuthorized()).isTrue();
      assertOf("1.consent-2", client.getAccessToken());
    }
  }

  /** A store whose record is saved by another between each look and each replacement. */
  private static final class ChangingStore extends PassedOnStore {
    @Override
    public Optional<Lease> tryLease(TokenKey key) {
      Lease lease = super.tryLease(key).orElseThrow();
      return Optional.of(
          new Lease() {
            @Override
            public Optional<StoredToken> current() {
              return lease.current();
            }

            @Override
            public boolean replace(StoredToken next) {
              return false;
            }

            @Override
            public void close() {
              lease.close();
            }
          });
    }
  }

  @Test
  void recordThatChangesAtEachTry_isNotReportedAsALease() throws Exception {
    NotedEvents noted = new NotedEvents();
    try (SelfClient client =
        zoho.client()
            .owner(ADA)
            .refreshToken(setting)
            .tokenStore(new ChangingStore())
            .pauses(time)
            .listener(noted)
            .build()) {
      assertThatThrownBy(() -> client.adopt("1.called"))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("the record was changed during each try. Nothing was stored.");
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("was replaced during its renewal");
    }
    assertThat(noted.told).isEmpty();
  }

  @Test
  void waitForTheLeaseOfAnAdoption_isToldIfItIsTooLong() throws Exception {
    NotedEvents noted = new NotedEvents();
    try (TokenStore.Lease held = store.tryLease(KEY).orElseThrow();
        SelfClient client =
            zoho.client()
                .owner(ADA)
                .refreshToken(setting)
                .tokenStore(store)
                .pauses(time)
                .listener(noted)
                .build()) {
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("has held its lease since");
      assertThat(held.current()).isEmpty();
      assertThat(noted.next(1)).containsExactly("waitedForLease");
    }
  }

  @Test
  void adoptThatChangesNothing_keepsTheSettingForTheFirstUse() {
    for (boolean isStored : new boolean[] {true, false}) {
      store.save(KEY, StoredToken.refreshing(zoho.dataCenter(), "1.known"));
      try (SelfClient tool = stage.client()) {
        assertThat(!isStored || !tool.adopt("1.known")).isTrue();
      }
      try (SelfClient client = client()) {
        assertThat(client.adopt("1.known")).isFalse();
        assertOf(setting, client.getAccessToken());
      }
    }
  }
}
