package io.github.zohooauth.internal.loopback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.client.AwaitedRequests;
import io.github.zohooauth.client.LoopbackReceiver;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.HostileVisit;
import io.github.zohooauth.testkit.LoopbackVisitor;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.Ports;
import io.github.zohooauth.testkit.SeenLogs;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes to a redirect URI: one redirect wins, and the port is free afterwards. */
@Tag("M1")
@Timeout(120)
class LoopbackReceiverProofTest {

  private static final String PARAMETERS =
      "code="
          + PlantedSecret.CODE.value
          + "&state=1&x=%3Cscript%3E"
          + HostileVisit.MARK
          + "&location=eu&";

  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  @Test
  void redirect_winsOverEveryCrowd_andThePortIsFreeAfterwards() {
    Random chance = new Random(Proof.seed("M1", 20260305));
    List<LoopbackCase> cases =
        Stream.iterate(0, number -> number + 1)
            .limit(Proof.size(60, 300))
            .map(number -> LoopbackCase.of(number, chance))
            .toList();
    try (SeenLogs logs = new SeenLogs()) {
      Proof.holds("M1", cases, LoopbackReceiverProofTest::hold);
      assertThat(logs.drain()).isEmpty();
    }
  }

  private static void hold(LoopbackCase scene) throws Exception {
    URI uri = URI.create("http://" + scene.host() + ":" + Ports.free() + "/callback");
    List<LoopbackVisitor> crowd = new ArrayList<>();
    try (LoopbackReceiver receiver = LoopbackReceiver.listen(AwaitedRequests.at(uri))) {
      assertThat(receiver.toString()).contains(uri.toString());
      String key =
          LoopbackVisitor.key(LoopbackVisitor.redirected(uri, "?state=" + HostileVisit.MARK));
      for (int i = 0; i < scene.silent(); i++) {
        crowd.add(LoopbackVisitor.at(uri));
      }
      for (int i = 0; i < scene.slow(); i++) {
        crowd.add(LoopbackVisitor.at(uri).says("GET /callback?code=1&state=1 HTTP/1.1\r\nHo"));
      }
      for (HostileVisit intruder : scene.intruders()) {
        refused(
            intruder.status(), LoopbackVisitor.ask(uri, intruder.request().apply(uri, key)), key);
      }
      for (int i = 0; i < scene.blank(); i++) {
        crowd.add(LoopbackVisitor.at(uri).says(HostileVisit.blanks(uri)));
      }
      end(scene.end(), receiver, uri);
      assertThat(receiver.toString()).doesNotContain(PlantedSecret.CODE.value);
      assertThat(Ports.isFree(uri.getPort())).as("port is free").isTrue();
    } finally {
      for (LoopbackVisitor visitor : crowd) {
        visitor.close();
      }
    }
  }

  private static void refused(int status, String response, String key) {
    assertThat(response).startsWith("HTTP/1.1 " + status + " ").doesNotContain(key);
    strict(response);
    assertThat(response).contains("Content-Security-Policy: default-src 'none'; ");
    assertThat(response).doesNotContain("<script");
  }

  private static void strict(String response) {
    assertThat(response)
        .contains("\r\nCache-Control: no-store\r\n", "\r\nReferrer-Policy: no-referrer\r\n")
        .contains("\r\nX-Content-Type-Options: nosniff\r\n", "frame-ancestors 'none'")
        .doesNotContain(HostileVisit.MARK, "alert", PlantedSecret.CODE.value, "evil");
    String[] parts = response.split("\r\n\r\n", 2);
    assertThat(parts[0]).contains("Content-Length: " + parts[1].getBytes(UTF_8).length);
  }

