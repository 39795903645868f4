package io.github.zohooauth.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.cli.profile.LoginKind;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The three ways to log in, as a person goes through them. */
class LoginTest {

  private static final Pattern ADDRESS = Pattern.compile("(http://\\S+)");
  private static final Pattern CODE = Pattern.compile("and enter +(\\S+)");

  private final Terminal terminal = new Terminal();

  @AfterEach
  void close() {
    terminal.close();
  }

  private ScriptedBrowser browser() {
    return terminal.setup().zoho().browser(terminal.setup().user());
  }

  /** Opens the page meanwhile, as a browser does, and follows it back to the tool. */
  private static boolean open(ScriptedBrowser browser, URI page) {
    CompletableFuture<Void> unused =
        CompletableFuture.runAsync(
            () -> {
              try {
                HttpClient.newHttpClient()
                    .send(
                        HttpRequest.newBuilder(browser.open(page)).build(),
                        BodyHandlers.ofString());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    return true;
  }

  @Test
  void login_byBrowser_comesBackToTheTool() {
    Terminal.Result result =
        terminal.runWith(
            "", page -> open(browser(), page), line -> {}, "-p", "local-browser", "login");

    assertThat(result.err()).contains("Your browser opens", "Logged in, profile local-browser");
    assertThat(result.exitCode()).isZero();
    assertThat(terminal.run("-p", "local-browser", "call", "GET", "/crm/v8/org").out())
        .contains("company_name");
  }

  @Test
  void login_byBrowserThatIsRefused_saysSoWithTheCodeToLogIn() {
    Terminal.Result result =
        terminal.runWith(
            "", page -> open(browser().refuse(), page), line -> {}, "-p", "local-browser", "login");

    assertThat(result.err()).contains("zoho: The user refused");
    assertThat(result.exitCode()).isEqualTo(ExitCode.LOG_IN);
  }

  @Test
  void login_withoutABrowserThatAnswers_endsAfterTheWait() {
    Terminal.Result result = terminal.run("-p", "local-browser", "login", "--wait=1");

    assertThat(result.err())
        .contains("Open in a browser on this machine: http", "No redirect came");
    assertThat(result.exitCode()).isEqualTo(ExitCode.TRY_LATER);
  }

  @Test
  void login_byDevice_asksForTheCodeElsewhere() {
    String[] address = {""};
    Terminal.Result result =
        terminal.runWith(
            "",
            page -> false,
            line -> {
              Matcher page = ADDRESS.matcher(line);
              Matcher code = CODE.matcher(line);
              if (page.find()) {
                address[0] = page.group(1);
              }
              if (code.find()) {
                browser().enterUserCode(URI.create(address[0]), code.group(1));
                terminal.setup().zoho().clock().advance(Duration.ofSeconds(35));
              }
            },
            "-p",
            "local-device",
            "login",
            "--account=ada@example.com");

    assertThat(result.err()).contains("Logged in, profile local-device");
    assertThat(terminal.run("-p", "local-device", "accounts").out())
        .contains("ada@example.com", "valid until");
  }

  @Test
  void login_byCode_readsItFromStandardInput() {
    assertThat(terminal.run("logout").exitCode()).isZero();
    assertThat(terminal.run("token").exitCode()).isEqualTo(ExitCode.LOG_IN);
    String code = terminal.setup().client(LoginKind.CODE).code("ZohoCRM.org.READ");

    Terminal.Result result = terminal.runReading(code + "\n", "login");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out() + result.err()).doesNotContain(code);
    assertThat(terminal.run("token").exitCode()).isZero();
  }

  @Test
  void login_byCodeThatIsUsed_saysWhatToDo() {
    Terminal.Result result = terminal.runReading("1000.used.code\n", "login");

    assertThat(result.err()).contains("authorization code is used up").doesNotContain("used.code");
    assertThat(result.exitCode()).isEqualTo(ExitCode.LOG_IN);
  }
}
