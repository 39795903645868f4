package io.github.zohooauth.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.internal.loopback.LoopbackServer;
import io.github.zohooauth.testkit.LoopbackVisitor;
import io.github.zohooauth.testkit.Ports;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the receiver serves the browsers that come, and when it gives up. */
@Timeout(20)
class LoopbackReceiverTest {

  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1); // it may overflow
  private final int port = Ports.free();
  private final URI uri = URI.create("http://127.0.0.1:" + port + "/callback");
  private final LoopbackReceiver receiver =
      LoopbackReceiver.listen(AwaitedRequests.at(uri), nanoTime::get);

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void slowVisitor_isLeftAfterFiveSeconds() throws IOException {
    try (LoopbackVisitor slow =
        LoopbackVisitor.at(uri).says("GET /callback?code=1&state=1 HTTP/1.1\r\n")) {
      LoopbackVisitor.redirected(
          uri, ""); // who comes after the slow one has an answer: it was let in
      nanoTime.addAndGet(LoopbackServer.PATIENCE.toNanos() - 1);
      LoopbackVisitor.redirected(uri, "");
      slow.says("Host: 127.0.0.1:"); // the connection is still open
      nanoTime.addAndGet(1);
      LoopbackVisitor.redirected(uri, "");
      assertThat(slow.hears()).isEmpty();
    }
  }

  @Test
  void eldestVisitor_isLeft_whenThereAreTooMany() throws IOException {
    try (LoopbackVisitor eldest = LoopbackVisitor.at(uri)) {
      for (int i = 0; i < LoopbackServer.MAX_CONNECTIONS; i++) {
        LoopbackVisitor.at(uri).says("GET ");
      }
      assertThat(eldest.hears()).isEmpty();
    }
    assertThat(LoopbackVisitor.redirected(uri, "?code=1&state=1")).startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void endlessRequest_isLeft() throws IOException {
    try (LoopbackVisitor endless = LoopbackVisitor.at(uri)) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  endless.says("a".repeat(100_000));
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void page_allowsItsOwnStyleAndScriptAlone() throws Exception {
    String page = LoopbackVisitor.redirected(uri, "");
    String script = between(page, "<script>", "</script>");
    assertThat(page)
        .contains(
            "Content-Security-Policy: default-src 'none'; style-src '"
                + sha256(between(page, "<style>", "</style>"))
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                + " connect-src 'self'; script-src '"
                + sha256(script)
                + "'\r\n");
    assertThat(script).doesNotContain(LoopbackVisitor.key(page));
  }

  private static String between(String page, String begin, String end) {
    return page.substring(page.indexOf(begin) + begin.length(), page.indexOf(end));
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(hash);
  }

  @Test
  void key_isAnotherForEachReceiver() throws IOException {
    String key = LoopbackVisitor.key(LoopbackVisitor.redirected(uri, ""));
    URI other = URI.create("http://127.0.0.1:" + Ports.free() + "/callback");
    try (LoopbackReceiver another = LoopbackReceiver.listen(AwaitedRequests.at(other))) {
      assertThat(LoopbackVisitor.ask(other, LoopbackVisitor.post(other, key, "code=1&state=1")))
          .contains(" 403 ");
      assertThat(another.toString()).doesNotContain(key);
    }
  }

  @Test
  void await_returnsInTime_evenIfTheServersThreadHangs() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    URI other = URI.create("http://127.0.0.1:" + Ports.free() + "/callback");
    LongSupplier hanging =
        () -> {
          entered.countDown();
          try {
            goesOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return 0;
        };
    LoopbackReceiver another = LoopbackReceiver.listen(AwaitedRequests.at(other), hanging);
    try (LoopbackVisitor visitor = LoopbackVisitor.at(other)) {
      assertThat(visitor).isNotNull();
      entered.await();
      assertThat(CompletableFuture.supplyAsync(() -> another.await(Duration.ofMillis(1))))
          .failsWithin(Scene.HANG_GUARD)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(TemporaryFailureException.class);
    } finally {
      goesOn.countDown();
      another.close();
    }
  }

  @Test
  void timeout_saysWhatTheBrowserMayShowInstead() {
    assertThatThrownBy(() -> receiver.await(Duration.ofMillis(1)))
        .isInstanceOf(TemporaryFailureException.class)
        .hasMessageContainingAll(
            "No redirect came to " + uri + " within 0.001 seconds.",
            "If the browser shows a page of Zoho's instead",
            "does not know the client at this data center",
            "another redirect URI registered (each character counts)",
            "refuses all scopes because one is unknown or outside the account's edition",
            "Check these in the API Console, and authorize again.");
  }

  @Test
  void replyToTheWinner_outlivesClose() throws IOException {
    try (LoopbackVisitor visitor =
        LoopbackVisitor.at(uri).says(LoopbackVisitor.get(uri, "/callback?code=1&state=1"))) {
      receiver.await(Scene.HANG_GUARD);
      receiver.close();
      assertThat(visitor.hears()).startsWith("HTTP/1.1 200 OK").endsWith("</html>\n");
    }
  }
}