  private static void end(LoopbackCase.End end, LoopbackReceiver receiver, URI uri)
      throws Exception {
    switch (end) {
      case QUERY -> answered(receiver, uri + "?" + PARAMETERS, redirected(uri, PARAMETERS));
      case ERROR -> {
        String error = "state=1&error=access_denied";
        answered(receiver, uri + "?" + error, redirected(uri, error));
      }
      case FRAGMENT -> {
        String fragment = "&access_token=" + PlantedSecret.CODE.value + "&" + PARAMETERS;
        answered(receiver, uri + "#" + fragment, LoopbackVisitor.relays(uri, fragment));
      }
      case MANY_AT_ONCE -> manyAtOnce(receiver, uri);
      case CALLER_GONE -> {
        try (LoopbackVisitor visitor = LoopbackVisitor.at(uri)) {
          visitor.says(LoopbackVisitor.get(uri, "/callback?" + PARAMETERS)).vanishes();
        }
        assertThat(receiver.await(Scene.HANG_GUARD)).isEqualTo(uri + "?" + PARAMETERS);
      }
      case PIECES -> {
        try (LoopbackVisitor visitor = LoopbackVisitor.at(uri)) {
          for (String piece :
              LoopbackVisitor.get(uri, "/callback?" + PARAMETERS).split("(?<=\r)", -1)) {
            visitor.says(piece);
          }
          answered(receiver, uri + "?" + PARAMETERS, visitor.hears());
        }
      }
      case TIMEOUT ->
          assertThatThrownBy(() -> receiver.await(Duration.ofMillis(1)))
              .isInstanceOf(TemporaryFailureException.class)
              .hasMessageContaining("within 0.001 seconds");
      case INTERRUPT -> interrupted(receiver);
      case CLOSE -> closed(receiver);
      case PORT_TAKEN -> taken(receiver, uri);
    }
  }

  private static String redirected(URI uri, String parameters) throws IOException {
    return LoopbackVisitor.redirected(uri, "?" + parameters);
  }

  private static void answered(LoopbackReceiver receiver, String redirect, String response) {
    assertThat(response).startsWith("HTTP/1.1 200 OK\r\n").contains("You can close this window");
    strict(response);
    assertThat(response).doesNotContain("<script");
    assertThat(receiver.await(Scene.HANG_GUARD)).isEqualTo(redirect);
  }

  private static void manyAtOnce(LoopbackReceiver receiver, URI uri) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<String>> visits =
        IntStream.range(0, 16)
            .mapToObj(i -> THREADS.submit(() -> visit(uri, "?state=1&code=number" + i, start)))
            .toList();
    start.countDown();
    String redirect = receiver.await(Scene.HANG_GUARD);
    int winners = 0;
    for (int i = 0; i < visits.size(); i++) {
      String response = visits.get(i).get(10, TimeUnit.SECONDS);
      if (response.startsWith("HTTP/1.1 200")) {
        winners++;
        assertThat(redirect).isEqualTo(uri + "?state=1&code=number" + i);
      } else if (!response.isEmpty()) {
        assertThat(response).startsWith("HTTP/1.1 410 ");
      }
    }
    assertThat(winners).as("winners").isEqualTo(1);
  }

  /** The answer; empty if the port was closed by then. */
  private static String visit(URI uri, String parameters, CountDownLatch start) throws Exception {
    start.await();
    try {
      return LoopbackVisitor.redirected(uri, parameters);
    } catch (IOException e) {
      return "";
    }
  }

  private static void interrupted(LoopbackReceiver receiver) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> receiver.await(Scene.HANG_GUARD))
        .isInstanceOf(TemporaryFailureException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).as("flag is kept").isTrue();
  }

  private static void closed(LoopbackReceiver receiver) throws Exception {
    Future<String> waiting = THREADS.submit(() -> receiver.await(Scene.HANG_GUARD));
    receiver.close();
    assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> receiver.await(Scene.HANG_GUARD))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private static void taken(LoopbackReceiver receiver, URI uri) throws IOException {
    assertThatThrownBy(() -> LoopbackReceiver.listen(AwaitedRequests.at(uri)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Port " + uri.getPort())
        .hasMessageContaining("another port");
    answered(receiver, uri + "?" + PARAMETERS, redirected(uri, PARAMETERS));
  }
}
