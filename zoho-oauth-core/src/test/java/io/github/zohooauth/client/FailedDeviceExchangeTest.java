package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What it costs when the application's own side fails an exchange. */
class FailedDeviceExchangeTest {

  private static final TokenOwner OWNER = TokenOwner.user("42");

  private DeviceStage stage;

  @BeforeEach
  void start() throws IOException {
    stage = new DeviceStage(new IdleTime());
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void exchange_ofAnUnreadableStore_sendsNothing_andCostsNoConsent() {
    stage.polls(DeviceStage.tokens());
    AtomicReference<@Nullable RuntimeException> broken =
        new AtomicReference<>(new IllegalStateException("the disk is gone"));
    TokenStore store =
        new TokenStore() {
          @Override
          public Optional<StoredToken> load(TokenKey key) {
            RuntimeException failure = broken.get();
            if (failure != null) {
              throw failure;
            }
            return stage.store.load(key);
          }

          @Override
          public void save(TokenKey key, StoredToken token) {
            stage.store.save(key, token);
          }

          @Override
          public void delete(TokenKey key) {
            stage.store.delete(key);
          }
        };
    try (DeviceClient client = stage.builder().tokenStore(store).build()) {
      DeviceAuthorization prompt = client.deviceAuthorization("A.b");
      assertThatThrownBy(() -> client.exchange(prompt)).isInstanceOf(TokenStoreException.class);
      assertThat(stage.polledAt()).isEmpty();
      broken.set(null);
      assertThat(client.exchange(prompt).accessToken().value())
          .isEqualTo(PlantedSecret.ISSUED_ACCESS_TOKEN.value);
    }
  }

  @Test
  void exchange_whoseNamingFails_keepsNothing_andThrowsWhatItThrew() {
    stage.polls(DeviceStage.tokens());
    IllegalStateException failure = new IllegalStateException("nobody I know");
    try (DeviceClient client = stage.builder().build()) {
      DeviceAuthorization prompt = client.deviceAuthorization("A.b");
      assertThatThrownBy(
              () ->
                  client.exchange(
                      prompt,
                      granted -> {
                        throw failure;
                      }))
          .isSameAs(failure);
    }
    assertThat(stage.stored(OWNER)).isEmpty();
  }

  @Test
  void exchange_ofAnothersPrompt_isRefused() {
    try (DeviceClient one = stage.builder().build();
        DeviceClient other = stage.builder().clientId("1000.OTHER").build()) {
      DeviceAuthorization prompt = one.deviceAuthorization("A.b");
      assertThatThrownBy(() -> other.exchange(prompt))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("authorization: of another client ID");
    }
    assertThat(stage.polledAt()).isEmpty();
  }
}
