package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.RawServer;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients leave behind when they are closed: nothing. */
@Timeout(180)
class ResourceProofTest {

  private static final int LEEWAY = 5;

  private final CountingZoho zoho = new CountingZoho(InstantSource.system());

  @AfterEach
  void close() {
    zoho.close();
  }

  private void cycle() {
    try (SelfClient client = zoho.client().build()) {
      assertThat(client.exchange("1.code")).isNotNull();
    }
  }

  /** Threads of ours and of the HTTP clients that we made; the server has its own. */
  private static Set<Thread> alive() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getName().startsWith("zoho-oauth")
                    || thread.getName().startsWith("HttpClient"))
        .collect(Collectors.toSet());
  }

  /** How many there are that were not there before. */
  private static int threadsBeside(Set<Thread> before) {
    Set<Thread> more = alive();
    more.removeAll(before);
    return more.size();
  }

  private static long files() {
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getOpenFileDescriptorCount();
  }

  private static long heapMegabytes() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  /** Collects garbage until it holds; on JDK 17 that alone ends an HTTP client. */
  private static boolean comesTrue(BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int tries = 0; tries < 300 && !condition.getAsBoolean(); tries++) {
      System.gc();
      boolean unused = never.await(100, TimeUnit.MILLISECONDS);
    }
    return condition.getAsBoolean();
  }

  /** What is no HTTP is remembered by its connection, which must remember no more than that. */
  @Test
  @Tag("L1")
  void closedClients_leaveNothing_alsoAfterWhatIsNoAnswer() throws Exception {
    RawServer.Behaviour garble =
        connection -> {
          connection.awaitRequest();
          String unused = connection.readRequest();
          connection.write("no HTTP\r\n\r\n");
        };
    Set<Thread> others = alive();
    try (RawServer server = new RawServer(garble)) {
      List<Integer> cycles = IntStream.range(0, Proof.size(20, 200)).boxed().toList();
      Proof.holds(
          "L1",
          cycles,
          number -> {
            try (SelfClient client = zoho.client().dataCenter(server.dataCenter()).build()) {
              assertThatThrownBy(() -> client.exchange("1.code"))
                  .isInstanceOf(TemporaryFailureException.class);
            }
          });
      assertThat(comesTrue(() -> threadsBeside(others) <= LEEWAY))
          .as("threads: %d", threadsBeside(others))
          .isTrue();
    }
  }

  @Test
  @Tag("L1")
  void closedClients_leaveNothing() throws Exception {
    Set<Thread> others = alive();
    IntStream.range(0, 5).forEach(i -> cycle());
    assertThat(comesTrue(() -> threadsBeside(others) <= LEEWAY)).isTrue();
    long files = files();
    long heap = heapMegabytes();
    List<Integer> cycles = IntStream.range(0, Proof.size(20, 1_000)).boxed().toList();
    Proof.holds("L1", cycles, number -> cycle());
    assertThat(comesTrue(() -> threadsBeside(others) <= LEEWAY))
        .as("threads: %d", threadsBeside(others))
        .isTrue();
    assertThat(comesTrue(() -> files() <= files + LEEWAY)).as("files: %d", files()).isTrue();
    assertThat(comesTrue(() -> heapMegabytes() <= heap + LEEWAY)).as("heap").isTrue();
  }
}
