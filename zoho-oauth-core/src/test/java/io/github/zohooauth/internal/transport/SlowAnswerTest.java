package io.github.zohooauth.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One deadline holds for a whole answer, and one limit for its body. */
@Tag("H3")
@Timeout(10)
class SlowAnswerTest {

  private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(250);
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  private static final int LIMIT = 256 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private enum Slowness {
    NO_ANSWER(""),
    HALF_A_STATUS_LINE("HTTP/1.1 2"),
    HALF_THE_HEADERS(HEAD),
    NO_BODY(HEAD + "Content-Length: 100\r\n\r\n"),
    HALF_A_BODY(HEAD + "Content-Length: 100\r\n\r\n{\"access_token\":"),
    NO_CHUNK(HEAD + "Transfer-Encoding: chunked\r\n\r\n");

    final String sent;

    Slowness(String sent) {
      this.sent = sent;
    }
  }

  @ParameterizedTest
  @EnumSource
  void stalledAnswer_endsAtTheRequestTimeout_andHangsUp(Slowness slowness) throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    RawServer.Behaviour stall =
        connection -> {
          connection.awaitRequest();
          String unused = connection.readRequest();
          connection.write(slowness.sent);
          connection.awaitHangUp();
          hungUp.countDown();
        };
    try (RawServer server = new RawServer(stall)) {
      assertThat(failure(TokenCall.EXCHANGE, server))
          .hasMessageContaining("did not answer within 0.25 seconds")
          .hasMessageContaining("code may be consumed");
      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EXCHANGE", "REFRESH", "CLIENT_CREDENTIALS", "REVOKE"})
  void dribbledBody_endsAtTheRequestTimeout_andHangsUp(TokenCall call) throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    RawServer.Behaviour dribble =
        connection -> {
          connection.awaitRequest();
          String unused = connection.readRequest();
          connection.write(HEAD + "Content-Length: 100000\r\n\r\n");
          try {
            while (!never.await(10, TimeUnit.MILLISECONDS)) {
              connection.write(" ");
            }
          } catch (InterruptedException | IOException e) {
            hungUp.countDown();
          }
        };
    try (RawServer server = new RawServer(dribble)) {
      assertThat(failure(call, server)).hasMessageContaining("did not answer within 0.25 seconds");
      assertThat(hungUp.await(10, TimeUnit.SECONDS)).as("the client hung up").isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1000000000", "Transfer-Encoding: chunked", "X: y"})
  void endlessBody_isCutOff(String framing) throws Exception {
    CountDownLatch cutOff = new CountDownLatch(1);
    String piece = " ".repeat(0x4000);
    RawServer.Behaviour endless =
        connection -> {
          connection.awaitRequest();
          String unused = connection.readRequest();
          connection.write(HEAD + framing + "\r\n\r\n");
          boolean chunked = framing.endsWith("chunked");
          try {
            for (int sent = 0; sent < 64 * 1024 * 1024; sent += piece.length()) {
              connection.write(chunked ? "4000\r\n" + piece + "\r\n" : piece);
            }
          } catch (IOException e) {
            cutOff.countDown();
          }
        };
    try (RawServer server = new RawServer(endless)) {
      assertThat(failure(TokenCall.REFRESH, server, Scene.HANG_GUARD)).isNotNull();
      assertThat(cutOff.await(10, TimeUnit.SECONDS)).as("the client hung up").isTrue();
      assertThat(server.entered()).isEqualTo(RenewalPolicy.MAX_ATTEMPTS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT - 1, LIMIT, LIMIT + 1})
  void body_isReadUpToTheLimit(int length) throws Exception {
    String json = TokenAnswer.to(TokenCall.REFRESH).json();
    String body = json + " ".repeat(length - json.length());
    RawServer.Behaviour padded =
        connection -> {
          connection.awaitRequest();
          String unused = connection.readRequest();
          connection.answer(body);
        };
    try (RawServer server = new RawServer(padded);
        Scene scene = new Scene(TokenCall.REFRESH, server.dataCenter(), http)) {
      assertThat(scene.play().failure() == null).isEqualTo(length <= LIMIT);
    }
  }

  private ZohoOAuthException failure(TokenCall call, RawServer server) {
    return failure(call, server, REQUEST_TIMEOUT);
  }

  private ZohoOAuthException failure(TokenCall call, RawServer server, Duration requestTimeout) {
    try (SeenLogs logs = new SeenLogs();
        Scene scene = new Scene(call, server.dataCenter(), http, requestTimeout)) {
      Optional<String> before = scene.tokenPart();
      ZohoOAuthException failure = scene.play().failure();
      assertThat(failure).isInstanceOf(TemporaryFailureException.class);
      assertThat(scene.tokenPart()).isEqualTo(before);
      assertThat(logs.drain())
          .allSatisfy(line -> assertThat(PlantedSecret.shownIn(line)).isEmpty());
      return Optional.ofNullable(failure).orElseThrow();
    }
  }
}
