package io.github.zohooauth.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.zohooauth.examples.cli.local.Breakage;
import io.github.zohooauth.examples.cli.profile.LoginKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breaks a set-up that works in one way, and reads what the doctor says. */
class DoctorTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What the doctor has to find and to advise for each {@link Breakage}, in words of its answer.
   */
  private static final String SAYS =
      """
      CLIENT_ID_MISSING             | client ID     | no client ID                  | client-id=1000
      CLIENT_ID_QUOTED              | client ID     | quotation marks               | client-id=1000
      CLIENT_ID_IS_THE_SECRET       | client ID     | like a client secret          | client-id=1000
      STORE_READABLE_BY_OTHERS      | token store   | Other users                   | chmod -R go=
      STORE_KEY_LOST                | token store   | encrypted, and the profile has no key | profiles keys local
      STORE_IN_PLAIN_TEXT           | token store   | in plain text                 | log in again
      ZOHO_IN_TROUBLE               | network       | HTTP 503                      | status.zoho.com
      LOGIN_PAGE_OF_THE_NETWORK     | network       | is not Zoho                   | open a browser
      SERVER_GONE                   | network       | cannot be reached             | HTTPS_PROXY
      PROXY_UNREACHABLE             | network       | The proxy 127.0.0.1:1 cannot  | Correct HTTPS_PROXY
      PROXY_REFUSES                 | network       | does not connect to accounts.zoho.example | allow
      CERTIFICATE_NOT_TRUSTED       | network       | certificate of accounts.zoho.eu is not trusted | ca-file=
      CERTIFICATE_FILE_MISSING      | network       | /nowhere/company.pem cannot be read. Correct it |
      CLOCK_AHEAD                   | clock         | 20 minutes ahead              | set-ntp
      CLOCK_BEHIND                  | clock         | 20 minutes behind             | set-ntp
      CLIENT_DELETED                | data center   | No data center knows          | deleted
      WRONG_DATA_CENTER             | data center   | "us" does not know the client, but "eu" does | data-center=eu
      NO_SUCH_DATA_CENTER           | data center   | "europe" is no data center    | data-center=eu
      SECRET_MISSING                | client secret | There is none                 | profiles secret local
      SECRET_REGENERATED            | client secret | "eu" does not accept it       | profiles secret local
      SECRET_READABLE_BY_OTHERS     | client secret | Other users                   | regenerate
      MULTI_DC_OFF                  | Multi DC      | "in", where the client is not enabled | Multi DC, and enable "in"
      SECRET_OF_ANOTHER_DATA_CENTER | Multi DC      | one of its own                | profiles secret local in
      REDIRECT_URI_WITH_A_SLASH     | redirect URI  | callback/ is not a registered | the slash at the end
      REDIRECT_URI_ELSEWHERE        | redirect URI  | not on this machine           | redirect-uri=http://localhost
      REDIRECT_PORT_TAKEN           | redirect URI  | Another program listens       | another port
      SELF_CLIENT_IN_A_BROWSER      | redirect URI  | is not a registered           | login=code
      SCOPE_UNKNOWN                 | scopes        | refuses ZohoCrm.moduls.READ,  | letter by letter
      SCOPE_UNKNOWN_TO_DEVICES      | scopes        | refuses ZohoCRM.modules.SEE,  | letter by letter
      SELF_CLIENT_FOR_A_DEVICE      | scopes        | must be Non-browser           |
      SCOPE_NOT_GRANTED             | scopes        | lacks ZohoBooks.fullaccess.ALL | Log in again
      ACCESS_DENIED                 | limits        | Zoho asked for a pause        | prolongs
      TOO_MANY_CALLS                | limits        | 8 of 8 token calls            | one store
      NOT_LOGGED_IN                 | refresh token | nobody is logged in           | zoho login
      NO_REFRESH_TOKEN              | refresh token | first consent alone           | asks for consent once more
      APP_REMOVED                   | refresh token | Zoho has refused it since     | Log in again
      APP_REMOVED_JUST_NOW          | refresh token | Zoho has refused it           | Log in again
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = SAYS, delimiter = '|', quoteCharacter = '`')
  void doctor_brokenSetUp_namesWhatIsBrokenAndNothingElse(
      Breakage breakage, String check, String found, @Nullable String advice) throws IOException {
    try (Terminal terminal = new Terminal()) {
      breakage.plantIn(terminal.setup());

      Terminal.Result result = terminal.run("doctor", "--json");

      List<JsonNode> failed = with(result, "FAIL");
      assertThat(failed).extracting(one -> one.path("check").asText()).containsExactly(check);
      assertThat(failed.get(0).path("found").asText()).contains(found.replace('"', '\''));
      assertThat(failed.get(0).path("advice").asText())
          .contains(advice == null ? "" : advice.replace('"', '\''));
      assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertHasNoSecret(result, terminal);
    }
  }

  @Test
  void breakages_areAllAbove() {
    assertThat(SAYS.lines().map(line -> line.split(" ", 2)[0]))
        .containsExactlyElementsOf(Arrays.stream(Breakage.values()).map(Breakage::name).toList());
    assertThat(SAYS.lines().map(line -> line.split("\\|", -1)[1].strip()))
        .containsExactlyElementsOf(Arrays.stream(Breakage.values()).map(Breakage::check).toList());
  }

  @ParameterizedTest
  @CsvSource({"CODE", "BROWSER"})
  void doctor_setUpThatWorks_hasNothingToSay(LoginKind kind) throws IOException {
    try (Terminal terminal = new Terminal()) {
      if (kind == LoginKind.BROWSER) {
        terminal.setup().logInByBrowser(true, "ZohoCRM.org.READ", "ZohoCRM.modules.ALL");
      }

      Terminal.Result result = terminal.run("doctor", "--json");

      assertThat(with(result, "OK")).hasSize(11);
      assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
      assertHasNoSecret(result, terminal);
    }
  }

  @Test
  void doctor_multiDcOn_namesTheOtherDataCenters() throws IOException {
    try (Terminal terminal = new Terminal()) {
      terminal.setup().client(LoginKind.CODE).enable("in").enable("au").shareSecret();
      assertThat(terminal.run("profiles", "set", "local", "users-in=in,au").exitCode()).isZero();

      assertThat(terminal.run("doctor").out())
          .contains("Multi DC       On for au, in.", "Profile local is well.");
    }
  }

  @Test
  void doctor_asksDataCentersThatDoNotKnowTheClient_withoutTheSecret() throws IOException {
    try (Terminal terminal = new Terminal()) {
      assertThat(terminal.run("doctor").exitCode()).isZero();

      assertThat(terminal.setup().zoho().tokenRequests())
          .filteredOn(request -> !request.location().equals("eu"))
          .hasSize(10)
          .allSatisfy(request -> assertThat(request.body()).doesNotContain("secret"));
    }
  }

  @Test
  void doctor_forPeople_wrapsItsWordsAndSaysWhatToDoFirst() {
    try (Terminal terminal = new Terminal()) {
      Breakage.WRONG_DATA_CENTER.plantIn(terminal.setup());

      String out = terminal.run("doctor").out();

      assertThat(out)
          .contains(
              "FAIL  data center    'us' does not know the client, but 'eu' does.",
              "-> It is where your API Console is.",
              "SKIP  refresh token  Not checked",
              "1 of 11 checks failed. Mend the first one");
      assertThat(out.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(100));
    }
  }

  private static List<JsonNode> with(Terminal.Result result, String outcome) throws IOException {
    return StreamSupport.stream(JSON.readTree(result.out()).spliterator(), false)
        .filter(one -> one.path("outcome").asText().equals(outcome))
        .toList();
  }

  private static void assertHasNoSecret(Terminal.Result result, Terminal terminal) {
    String all = result.out() + result.err();
    for (LoginKind kind : LoginKind.values()) {
      assertThat(all).doesNotContain(terminal.setup().client(kind).secret());
    }
    assertThat(all).doesNotContainPattern("1000\\.[0-9a-f]{32}\\.[0-9a-f]{32}");
  }
}
