package io.github.zohooauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.HeapDumpProgram;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An idle connection keeps its last request in memory, but none of the secrets in it. */
@Timeout(120)
class HeapProofTest {

  /** By what the form says before it, if the client that stays knows it as well. */
  private static final Map<String, String> SECRETS =
      Map.of(
          "given EXCHANGE code", "",
          "given EXCHANGE secret", "",
          "given REFRESH refresh", "",
          "given REFRESH secret", "",
          "given REVOKE refresh", "",
          "own EXCHANGE code", "",
          "own EXCHANGE secret", "client_secret=",
          "own REFRESH refresh", "",
          "own REFRESH secret", "client_secret=",
          "own REVOKE refresh", "");

  @Test
  void idleConnections_holdNoSecret(@TempDir Path directory) throws Exception {
    Path dump = directory.resolve("heap.hprof");
    String seed = UUID.randomUUID().toString();
    try (CountingZoho zoho = new CountingZoho(InstantSource.system())) {
      write(zoho, seed, dump);
    }
    String heap = Files.readString(dump, ISO_8859_1);
    assertThat(heap.contains(HeapDumpProgram.planted(seed, "control")))
        .as("finds what is kept")
        .isTrue();
    assertThat(SECRETS.keySet())
        .filteredOn(name -> heap.contains(SECRETS.get(name) + HeapDumpProgram.planted(seed, name)))
        .as("secrets in the heap")
        .isEmpty();
  }

  private static void write(CountingZoho zoho, String seed, Path dump) throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                HeapDumpProgram.class.getName(),
                zoho.dataCenter().accountsServer().toString(),
                seed,
                dump.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = program.inputReader()) {
      assertThat(said.readLine()).isEqualTo(HeapDumpProgram.WRITTEN);
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      program.destroyForcibly();
    }
  }
}
