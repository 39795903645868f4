package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.examples.setting.Ports;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guide's block for each of the five client types, verbatim but for literals. */
@ExtendWith(LocalZohoExtension.class)
class ReadmeClientsTest {

  private static final String CALLBACK = "https://app.example/callback";
  private static final String LOOPBACK = "http://localhost:8765/callback";

  @TempDir private Path temp;
  private LocalZoho zoho;
  private User user;
  private String loopback;

  @BeforeEach
  void setUp(LocalZoho zoho) {
    this.zoho = zoho;
    user = zoho.user("eu");
    loopback = Ports.freeRedirectUri().toString();
  }

  @Test
  void serverBased_signsAUserIn() throws Exception {
    assertWorks("Server-based", user.serverClient(URI.create(CALLBACK)));
  }

  @Test
  void mobileBased_signsTheUserIn() throws Exception {
    assertWorks("Mobile-based", user.mobileClient(URI.create(loopback)));
  }

  @Test
  void nonBrowser_isAuthorizedElsewhere() throws Exception {
    assertWorks("Non-browser", user.deviceClient());
  }

  @Test
  void clientBased_getsATokenForAnHour() throws Exception {
    assertWorks("Client-based", user.browserClient(URI.create(loopback)));
  }

  @Test
  void selfClient_worksForAnOrganization() throws Exception {
    assertWorks("Self Client", user.selfClient());
  }

  private void assertWorks(String heading, Client registered) throws Exception {
    String block = Guide.blocks("java", Guide.CORE.part(heading)).get(0);
    AccessToken token = stage(block, registered, "").play(zoho, zoho.browser(user));
    HttpRequest request =
        HttpRequest.newBuilder(token.resolve("/crm/v8/Leads?fields=Last_Name"))
            .header("Authorization", token.authorizationHeader())
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
        .isIn(200, 204);
  }

  /** On top of the self client's block, as a reader would put it there. */
  @Test
  void apiCall_isAuthorized() throws Exception {
    String client = Guide.blocks("java", Guide.CORE.part("Self Client")).get(0);
    String call = Guide.blocks("java", Guide.CORE.part("An HttpClient that authorizes")).get(0);
    String check = "if (leads.statusCode() >= 300) throw new AssertionError(leads.body());";
    AccessToken token =
        stage(client + call, user.selfClient(), check).play(zoho, zoho.browser(user));
    assertThat(token.scopes()).containsExactly("ZohoCRM.modules.ALL");
  }

  /** The browser comes back in another session than the one that it left in. */
  @Test
  void callback_inAnotherSession_goesBackToTheLogin() throws Exception {
    String block = Guide.blocks("java", Guide.CORE.part("Server-based")).get(0);
    String other = block.replace("pending.take(sessionId,", "pending.take(\"session-2\",");
    assertThat(other).isNotEqualTo(block);
    Stage stage = stage(other, user.serverClient(URI.create(CALLBACK)), "");
    assertThat(stage.play(zoho, zoho.browser(user))).isNull();
    assertThat(stage.ownPage()).isEqualTo(URI.create("/login"));
  }

  /** The environment that was chosen is in the owner. */
  @Test
  void environment_ofTheConsent_isTheOwners() throws Exception {
    String block = Guide.blocks("java", Guide.CORE.part("Server-based")).get(0);
    String naming = Guide.blocks("java", Guide.CORE.part("Organizations and environments")).get(1);
    int simple = block.indexOf("zoho.exchange(");
    int after = block.indexOf('\n', simple);
    String chosen =
        (block.substring(0, simple) + naming + block.substring(after))
            .replace(
                "TokenOwner.user(\"ada@example.com\")",
                "TokenOwner.user(\"ada@example.com\").inEnvironment(Environment.SANDBOX)");
    AccessToken token =
        stage(chosen, user.serverClient(URI.create(CALLBACK)), "")
            .play(zoho, zoho.browser(user).environment(CrmEnvironment.SANDBOX));
    assertThat(token.apiDomain()).isEqualTo(zoho.apiBase("eu", CrmEnvironment.SANDBOX));
  }

  private Stage stage(String block, Client registered, String check) throws Exception {
    String program =
        """
        public class Block extends io.github.zohooauth.examples.readme.Stage {
          public Block() {}
          protected void run() throws Exception {
        %s
        %s
            this.token = %s;
          }
        }
        """
            .formatted(
                local(block, registered),
                check,
                block.contains("AccessToken token =") ? "token" : "zoho.getAccessToken()");
    return (Stage) Compiled.type(temp, "Block", program).newInstance();
  }

  /** The block with this machine's literals in place of those that a reader has to fill in. */
  private String local(String block, Client registered) {
    String dataCenter =
        "DataCenter.of(\"eu\", URI.create(\"%s\"), URI.create(\"%s\"))"
            .formatted(zoho.accountsServer("eu"), zoho.apiBase("eu", CrmEnvironment.PRODUCTION));
    String sandbox =
        ".withApiDomain(Environment.SANDBOX, URI.create(\"%s\"))"
            .formatted(zoho.apiBase("eu", CrmEnvironment.SANDBOX));
    String local = block;
    for (List<String> literal :
        List.of(
            List.of("\"100[04]\\.XXXX\"", '"' + registered.id() + '"'),
            List.of("System\\.getenv\\(.*?\\)", '"' + registered.secret() + '"'),
            List.of("DataCenter\\.(EU|US)\\)", dataCenter + sandbox + ").clock(clock())"),
            List.of("Path\\.of\\(\"tokens\"\\)", "Path.of(\"" + temp.resolve("tokens") + "\")"),
            List.of("upTo\\(10_000\\)", "upTo(10_000, clock())"),
            List.of(Pattern.quote(LOOPBACK), loopback),
            List.of(Pattern.quote("ada@example.com"), user.email()),
            List.of(Pattern.quote("ZohoCRM.600123"), "ZohoCRM." + user.organization()))) {
      local = local.replaceAll(literal.get(0), literal.get(1));
    }
    return local;
  }
}
