package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.ClassLoaderProgram;
import io.github.zohooauth.testkit.CountingZoho;
import java.io.BufferedReader;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A program ends with its main, and a container that drops a program is rid of all its classes. */
class UnloadProofTest {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final CountingZoho zoho = new CountingZoho(InstantSource.system());

  @AfterEach
  void close() {
    zoho.close();
  }

  @Test
  @Tag("L2")
  void program_leavesNothing() {
    List<String> programs =
        IntStream.range(0, Proof.size(2, 50))
            .mapToObj(i -> i % 2 == 0 ? "closes" : "forgets to close")
            .toList();
    Proof.holds("L2", programs, this::holdProgram);
  }

  private void holdProgram(String way) throws Exception {
    String classPath = System.getProperty("java.class.path");
    Process container =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-XX:SoftRefLRUPolicyMSPerMB=0", // a softly reachable class is no leak
                "-cp",
                classPath,
                ClassLoaderProgram.class.getName(),
                classPath,
                zoho.dataCenter().accountsServer().toString(),
                Boolean.toString(way.equals("closes")))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = container.inputReader()) {
      assertThat(said.readLine()).isEqualTo(ClassLoaderProgram.NOTHING_LEFT);
      Instant mainEnded = Instant.now();
      assertThat(container.waitFor(10, TimeUnit.SECONDS)).as("ends by itself").isTrue();
      assertThat(container.exitValue()).isZero();
      if (Proof.isFull()) {
        assertThat(Duration.between(mainEnded, Instant.now())).isLessThanOrEqualTo(SOON);
      }
    } finally {
      container.destroyForcibly();
    }
  }
}
