package io.github.zohooauth.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool as a process of its own, with the flags of the start script, and with a pipe. */
class ProcessTest {

  private static final String TIMES = "TIMEFORMAT='%U %S'; time \"$@\"";

  private static final boolean FULL = "full".equals(System.getProperty("proof.size"));
  private static final String MAIN = Main.class.getName();
  private static final String ARCHIVE = "classes.jsa";

  @TempDir private static Path directory;
  private static String classPath = "";

  /** At full size, archives the classes as the first start of the script does. */
  @BeforeAll
  static void prepare() throws Exception {
    classPath = FULL ? packed() : System.getProperty("java.class.path");
    if (!FULL) {
      return;
    }
    String list = directory.resolve("classes.list").toString();
    Terminal.Result rehearsal =
        java(Map.of(), "-XX:DumpLoadedClassList=" + list, "-cp", classPath, MAIN, "local", "token");
    assertThat(rehearsal.exitCode()).isZero();
    Terminal.Result archived =
        java(
            Map.of(),
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + list,
            "-XX:SharedArchiveFile=" + directory.resolve(ARCHIVE),
            "-Xlog:disable",
            "-cp",
            classPath);
    assertThat(archived.exitCode()).isZero();
  }

  /** An archive is of jars alone. */
  private static String packed() {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String jar = entry;
      if (Files.isDirectory(Path.of(entry))) {
        jar = directory.resolve(jars.size() + ".jar").toString();
        int failed =
            ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "-cf", jar, "-C", entry, ".");
        assertThat(failed).isZero();
      }
      jars.add(jar);
    }
    return String.join(File.pathSeparator, jars);
  }

  @Test
  void token_inAPipe_isAloneAndTakesUnderASecondOfCpu() throws Exception {
    try (Terminal terminal = new Terminal()) {
      Map<String, String> environment = terminal.setup().around().environment();

      Terminal.Result result = zoho(environment, "token");

      assertThat(result.exitCode()).isZero();
      assertThat(terminal.setup().zoho().accepts(result.out().strip())).isTrue();
      // Without the archive, more classes than that are read: 1.2 seconds were measured.
      assertThat(leastCpuSeconds(environment, "token")).isLessThan(FULL ? 1.0 : 2.0);
    }
  }

  @Test
  void version_takesUnderASecondOfCpu() throws Exception {
    Terminal.Result result = zoho(Map.of(), "--version");

    assertThat(result.out()).startsWith("zoho ");
    assertThat(result.exitCode()).isZero();
    assertThat(leastCpuSeconds(Map.of(), "--version")).isLessThan(1.0);
  }

  @Test
  void failure_inAPipe_isOneLineOnStandardError() throws Exception {
    try (Terminal terminal = new Terminal()) {
      assertThat(terminal.run("logout").exitCode()).isZero();

      Terminal.Result result = zoho(terminal.setup().around().environment(), "token");

      assertThat(result.out()).isEmpty();
      assertThat(result.err().lines().toList()).hasSize(2); // the second one is the time
      assertThat(result.exitCode()).isEqualTo(ExitCode.LOG_IN);
    }
  }

  /**
   * Other load on the machine only adds to the time, so at full size the least of three runs
   * counts.
   */
  private static double leastCpuSeconds(Map<String, String> environment, String argument)
      throws IOException, InterruptedException {
    double least = Double.MAX_VALUE;
    for (int run = 0; run < (FULL ? 3 : 1); run++) {
      String times = zoho(environment, argument).err().lines().reduce((a, b) -> b).orElseThrow();
      least =
          Math.min(
              least, Arrays.stream(times.split(" ", 2)).mapToDouble(Double::parseDouble).sum());
    }
    return least;
  }

  /** Runs the tool with the flags of the start script. */
  private static Terminal.Result zoho(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Matcher fast =
        Pattern.compile("(?m)^fast=\"(.*)\"$").matcher(Files.readString(Path.of("zoho")));
    assertThat(fast.find()).isTrue();
    List<String> command = new ArrayList<>(List.of(fast.group(1).split(" ", -1)));
    if (FULL) {
      command.add("-XX:SharedArchiveFile=" + directory.resolve(ARCHIVE));
    }
    command.addAll(List.of("-cp", classPath, MAIN));
    command.addAll(List.of(arguments));
    return java(environment, command.toArray(String[]::new));
  }

  private static Terminal.Result java(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", TIMES, "time"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("ZOHO_"));
    builder.environment().putAll(environment);
    builder.redirectError(directory.resolve("stderr").toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Terminal.Result(
        process.exitValue(), out, Files.readString(directory.resolve("stderr")));
  }
}
