package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalZohoExtension.class)
class ReadmeTest {

  @TempDir private Path temp;

  @Test
  void code_comesByLine15() {
    assertThat(Readme.text().lines().limit(15)).contains("```java");
  }

  @Test
  void commands_areOneEach() {
    for (String heading : List.of("Run it", "Test it", "Click it")) {
      List<String> blocks = Readme.blocks("sh", Readme.section(heading));
      assertThat(blocks).singleElement().satisfies(sh -> assertThat(sh.lines()).hasSize(1));
    }
  }

  /** Verbatim, but for four literals: client ID, code, data center and path. */
  @Test
  void firstSnippet_worksTwiceOverTheSameStore(LocalZoho zoho) throws Exception {
    Client registered = zoho.user("eu").selfClient();
    Path tokens = temp.resolve("tokens of the snippet");
    String dataCenter =
        "DataCenter.of(\"eu\", URI.create(\"%s\"), URI.create(\"%s\"))"
            .formatted(zoho.accountsServer("eu"), zoho.apiBase("eu", CrmEnvironment.PRODUCTION));
    String snippet = Readme.blocks("java", Readme.text()).get(0);
    snippet = replaceOnce(snippet, "1000.XXXX", registered.id());
    snippet =
        replaceOnce(
            snippet, "1000.code-from-the-api-console", registered.code("ZohoCRM.modules.ALL"));
    snippet = replaceOnce(snippet, "DataCenter.EU", dataCenter);
    snippet = replaceOnce(snippet, "\"tokens\"", "\"" + tokens + "\"");
    Compiled program = Compiled.statements(temp, "FirstSnippet", snippet);
    Map<String, String> environment = Map.of("ZOHO_CLIENT_SECRET", registered.secret());

    program.run(temp, environment);
    addLead(zoho, registered);
    String second = program.run(temp, environment);

    assertThat(second).contains("\"Last_Name\":\"Lovelace\"");
    assertThat(zoho.tokenRequests()).as("the second run finds the first one's token").hasSize(2);
    assertThat(tokens.toFile().list()).filteredOn(name -> name.endsWith(".tok")).hasSize(1);
  }

  /** By another program, so that the snippet's second run has something to print. */
  private static void addLead(LocalZoho zoho, Client registered) throws Exception {
    try (SelfClient another =
        SelfClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(LocalEu.of(zoho))
            .build()) {
      AccessToken token = another.exchange(registered.code("ZohoCRM.modules.ALL")).accessToken();
      HttpRequest upsert =
          HttpRequest.newBuilder(token.resolve("/crm/v8/Leads/upsert"))
              .header("Authorization", token.authorizationHeader())
              .POST(BodyPublishers.ofString("{\"data\":[{\"Last_Name\":\"Lovelace\"}]}"))
              .build();
      HttpClient http = HttpClient.newHttpClient();
      assertThat(http.send(upsert, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  private static String replaceOnce(String text, String literal, String by) {
    assertThat(text).containsOnlyOnce(literal);
    return text.replace(literal, by);
  }
}
