package io.github.zohooauth.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tool says about itself, before there is a profile. */
class HelpTest {

  @TempDir private Path home;

  private Terminal.Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            new Surroundings(
                Map.of("ZOHO_HOME", home.toString()),
                new BufferedReader(new StringReader("")),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                InstantSource.system(),
                InstantSource.system(),
                page -> false),
            arguments);
    return new Terminal.Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void token_withoutAProfile_saysHowToMakeOne() {
    Terminal.Result result = run("token");

    assertThat(result.err()).contains("zoho profiles add", "zoho local");
    assertThat(result.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
  }

  @Test
  void completion_isABashScriptThatKnowsEachCommand() {
    assertThat(run("completion").out())
        .startsWith("#!/usr/bin/env bash")
        .contains("doctor", "accounts", "--profile");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login",
        "token",
        "call",
        "accounts",
        "status",
        "logout",
        "profiles",
        "doctor",
        "local",
        "completion"
      })
  void help_ofEachCommand_hasExamplesAndExitCodes(String command) {
    Terminal.Result result = run(command, "--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("Examples", "  zoho ", "Exit codes", "log in (again)");
    assertThat(result.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(85));
  }

  @Test
  void unknownCommand_endsWithTwo() {
    assertThat(run("tokn").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
