package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.ClosingServer;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server closes a pooled connection at the moment that a request enters it. */
@Tag("H3")
class StaleConnectionProofTest {

  private static final List<TokenCall> CALLS = List.of(TokenCall.values());

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void lostRequest_isRepeatedOnce_butNeverACode() throws IOException {
    long seed = Proof.seed("H3", 20260304);
    Random chance = new Random(seed);
    List<TokenCall> calls =
        Stream.generate(() -> CALLS.get(chance.nextInt(CALLS.size())))
            .limit(Proof.size(200, 1_000))
            .toList();
    try (RawServer server = new RawServer(new ClosingServer(seed));
        SeenLogs logs = new SeenLogs()) {
      Proof.holds("H3", calls, call -> hold(call, server));
      assertThat(logs.drain())
          .as("no call but a code's may fail")
          .noneMatch(line -> line.contains("WARNING"));
    }
  }

  @Test
  void repeats_areWithinTheBudget() throws IOException {
    RawServer.Behaviour lose =
        connection -> {
          connection.awaitRequest();
          String unused = connection.readRequest();
          connection.resetOnClose();
        };
    TokenStore store = TokenStore.inMemory();
    IdleTime time = new IdleTime();
    try (RawServer server = new RawServer(lose);
        SelfClient client =
            SelfClient.builder()
                .clientId(Scene.CLIENT_ID)
                .clientSecret("secret")
                .dataCenter(server.dataCenter())
                .tokenStore(store)
                .clock(time)
                .pauses(time)
                .callBudget(4)
                .build()) {
      RenewalHistory oneCall = RenewalHistory.NONE.with(List.of(time.instant()));
      store.save(Scene.KEY, oneCall.onto(StoredToken.refreshing(server.dataCenter(), "1.refresh")));
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(client::getAccessToken).isInstanceOf(ZohoOAuthException.class);
        time.advance(Duration.ofMinutes(5)); // within the window
      }
      assertThat(server.entered()).isEqualTo(3);
    }
  }

  private void hold(TokenCall call, RawServer server) {
    try (Scene scene = new Scene(call, server.dataCenter(), http)) {
      Optional<String> before = scene.tokenPart();
      int entered = server.entered();
      Scene.End end = scene.play();
      int requests = server.entered() - entered;
      if (call == TokenCall.EXCHANGE) {
        assertThat(requests).as("requests with the code").isLessThanOrEqualTo(1);
      }
      if (end.failure() == null) {
        assertThat(requests).isBetween(1, 2);
        assertThat(scene.tokenPart()).isNotEqualTo(before);
        return;
      }
      assertThat(call).as("fails with %s", end.failure()).isEqualTo(TokenCall.EXCHANGE);
      assertThat(end.failure())
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("code may be consumed")
          .hasMessageContaining("make a new one");
      assertThat(scene.tokenPart()).isEqualTo(before);
    }
  }
}
