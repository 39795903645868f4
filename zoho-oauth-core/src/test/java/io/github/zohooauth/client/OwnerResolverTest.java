package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.DeviceZoho;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A function that names the owner of a sign-in may ask the client itself, however many do so. */
@Timeout(60)
class OwnerResolverTest {

  /** As many as a client has threads for its store. */
  private static final int DEVICES = 16;

  private static final TokenOwner ADA = TokenOwner.user("ada@example.com");

  private final CyclicBarrier all = new CyclicBarrier(DEVICES);
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
  void namesThatAskTheClient_waitForNoThreadOfItsOwn() throws Exception {
    try (DeviceClient client = stage.builder().callerTimeout(Duration.ofSeconds(5)).build()) {
      signIn(client);
    }
  }

  @Test
  void namesThatAskTheClient_waitForNoThreadOfTheApplication() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try (DeviceClient client =
        stage.builder().executor(one).callerTimeout(Duration.ofSeconds(5)).build()) {
      signIn(client);
    } finally {
      one.shutdown();
    }
  }

  private void signIn(DeviceClient client) throws Exception {
    stage.polls(DeviceStage.tokens());
    client.exchange(client.deviceAuthorization("A.b"), signIn -> ADA);
    List<CompletableFuture<SignInResult>> signIns = new ArrayList<>();
    for (int device = 0; device < DEVICES; device++) {
      String code = stage.deviceCode + "-" + device;
      stage.zoho.begins(CannedAnswer.json(200, stage.zoho.usualCodes(code)));
      stage.zoho.polls(code, List.of(DeviceStage.tokens()));
      signIns.add(
          client.exchangeAsync(
              client.deviceAuthorization("A.b"), signIn -> nameOf(client, signIn)));
    }
    for (CompletableFuture<SignInResult> signIn : signIns) {
      assertThat(signIn.get().accessToken().value())
          .isEqualTo(PlantedSecret.ISSUED_ACCESS_TOKEN.value);
    }
    assertThat(stage.zoho.requests)
        .extracting(DeviceZoho.Request::path)
        .doesNotContain("/oauth/v2/token/revoke");
  }

  private TokenOwner nameOf(DeviceClient client, SignIn signIn) {
    try {
      all.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
    TokenOwner owner = TokenOwner.user("someone-" + signIn.accessToken().value().hashCode());
    assertThat(client.isAuthorized(ADA)).isTrue();
    assertThat(client.details(owner)).isEmpty();
    assertThat(client.userInfo(ADA).email()).isEqualTo("ada@example.com");
    assertThat(client.forOwner(ADA).getAccessToken()).isNotNull();
    return owner;
  }
}
