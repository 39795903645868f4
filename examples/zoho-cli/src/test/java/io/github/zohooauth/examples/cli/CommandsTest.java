package io.github.zohooauth.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.zohooauth.examples.cli.profile.LoginKind;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The commands, as a person and a script see them. */
class CommandsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Terminal terminal = new Terminal();

  @AfterEach
  void close() {
    terminal.close();
  }

  @Test
  void token_isAloneOnStandardOutput() {
    Terminal.Result result = terminal.run("token");

    assertThat(result.out()).matches("1000\\.[0-9a-f]{32}\\.[0-9a-f]{32}\\R");
    assertThat(terminal.setup().zoho().accepts(result.out().strip())).isTrue();
    assertThat(result.err()).isEmpty();
  }

  @Test
  void token_afterAnHour_isAnotherOne() {
    String first = terminal.run("token").out();
    terminal.setup().zoho().clock().advance(Duration.ofHours(1));

    String second = terminal.run("token").out();

    assertThat(second).isNotEqualTo(first);
    assertThat(terminal.setup().zoho().accepts(second.strip())).isTrue();
  }

  @Test
  void token_asJson_hasWhereItWorks() throws IOException {
    JsonNode answer = JSON.readTree(terminal.run("token", "--json").out());

    assertThat(terminal.setup().zoho().accepts(answer.path("accessToken").asText())).isTrue();
    assertThat(answer.path("dataCenter").asText()).isEqualTo("eu");
    assertThat(answer.path("apiDomain").asText()).startsWith("http://127.0.0.1:");
  }

  @Test
  void call_get_printsTheAnswerAsItCame() throws IOException {
    Terminal.Result result = terminal.run("call", "get", "/crm/v8/Leads?fields=Last_Name,Company");

    assertThat(result.exitCode()).isZero();
    assertThat(JSON.readTree(result.out()).path("data")).hasSize(24);
  }

  @Test
  void call_postFromAPipe_sendsTheBody() {
    String lead = "{\"data\":[{\"Last_Name\":\"Nygaard\",\"Company\":\"Simula\"}]}";

    Terminal.Result posted =
        terminal.runReading(lead, "call", "POST", "/crm/v8/Leads", "--data=@-");

    assertThat(posted.out()).contains("SUCCESS");
    assertThat(terminal.run("call", "GET", "/crm/v8/Leads?fields=Last_Name").out())
        .contains("Nygaard");
  }

  @Test
  void call_refusedByTheApi_printsItsAnswerAndEndsWithOne() {
    Terminal.Result result = terminal.run("call", "GET", "/crm/v8/users");

    assertThat(result.out()).contains("OAUTH_SCOPE_MISMATCH");
    assertThat(result.err()).contains("HTTP 401");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void call_toAForeignHost_sendsNothing() {
    int before = terminal.setup().zoho().requests().size();

    Terminal.Result result =
        terminal.run("call", "GET", terminal.setup().zoho().desk("us") + "/api/v1/tickets");

    assertThat(result.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(terminal.setup().zoho().requests()).hasSize(before);
  }

  @Test
  void logout_endsTheTokensAtZohoAndHere() {
    String token = terminal.run("token").out().strip();

    assertThat(terminal.run("logout").err()).contains("revoked at Zoho");

    assertThat(terminal.setup().zoho().accepts(token)).isFalse();
    assertThat(terminal.run("status").exitCode()).isEqualTo(ExitCode.LOG_IN);
    assertThat(terminal.run("accounts").out()).contains("No account is logged in");
  }

  @Test
  void logout_forget_asksZohoNothing() {
    String token = terminal.run("token").out().strip();

    assertThat(terminal.run("logout", "--forget").exitCode()).isZero();

    assertThat(terminal.setup().zoho().accepts(token)).isTrue();
    assertThat(terminal.run("status").out()).contains("not logged in");
  }

  @Test
  void status_andAccounts_haveNoSecret() throws IOException {
    String token = terminal.run("token").out().strip();

    Terminal.Result status = terminal.run("status", "--json");
    Terminal.Result accounts = terminal.run("accounts", "--json");

    assertThat(JSON.readTree(status.out()).path("state").asText()).isEqualTo("VALID");
    assertThat(JSON.readTree(accounts.out())).hasSize(1);
    assertThat(status.out() + accounts.out()).doesNotContain(token);
  }

  @Test
  void failure_asJson_hasTheExitCode() throws IOException {
    assertThat(terminal.run("logout").exitCode()).isZero();

    Terminal.Result result = terminal.run("token", "--json");

    assertThat(result.out()).isEmpty();
    assertThat(JSON.readTree(result.err()).path("exitCode").asInt()).isEqualTo(ExitCode.LOG_IN);
  }

  @Test
  void zohosLimit_endsWithWait() {
    terminal.setup().zoho().clock().advance(Duration.ofHours(2));
    terminal.setup().zoho().throttleNextTokenCalls(1);

    assertThat(terminal.run("token").exitCode()).isEqualTo(ExitCode.WAIT);
  }

  @Test
  void profiles_add_keepsTheSecretToTheUser() throws IOException {
    String id = terminal.setup().client(LoginKind.CODE).id();

    Terminal.Result added =
        terminal.runReading(
            "top-secret\n",
            "profiles",
            "add",
            "work",
            "--client-id=" + id,
            "--data-center=eu",
            "--login=code");

    assertThat(added.exitCode()).isZero();
    Path file = terminal.setup().home().resolve("profiles/work.properties");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains("top-secret");
    Terminal.Result shown = terminal.run("profiles", "show", "work");
    assertThat(added.out() + added.err() + shown.out()).doesNotContain("top-secret");
    assertThat(shown.out()).contains("client-secret      (set)");
    assertThat(terminal.run("profiles").out()).contains("* local", "  work");
    assertThat(terminal.run("profiles", "use", "work").exitCode()).isZero();
    assertThat(terminal.run("profiles").out()).contains("* work");
    assertThat(terminal.run("profiles", "remove", "work").exitCode()).isZero();
  }

  @Test
  void profiles_set_refusesASecretOnTheCommandLine() {
    Terminal.Result result = terminal.run("profiles", "set", "local", "client-secret=top-secret");

    assertThat(result.err()).contains("zoho profiles secret").doesNotContain("top-secret");
    assertThat(result.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(terminal.run("token").exitCode()).isZero();
  }

  @Test
  void profile_thatOthersCanRead_isNotUsed() throws IOException {
    Path file = terminal.setup().home().resolve("profiles/local.properties");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    Terminal.Result result = terminal.run("token");

    assertThat(result.err()).contains("chmod 600 " + file);
    assertThat(result.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
  }

  @Test
  void keys_encryptTheTokens() throws IOException {
    String key = "2026-12:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    assertThat(terminal.run("logout").exitCode()).isZero();
    assertThat(terminal.runReading(key + "\n", "profiles", "keys", "local").exitCode()).isZero();
    String code = terminal.setup().client(LoginKind.CODE).code("ZohoCRM.org.READ");
    assertThat(terminal.runReading(code + "\n", "login").exitCode()).isZero();

    String token = terminal.run("token").out().strip();

    try (Stream<Path> files = Files.list(terminal.setup().home().resolve("tokens"))) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).doesNotContain(token);
      }
    }
    assertThat(terminal.run("doctor").out()).contains("are encrypted");
  }

  @Test
  void call_repeatsARequestWhoseTokenWasEnded() {
    String token = terminal.run("token").out().strip();
    terminal.setup().zoho().clock().advance(Duration.ofMinutes(2));
    terminal.setup().zoho().revokeAccess(token);

    assertThat(terminal.run("call", "GET", "/crm/v8/org").exitCode()).isZero();
    assertThat(terminal.setup().zoho().requests())
        .filteredOn(request -> request.role() == ServerRole.API)
        .filteredOn(request -> request.path().equals("/crm/v8/org"))
        .hasSize(2);
  }

  @Test
  void localZoho_endedTwice_removesItsDirectoryOnce() {
    terminal.close();

    assertThat(terminal.setup().home()).doesNotExist();
    terminal.close(); // as by Ctrl-C beside the end of standard input
  }
}
