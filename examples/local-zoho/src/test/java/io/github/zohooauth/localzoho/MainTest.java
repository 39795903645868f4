package io.github.zohooauth.localzoho;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MainTest {

  @Test
  @Timeout(20)
  void main_printsWhatATokenNeeds_andEndsWithStandardInput() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Main.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader()) {
      Map<String, String> said = read(out);
      HttpResponse<String> response =
          Wire.post(
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
      assertThat(Wire.json(response).path("api_domain").asText())
          .isEqualTo(said.get("API PRODUCTION"));
      assertThat(signIn(said)).startsWith("http://localhost:8080/callback?state=mine&code=1000.");

      process.outputWriter().close();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroy();
    }
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
