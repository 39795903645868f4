package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A secret that a function supplies, while it is replaced at Zoho. */
@ExtendWith(LocalZohoExtension.class)
class SuppliedSecretTest {

  private static final URI CALLBACK = URI.create("https://app.example/callback");

  private LocalZoho zoho;
  private SecretStage stage;

  @BeforeEach
  void signIn(LocalZoho zoho) {
    this.zoho = zoho;
    stage = new SecretStage(zoho);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void newSecret_isUsedWithoutARestart() {
    int before = stage.calls();
    stage.registered.regenerateSecret();
    zoho.clock().advance(Duration.ofHours(1));
    assertThat(zoho.accepts(stage.client.getAccessToken().value())).isTrue();
    assertThat(stage.calls()).isEqualTo(before + 1);
  }

  @Test
  void secretThatIsReplacedDuringTheCall_isReadAgain_andBothCallsCount() {
    String old = stage.replacedSecret();
    stage.supplies(() -> old, List.of(stage.registered::secret));
    int before = stage.calls();
    assertThat(zoho.accepts(stage.client.getAccessToken().value())).isTrue();
    assertThat(stage.calls()).isEqualTo(before + 2);
    assertThat(stage.recordedCalls()).isEqualTo(2);
  }

  @Test
  void refusedSecret_isSentOnce_andTheNextOneAtOnce() {
    String old = stage.replacedSecret();
    stage.supplies(() -> old, List.of());
    int before = stage.calls();
    assertThat(stage.refusal().errorCode()).contains("invalid_client_secret");
    assertThat(stage.refusal())
        .hasMessageContaining("still returns it. Nothing was sent.")
        .extracting(refused -> refused.errorCode().orElseThrow())
        .isEqualTo("invalid_client_secret");
    assertThat(stage.calls()).isEqualTo(before + 1);
    stage.supplies(stage.registered::secret, List.of());
    assertThat(stage.client.getAccessToken()).isNotNull();
    assertThat(stage.calls()).isEqualTo(before + 2);
  }

  @Test
  void refusedSecret_isSentAgainAfterAMinute() {
    String old = stage.replacedSecret();
    stage.supplies(() -> old, List.of());
    int before = stage.calls();
    assertThat(stage.refusal()).isNotNull();
    zoho.clock().advance(Duration.ofSeconds(59));
    assertThat(stage.refusal()).isNotNull();
    assertThat(stage.calls()).isEqualTo(before + 1);
    zoho.clock().advance(Duration.ofSeconds(2));
    assertThat(stage.refusal()).isNotNull();
    assertThat(stage.calls()).isEqualTo(before + 2);
  }

  /** The first owner is refused while the function still works for the second one. */
  @Test
  void secretThatWasReadBeforeItsRefusal_isReadAgain() throws Exception {
    TokenOwner second = TokenOwner.user("second");
    stage.client.exchange(stage.registered.code("ZohoCRM.org.READ"), second);
    String old = stage.replacedSecret();
    CompletableFuture<String> begun = new CompletableFuture<>();
    CompletableFuture<String> read = new CompletableFuture<>();
    stage.supplies(
        begun::join,
        List.of(
            () -> {
              begun.complete(old);
              return read.join();
            },
            () -> old,
            stage.registered::secret));
    CompletableFuture<AccessToken> refused = stage.client.getAccessTokenAsync();
    while (stage.left() > 3) {
      Thread.onSpinWait(); // until the function works for the first owner
    }
    CompletableFuture<AccessToken> token = stage.client.forOwner(second).getAccessTokenAsync();
    assertThat(refused).failsWithin(Scene.HANG_GUARD);
    read.complete(old);
    assertThat(token).succeedsWithin(Scene.HANG_GUARD);
  }

  @Test
  void exchange_sendsTheOtherSecret_withTheSameCode() {
    String old = stage.registered.secret();
    stage.registered.regenerateSecret();
    stage.supplies(() -> old, List.of(stage.registered::secret));
    TokenOwner other = TokenOwner.user("other");
    AccessToken token =
        stage.client.exchange(stage.registered.code("ZohoCRM.org.READ"), other).accessToken();
    assertThat(zoho.accepts(token.value())).isTrue();
  }

  @Test
  void eachDataCenter_hasASupplierOfItsOwn() {
    User indian = zoho.user("in");
    Client web = zoho.user("eu").serverClient(CALLBACK).enable("in");
    DataCenter eu = LocalDataCenters.of(zoho, "eu");
    DataCenter in = LocalDataCenters.of(zoho, "in");
    try (ServerClient server =
        ServerClient.builder()
            .clientId(web.id())
            .clientSecret(web::secret)
            .clientSecret(in, () -> web.secret("in"))
            .dataCenter(eu)
            .dataCenters(in)
            .redirectUri(CALLBACK)
            .clock(zoho.clock())
            .build()) {
      AuthorizationRequest request = server.authorizationRequest("ZohoCRM.modules.ALL");
      String callback = zoho.browser(indian).open(request.uri()).toString();
      AccessToken token =
          server.exchange(request, callback, signIn -> TokenOwner.user("a")).accessToken();
      assertThat(token.dataCenter()).isEqualTo(in);
    }
    assertThat(stage.client.getAccessToken()).isNotNull();
  }
}
