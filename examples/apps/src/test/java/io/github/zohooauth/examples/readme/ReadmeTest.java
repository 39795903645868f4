package io.github.zohooauth.examples.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalZohoExtension.class)
class ReadmeTest {

  @TempDir private Path temp;

  @Test
  void code_comesByLine15() {
    assertThat(Guide.README.text().lines().limit(15)).contains("```java");
  }

  @Test
  void page_isShort() {
    assertThat(Guide.README.text().getBytes(UTF_8).length).isLessThan(10_000);
  }

  @Test
  void commands_areOneEach() {
    assertOneCommand(Guide.README.section("Run it"));
    assertOneCommand(Guide.README.section("Test it"));
    assertOneCommand(Guide.EXAMPLES.section("Click it"));
  }

  private static void assertOneCommand(String section) {
    assertThat(Guide.blocks("sh", section))
        .singleElement()
        .satisfies(sh -> assertThat(sh.lines()).hasSize(1));
  }

  /** Compiled and run as it stands, except for client ID, code, data center and path. */
  @Test
  void firstProgram_worksTwiceOverTheSameStore(LocalZoho zoho) throws Exception {
    Client registered = zoho.user("eu").selfClient();
    Path tokens = temp.resolve("tokens of the program");
    String dataCenter =
        "DataCenter.of(\"eu\", java.net.URI.create(\"%s\"), java.net.URI.create(\"%s\"))"
            .formatted(zoho.accountsServer("eu"), zoho.apiBase("eu", CrmEnvironment.PRODUCTION));
    String source = Guide.blocks("java", Guide.README.text()).get(0);
    source = replaceOnce(source, "1000.XXXX", registered.id());
    source = replaceOnce(source, "1000.code-from-the-api-console", registered.code(scope()));
    source = replaceOnce(source, "DataCenter.EU", dataCenter);
    source = replaceOnce(source, "\"tokens\"", "\"" + tokens + "\"");
    Compiled program = Compiled.file(temp, "FirstCall", source);
    Map<String, String> environment = Map.of("ZOHO_CLIENT_SECRET", registered.secret());

    assertThat(program.run(temp, environment)).contains("\"company_name\":");
    assertThat(program.run(temp, environment)).contains("\"company_name\":");
    assertThat(zoho.tokenRequests()).as("the second run finds the first one's token").hasSize(1);
    assertThat(tokens.toFile().list()).filteredOn(name -> name.endsWith(".tok")).hasSize(1);
  }

  /** The scope that the text below the program tells the reader to enter. */
  private static String scope() {
    Matcher scope =
        Pattern.compile("under \\*Generate Code\\* enter the scope `(.+?)`")
            .matcher(Guide.README.text());
    assertThat(scope.find()).isTrue();
    return scope.group(1);
  }

  private static String replaceOnce(String text, String literal, String by) {
    assertThat(text).containsOnlyOnce(literal);
    return text.replace(literal, by);
  }
}
