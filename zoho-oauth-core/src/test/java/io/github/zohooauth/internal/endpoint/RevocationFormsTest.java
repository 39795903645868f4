package io.github.zohooauth.internal.endpoint;

import static io.github.zohooauth.testkit.TwoDataCenters.NEWER;
import static io.github.zohooauth.testkit.TwoDataCenters.OLDER;
import static io.github.zohooauth.testkit.TwoDataCenters.PAGE;
import static io.github.zohooauth.testkit.TwoDataCenters.answers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SigningZoho;
import io.github.zohooauth.testkit.TwoDataCenters;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A revocation is asked for in two forms and at two servers, each with the secret for it. */
class RevocationFormsTest {

  private static final TokenOwner OWNER = TokenOwner.user("ada");
  private static final CannedAnswer SUCCESS = CannedAnswer.json(200, "{\"status\":\"success\"}");

  private final TwoDataCenters zoho = new TwoDataCenters();
  private final SigningZoho token = zoho.token;
  private final SigningZoho home = zoho.home;
  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void stop() {
    zoho.close();
  }

  private void store(String clientId, SigningZoho issuer) {
    store.save(
        new TokenKey(clientId, OWNER),
        StoredToken.refreshing(issuer.dataCenter, PlantedSecret.STORED_REFRESH_TOKEN.value));
  }

  @Test
  void olderFormRefusedWithoutWords_asksTheNewerOne() {
    store(Scene.CLIENT_ID, token);
    answers(token, PAGE, SUCCESS);
    try (ServerClient client = zoho.client(store)) {
      client.revoke(OWNER);
      assertThat(client.isAuthorized(OWNER)).isFalse();
    }
    assertThat(token.asked(NEWER))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getHeader("Authorization"))
                  .isEqualTo(basic(PlantedSecret.OTHER_CLIENT_SECRET));
              assertThat(request.getBodyAsString())
                  .contains("token_type=refresh_token")
                  .doesNotContain(PlantedSecret.OTHER_CLIENT_SECRET.value);
            });
    assertThat(home.asked(OLDER)).isEmpty();
    assertThat(home.asked(NEWER)).isEmpty();
  }

  /** RFC 6749, section 2.3.1. Zoho's own secrets look the same in both ways. */
  @Test
  void basicHeader_hasItsTwoPartsFormEncoded() {
    store("1000.A", home);
    answers(home, PAGE, SUCCESS);
    try (SelfClient client =
        SelfClient.builder()
            .clientId("1000.A")
            .clientSecret("a+b/c%:*")
            .dataCenter(home.dataCenter)
            .tokenStore(store)
            .build()) {
      client.revoke(OWNER);
    }
    String pair = "1000.A:a%2Bb%2Fc%25%3A*";
    assertThat(home.asked(NEWER))
        .extracting(request -> request.getHeader("Authorization"))
        .containsExactly("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }

  /** If Zoho refuses the secret, the function is asked once more. */
  @Test
  void suppliedSecret_isInTheHeader_andAnotherOneAfterARefusal() {
    store(Scene.CLIENT_ID, home);
    answers(home, PAGE, CannedAnswer.json(200, "{\"error\":\"invalid_client_secret\"}"));
    Queue<PlantedSecret> secrets =
        new ConcurrentLinkedQueue<>(
            List.of(PlantedSecret.CLIENT_SECRET, PlantedSecret.OTHER_CLIENT_SECRET));
    try (SelfClient client = supplied(() -> secrets.remove().value)) {
      assertThatThrownBy(() -> client.revoke(OWNER))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("The tokens may still work");
      assertThat(client.isAuthorized(OWNER)).isTrue();
    }
    assertThat(home.asked(NEWER))
        .extracting(request -> request.getHeader("Authorization"))
        .containsExactly(
            basic(PlantedSecret.CLIENT_SECRET), basic(PlantedSecret.OTHER_CLIENT_SECRET));
  }

  @Test
  void functionThatFails_leavesTheNewerFormOut_andTheRecordStays() {
    store(Scene.CLIENT_ID, home);
    answers(home, PAGE, SUCCESS);
    try (SelfClient client =
        supplied(
            () -> {
              throw new IllegalStateException(PlantedSecret.CLIENT_SECRET.value);
            })) {
      assertThatThrownBy(() -> client.revoke(OWNER))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith(
              "The supplier of clientSecret(...) failed with a java.lang.IllegalStateException."
                  + " The newer form of revocation was not sent.")
          .hasMessageContaining("The tokens may still work");
      assertThat(client.isAuthorized(OWNER)).isTrue();
    }
    assertThat(home.asked(OLDER)).hasSize(1);
    assertThat(home.asked(NEWER)).isEmpty();
  }

  private SelfClient supplied(Supplier<String> secret) {
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(secret)
        .dataCenter(home.dataCenter)
        .tokenStore(store)
        .clock(() -> Scene.NOW)
        .build();
  }

  private static String basic(PlantedSecret secret) {
    String pair = Scene.CLIENT_ID + ":" + secret.value;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  /** A page of 2026 has the newer form alone, at the server where the client is registered. */
  @Test
  void newerForm_isAskedWhereTheClientIsRegistered() {
    store(Scene.CLIENT_ID, token);
    answers(token, PAGE, CannedAnswer.json(400, "{\"error\":\"invalid_client\"}"));
    answers(home, PAGE, SUCCESS);
    try (ServerClient client = zoho.client(store)) {
      client.revoke(OWNER);
      assertThat(client.isAuthorized(OWNER)).isFalse();
    }
    assertThat(home.asked(NEWER))
        .extracting(request -> request.getHeader("Authorization"))
        .containsExactly(basic(PlantedSecret.CLIENT_SECRET));
  }
}
