package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.NamingZoho;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A refresh token in a setting is adopted at the first use of the builder's owner. */
@Timeout(30)
class SettingTest {

  private static final TokenOwner ADA = TokenOwner.user("ada");
  private static final TokenKey KEY = new TokenKey(Scene.CLIENT_ID, ADA);
  private static final URI CALLBACK = URI.create("http://localhost:8765/callback");

  /** The client types that renew by refresh token. */
  enum Type {
    SELF,
    SERVER,
    MOBILE,
    DEVICE;

    OAuthClient client(SettingTest test) {
      return switch (this) {
        case SELF -> test.client();
        case SERVER -> test.options(ServerClient.builder()).redirectUri(CALLBACK).build();
        case MOBILE -> test.options(MobileClient.builder()).redirectUri(CALLBACK).build();
        case DEVICE -> test.options(DeviceClient.builder()).build();
      };
    }
  }

  private final IdleTime time = new IdleTime();
  private final NamingZoho zoho = new NamingZoho(time);
  private final TwoHosts.FailingStore store = new TwoHosts.FailingStore();
  private String setting = "1.setting";

  @AfterEach
  void close() {
    zoho.close();
  }

  private <B extends SecretClientBuilder<B>> B options(B builder) {
    return builder
        .clientId(Scene.CLIENT_ID)
        .clientSecret("secret")
        .dataCenter(zoho.dataCenter())
        .owner(ADA)
        .refreshToken(setting)
        .tokenStore(store)
        .clock(time)
        .pauses(time);
  }

  private SelfClient client() {
    return options(SelfClient.builder()).build();
  }

  private static void assertOf(String refreshToken, AccessToken token) {
    assertThat(NamingZoho.origin(token.value())).isEqualTo(refreshToken);
  }

  @ParameterizedTest
  @EnumSource
  void firstUse_adoptsTheSetting_ofEachClientType(Type type) {
    try (OAuthClient client = type.client(this)) {
      assertThat(client.isAuthorized()).isTrue();
      assertThat(client.status()).isPresent();
      assertThat(store.load(KEY)).as("a question stores nothing").isEmpty();
      assertOf(setting, client.forOwner(ADA).getAccessToken());
      assertOf(setting, client.getAccessToken());
    }
    assertThat(zoho.refreshes).hasSize(1);
    assertThat(store.load(KEY).orElseThrow().refreshToken()).isEqualTo(setting);
  }

  @Test
  void asyncUse_adoptsTheSetting() throws Exception {
    try (SelfClient client = client()) {
      assertOf(setting, client.getAccessTokenAsync().get());
    }
  }

  @Test
  void build_neitherReadsNorWrites() {
    store.loadFails = true;
    store.saveFails = true;
    client().close();
    assertThat(zoho.refreshes).isEmpty();
  }

  @Test
  void restart_keepsTheTokenAndItsCalls() {
    AccessToken token;
    try (SelfClient client = client()) {
      token = client.getAccessToken();
    }
    StoredToken before = store.load(KEY).orElseThrow();
    for (int restarts = 0; restarts < 20; restarts++) {
      try (SelfClient client = client()) {
        assertThat(client.getAccessToken()).isEqualTo(token);
      }
    }
    assertThat(store.load(KEY)).contains(before);
    assertThat(zoho.refreshes).hasSize(1);
  }

  @Test
  void newerConsent_winsOverTheSetting_afterEachRestart() {
    try (SelfClient client = client()) {
      client.getAccessToken();
      client.exchange("1.code");
    }
    time.advance(Duration.ofHours(2));
    try (SelfClient client = client()) {
      assertOf("1.consent-1", client.getAccessToken());
    }
  }

  @Test
  void consentBeforeTheFirstUse_winsOverTheSetting() {
    try (SelfClient client = client()) {
      client.exchange("1.code");
      assertOf("1.consent-1", client.getAccessToken());
    }
    time.advance(Duration.ofHours(2));
    try (SelfClient client = client()) {
      assertOf("1.consent-1", client.getAccessToken());
    }
  }

  @Test
  void consentAfterForget_winsOverTheSetting() {
    try (SelfClient client = client()) {
      client.getAccessToken();
      client.forget();
      client.exchange("1.code");
    }
    time.advance(Duration.ofHours(2));
    try (SelfClient client = client()) {
      assertOf("1.consent-1", client.getAccessToken());
    }
  }

  @Test
  void changedSetting_replacesARefusedOne() {
    zoho.refused.add(setting);
    for (int restarts = 0; restarts < 3; restarts++) {
      try (SelfClient client = client()) {
        assertThatThrownBy(client::getAccessToken)
            .isInstanceOf(AuthorizationRequiredException.class)
            .hasMessageContaining("the adopted refresh token");
      }
    }
    assertThat(zoho.refreshes).as("it is asked once").hasSize(1);
    setting = "1.changed";
    try (SelfClient client = client()) {
      assertThat(client.isAuthorized()).isTrue();
      assertOf("1.changed", client.getAccessToken());
    }
  }

  @Test
  void anotherProcessesSetting_winsIfItStartsLater_andIsNotTakenBack() {
    try (SelfClient first = client()) {
      first.getAccessToken();
      setting = "1.later";
      try (SelfClient later = client()) {
        assertOf("1.later", later.getAccessToken());
        time.advance(Duration.ofHours(2));
        assertOf("1.later", first.getAccessToken());
        assertOf("1.later", later.getAccessToken());
      }
    }
  }

  @Test
  void setting_isTheBuildersOwnersAlone() {
    try (SelfClient client = client()) {
      TokenOwner bob = TokenOwner.user("bob");
      assertThat(client.isAuthorized(bob)).isFalse();
      assertThatThrownBy(() -> client.forOwner(bob).getAccessToken())
          .isInstanceOf(AuthorizationRequiredException.class);
      assertThat(store.load(KEY)).as("bob's use adopts nothing").isEmpty();
    }
  }

  @Test
  void revocationBeforeTheFirstUse_revokesTheSetting() {
    try (SelfClient client = client()) {
      client.revoke();
      assertThat(zoho.revoked).containsExactly(setting);
      assertThat(store.load(KEY)).isEmpty();
      assertThatThrownBy(client::getAccessToken).isInstanceOf(AuthorizationRequiredException.class);
    }
  }

  @Test
  void forgetBeforeTheFirstUse_forgetsTheSetting() {
    try (SelfClient client = client()) {
      client.forget();
      assertThat(client.isAuthorized()).isFalse();
      assertThatThrownBy(client::getAccessToken).isInstanceOf(AuthorizationRequiredException.class);
    }
    assertThat(zoho.revoked).isEmpty();
  }

  @Test
  void firstUse_ifTheSaveFails_failsByName_andTheNextAdopts() {
    try (SelfClient client = client()) {
      store.saveFails = true;
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining("it fails");
      assertThat(zoho.refreshes).as("stored first").isEmpty();
      store.saveFails = false;
      assertOf(setting, client.getAccessToken());
    }
  }
}
