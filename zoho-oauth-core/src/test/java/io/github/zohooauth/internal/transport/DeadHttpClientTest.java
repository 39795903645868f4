package io.github.zohooauth.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.FullHeapProgram;
import java.io.BufferedReader;
import java.io.File;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An HTTP client of our own whose thread is dead is made anew, and the application's is not. */
@Timeout(180)
class DeadHttpClientTest {

  /** One that meets a connection of the pool, and three in a row that get none. */
  private static final int CALLS_LOST = 4;

  private final CountingZoho zoho = new CountingZoho(InstantSource.system());
  private final Set<Thread> others = selectors();

  @AfterEach
  void close() {
    zoho.close();
  }

  private static Set<Thread> selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith("-SelectorManager"))
        .collect(Collectors.toSet());
  }

  /** Ends the threads of the HTTP clients that this test made, as an Error does. */
  private void endSelectors() throws InterruptedException {
    for (Thread selector : selectors()) {
      if (!others.contains(selector)) {
        selector.interrupt();
        selector.join();
      }
    }
  }

  private SelfClient.Builder client() {
    return zoho.client()
        .requestTimeout(Duration.ofSeconds(2))
        .callerTimeout(Duration.ofSeconds(10));
  }

  private static void assertFails(SelfClient client) {
    assertThatThrownBy(() -> client.exchange("1.code"))
        .isInstanceOf(TemporaryFailureException.class);
  }

  @Test
  void ownHttpClientWithoutItsThread_isMadeAnew_onceAMinute() throws Exception {
    try (SelfClient client = client().build()) {
      assertThat(client.exchange("1.code")).isNotNull();
      endSelectors();
      int lost = 0;
      while (!isServed(client) && lost <= CALLS_LOST) {
        lost++;
      }
      assertThat(lost).as("calls lost").isBetween(3, CALLS_LOST);
      assertThat(client.exchange("1.code")).isNotNull();
      endSelectors();
      for (int call = 0; call < CALLS_LOST + 1; call++) {
        assertFails(client);
      }
    }
  }

  private static boolean isServed(SelfClient client) {
    try {
      return client.exchange("1.code") != null;
    } catch (TemporaryFailureException e) {
      return false;
    }
  }

  @Test
  void httpClientOfTheApplication_isNeverMadeAnew() throws Exception {
    try (SelfClient client = client().httpClient(HttpClient.newHttpClient()).build()) {
      assertThat(client.exchange("1.code")).isNotNull();
      endSelectors();
      for (int call = 0; call < CALLS_LOST + 1; call++) {
        assertFails(client);
      }
    }
  }

  /** As it was found: callers at a full heap, which the program survives. */
  @Test
  void heapThatWasFull_leavesNoClientWithoutAnswers() throws Exception {
    Process program =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                FullHeapProgram.class.getName(),
                zoho.dataCenter().accountsServer().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = program.inputReader()) {
      assertThat(said.readLine()).isEqualTo(FullHeapProgram.SERVED);
    } finally {
      program.destroyForcibly();
    }
  }
}
