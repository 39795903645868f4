package io.github.zohooauth.localzoho;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.testkit.RawBrowser;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @Test
  @Timeout(20)
  void main_printsWhatATokenNeeds_andEndsWithStandardInput() throws Exception {
    Process process = start();
    try (BufferedReader out = process.inputReader()) {
      Map<String, String> said = read(out);
      assertThat(Wire.json(exchange(said)).path("api_domain").asText())
          .isEqualTo(said.get("API PRODUCTION"));
      assertThat(said.get("e-mail")).endsWith("@eu.example");
      assertThat(signIn(said)).startsWith("http://localhost:8080/callback?state=mine&code=1000.");

      assertEnds(process);
    } finally {
      process.destroy();
    }
  }

  @Test
  @Timeout(20)
  void dataCenter_isNamed_andTheConsoleMovesTheClock() throws Exception {
    Process process = start("--data-center=sg");
    try (BufferedReader out = process.inputReader();
        BufferedWriter in = process.outputWriter()) {
      Map<String, String> said = read(out);
      assertThat(said.get("e-mail")).endsWith("@sg.example");
      String token = Wire.json(exchange(said)).path("access_token").asText();
      URI api = URI.create(said.getOrDefault("API PRODUCTION", ""));
      assertThat(Wire.call(api, "/crm/v8/org", token).statusCode()).isEqualTo(200);

      assertThat(say("forward", in, out)).startsWith("Unknown command.");
      assertThat(say("advance 3599", in, out)).startsWith("Unknown command.");
      assertThat(Wire.call(api, "/crm/v8/org", token).statusCode()).isEqualTo(200);
      assertThat(say("advance 1h", in, out)).matches("It is 2\\S+Z now\\.");
      assertThat(Wire.call(api, "/crm/v8/org", token).statusCode()).isEqualTo(401);
      assertThat(say(" advance  -2m ", in, out)).startsWith("It is 2");
      assertThat(Wire.call(api, "/crm/v8/org", token).statusCode()).isEqualTo(200);

      assertEnds(process);
    } finally {
      process.destroy();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--data-center=mars", "--data-center=", "--datacenter=eu", "eu"})
  @Timeout(20)
  void unknownArgument_isNamed(String argument) throws Exception {
    Process process = start(argument);
    try (BufferedReader error = process.errorReader()) {
      assertThat(error.readLine())
          .startsWith("Unknown argument: " + argument + ". Say --data-center=NAME")
          .contains("eu")
          .contains("sg");
      assertThat(process.waitFor()).isEqualTo(2);
    } finally {
      process.destroy();
    }
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static void assertEnds(Process process) throws Exception {
    process.outputWriter().close();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static String say(String line, BufferedWriter in, BufferedReader out) throws IOException {
    in.write(line + "\n");
    in.flush();
    return String.valueOf(out.readLine());
  }

  private static HttpResponse<String> exchange(Map<String, String> said) {
    return Wire.post(
        URI.create(said.getOrDefault("accounts server", "")),
        TokenCalls.TOKEN,
        "grant_type",
        "authorization_code",
        "client_id",
        said.getOrDefault("client id", ""),
        "client_secret",
        said.getOrDefault("client secret", ""),
        "code",
        said.getOrDefault("code (10 min)", ""));
  }

  private static String signIn(Map<String, String> said) {
    return RawBrowser.signedIn(
            said.getOrDefault("e-mail", ""),
            said.getOrDefault("password", ""),
            URI.create(said.getOrDefault("open", "")))
        .decide()
        .headers()
        .firstValue("Location")
        .orElse("");
  }

  private static Map<String, String> read(BufferedReader out) throws IOException {
    Map<String, String> said = new HashMap<>();
    String line = out.readLine();
    while (line != null && !line.startsWith("Ends with")) {
      if (line.length() > 17) {
        said.put(line.substring(0, 16).strip(), line.substring(17));
      }
      line = out.readLine();
    }
    return said;
  }
}
