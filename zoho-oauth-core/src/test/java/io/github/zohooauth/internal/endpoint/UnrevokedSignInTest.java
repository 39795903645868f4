package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.PassedOnStore;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.SigningZoho;
import io.github.zohooauth.testkit.TwoDataCenters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sign-in fails at the store, and Zoho does not revoke its tokens. */
class UnrevokedSignInTest {

  private final SigningZoho zoho = new SigningZoho();

  @AfterEach
  void stop() {
    zoho.close();
  }

  /** No record has them, so the words of a record that is kept would be wrong. */
  @Test
  void tokensOfSignInThatFailed_areTheUsersToRemove() {
    zoho.serves(
        "/oauth/v2/token",
        CannedAnswer.json(
            200, "{\"access_token\":\"1.a\",\"refresh_token\":\"1.r\",\"expires_in\":3600}"));
    TwoDataCenters.answers(zoho, TwoDataCenters.PAGE, TwoDataCenters.PAGE);
    TokenStore full =
        new PassedOnStore() {
          @Override
          public void save(TokenKey key, StoredToken record) {
            throw new TokenStoreException("full");
          }
        };
    try (SelfClient client =
            SelfClient.builder()
                .clientId(Scene.CLIENT_ID)
                .clientSecret(PlantedSecret.CLIENT_SECRET.value)
                .dataCenter(zoho.dataCenter)
                .tokenStore(full)
                .build();
        SeenLogs logs = new SeenLogs()) {
      assertThatThrownBy(() -> client.exchange(PlantedSecret.CODE.value))
          .isInstanceOf(TokenStoreException.class);
      assertThat(logs.drain())
          .singleElement()
          .asString()
          .contains(
              "nothing is stored with which to revoke them",
              "at " + zoho.dataCenter.accountsServer() + ", under Connected Apps",
              "in neither of its two forms",
              "data center eu",
              Scene.CLIENT_ID)
          .doesNotContain("forget(owner)", "record is kept");
    }
    assertThat(zoho.asked(TwoDataCenters.NEWER)).hasSize(1);
  }
}
