package io.github.zohooauth.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SignInScene;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.SignInCall;
import io.github.zohooauth.testkit.SocketFault;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever becomes of the connection, a call ends: typed, by its deadline, and nothing changed. */
@Tag("H2")
class SocketFaultProofTest {

  private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(500);

  private static final List<TokenCall> CALLS =
      List.of(
          TokenCall.EXCHANGE, TokenCall.REFRESH, TokenCall.CLIENT_CREDENTIALS, TokenCall.REVOKE);
  private static final List<SignInCall> SIGN_IN_CALLS =
      List.of(
          SignInCall.CODE_OF_A_REDIRECT,
          SignInCall.MORE_SCOPES,
          SignInCall.DEVICE_CODE,
          SignInCall.USER_INFO,
          SignInCall.KEYS);

  private static SeenLogs logs;
  private static HttpClient http;

  private record Case(@Nullable TokenCall call, @Nullable SignInCall signIn, SocketFault fault) {

    boolean spendsCode() {
      return call == TokenCall.EXCHANGE || signIn == SignInCall.CODE_OF_A_REDIRECT;
    }

    @Override
    public String toString() {
      return (call == null ? signIn : call) + " with " + fault;
    }
  }

  @BeforeAll
  static void start() {
    logs = new SeenLogs();
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() {
    logs.close();
  }

  private static List<Case> all() {
    List<Case> all = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      for (SocketFault fault : SocketFault.values()) {
        CALLS.forEach(call -> all.add(new Case(call, null, fault)));
        SIGN_IN_CALLS.forEach(call -> all.add(new Case(null, call, fault)));
      }
    }
    return all;
  }

  @Test
  @Timeout(300)
  void everyFault_endsTheCall_andChangesNothing() {
    Proof.holds(
        "H2", Proof.some(all(), 60, Proof.seed("H2", 20260409)), SocketFaultProofTest::hold);
  }

  private static void hold(Case each) throws IOException {
    try (RawServer server = new RawServer(each.fault())) {
      ZohoOAuthException failure =
          each.call() != null ? failure(each.call(), server) : failure(each.signIn(), server);
      assertThat(failure)
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("try again later");
      if (each.spendsCode()) {
        assertThat(failure).hasMessageContaining("code may be consumed");
        assertThat(server.entered()).as("requests with the code").isEqualTo(1);
      }
      server.throwComplaint();
      assertThat(PlantedSecret.shownIn(failure)).isEmpty();
      assertThat(logs.drain())
          .allSatisfy(line -> assertThat(PlantedSecret.shownIn(line)).isEmpty());
    }
  }

  private static ZohoOAuthException failure(TokenCall call, RawServer server) {
    try (Scene scene = new Scene(call, server.dataCenter(), http, REQUEST_TIMEOUT)) {
      Optional<String> before = scene.tokenPart();
      ZohoOAuthException failure = scene.play().failure();
      assertThat(scene.tokenPart()).isEqualTo(before);
      return Optional.ofNullable(failure).orElseThrow();
    }
  }

  private static ZohoOAuthException failure(@Nullable SignInCall call, RawServer server) {
    try (SignInScene scene =
        new SignInScene(
            Optional.ofNullable(call).orElseThrow(), server.dataCenter(), http, REQUEST_TIMEOUT)) {
      Optional<String> before = scene.record();
      ZohoOAuthException failure = scene.play().failure();
      assertThat(scene.record()).isEqualTo(before);
      return Optional.ofNullable(failure).orElseThrow();
    }
  }
}
