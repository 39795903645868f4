package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.TwoDataCenters;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What cannot be revoked can be forgotten. */
class ForgetTest {

  private static final TokenOwner OWNER = TokenOwner.user("ada");
  private static final TokenKey KEY = new TokenKey(Scene.CLIENT_ID, OWNER);

  private final TwoDataCenters zoho = new TwoDataCenters();
  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void stop() {
    zoho.close();
  }

  private StoredToken renewable() {
    return StoredToken.refreshing(zoho.token.dataCenter, PlantedSecret.STORED_REFRESH_TOKEN.value);
  }

  @Test
  void forget_removesRecordAndMemory_andAsksZohoNothing() {
    AccessToken living =
        new AccessToken(
            PlantedSecret.STORED_ACCESS_TOKEN.value,
            Scene.NOW.plus(Duration.ofHours(1)),
            Scene.STORED_SCOPES,
            zoho.token.dataCenter,
            URI.create("https://www.zohoapis.eu"));
    store.save(
        KEY, renewable().withAccessToken(living, Scene.NOW).withDetail("email", "ada@example.com"));
    try (ServerClient client = zoho.client(store)) {
      assertThat(client.forOwner(OWNER).getAccessToken()).isNotNull();
      client.forget(OWNER);
      assertThat(store.load(KEY)).isEmpty();
      assertThat(client.isAuthorized(OWNER)).isFalse();
      assertThat(client.details(OWNER)).isEmpty();
      assertThatThrownBy(() -> client.forOwner(OWNER).getAccessToken())
          .isInstanceOf(AuthorizationRequiredException.class);
      client.forget(OWNER); // none is fine
      assertThatThrownBy(client::forget).isInstanceOf(IllegalStateException.class);
    }
    for (String path : List.of(TwoDataCenters.OLDER, TwoDataCenters.NEWER, "/oauth/v2/token")) {
      assertThat(zoho.token.asked(path)).isEmpty();
      assertThat(zoho.home.asked(path)).isEmpty();
    }
  }

  @Test
  void forget_ofTheBuildersOwner_forgetsThatOneAlone() {
    TokenKey other = new TokenKey(Scene.CLIENT_ID, TokenOwner.unnamed());
    store.save(KEY, renewable());
    store.save(other, renewable());
    try (SelfClient client =
        SelfClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(PlantedSecret.CLIENT_SECRET.value)
            .dataCenter(zoho.token.dataCenter)
            .tokenStore(store)
            .build()) {
      client.forget();
      assertThat(store.load(other)).isEmpty();
      assertThat(store.load(KEY)).isPresent();
    }
  }
}
