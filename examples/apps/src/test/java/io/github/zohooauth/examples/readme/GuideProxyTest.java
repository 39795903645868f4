package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.TlsFront;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guide's way through a proxy, to Zoho's own host names, in JVMs of their own. */
@Timeout(120)
@ExtendWith(LocalZohoExtension.class)
class GuideProxyTest {

  private static final String IMPORTS =
      """
      import io.github.zohooauth.*;
      import io.github.zohooauth.client.SelfClient;
      import java.io.File;
      import java.net.*;
      import java.net.http.HttpClient;
      import java.security.KeyStore;
      import javax.net.ssl.*;
      """;

  private static final String PROGRAM =
      """
      class Proxied {
        public static void main(String[] args) throws Exception {
      %s
          try {
            System.out.println(zoho.exchange("%s").accessToken().dataCenter());
          } catch (ConfigurationException e) {
            System.out.println(e.getMessage());
          }
        }
      }
      """;

  private static final String SECTION = Guide.CORE.section("Behind a proxy");

  @TempDir private Path temp;
  private Client registered;
  private TlsFront front;

  @BeforeEach
  void start(LocalZoho zoho) throws Exception {
    registered = zoho.user("eu").selfClient();
    front = zoho.startTls();
    KeyStore company = KeyStore.getInstance("PKCS12");
    company.load(null, null);
    company.setCertificateEntry("company", front.authority());
    try (OutputStream file = Files.newOutputStream(temp.resolve("company.p12"))) {
      company.store(file, "changeit".toCharArray());
    }
  }

  private Map<String, String> environment() {
    return Map.of("ZOHO_CLIENT_SECRET", registered.secret(), "PROXY_PASSWORD", "open sesame");
  }

  private Compiled program(String block) throws Exception {
    String local = block.replace("1000.XXXX", registered.id());
    assertThat(local).contains(registered.id());
    String program = PROGRAM.formatted(local, registered.code("ZohoCRM.modules.ALL"));
    return Compiled.file(temp, "Proxied", IMPORTS + program);
  }

  /** With the JDK's property for tunnels, as the guide says, and without it. */
  @Test
  void proxyWithAPassword_isPassed_ifTheJdkMaySendIt() throws Exception {
    String block = Guide.blocks("java", SECTION).get(0);
    String property = "-Djdk.http.auth.tunneling.disabledSchemes=";
    assertThat(SECTION).contains("`" + property + "`");
    try (PasswordProxy proxy = new PasswordProxy("user", "open sesame", front.proxyAddress())) {
      String way = "\"localhost\", " + proxy.port();
      Compiled program = program(block.replace("\"proxy.example\", 3128", way));
      assertThat(program.run(temp, environment(), List.of()))
          .contains("asks for credentials (HTTP 407), so nothing was sent to Zoho");
      assertThat(proxy.passed()).isEmpty();
      assertThat(program.run(temp, environment(), List.of(property)))
          .startsWith("eu (https://accounts.zoho.eu)");
      assertThat(proxy.passed()).contains("CONNECT accounts.zoho.eu:443 HTTP/1.1");
    }
  }

  /** The properties of the guide's command, for the snippet without its HTTP client. */
  @Test
  void proxyOfTheWholeJvm_isUsed() throws Exception {
    String block = Guide.blocks("java", SECTION).get(0);
    String client = block.substring(block.indexOf("SelfClient zoho"));
    String withoutHttp = client.replace("    .httpClient(http)\n", "");
    assertThat(withoutHttp).isNotEqualTo(client);
    List<String> properties =
        Arrays.stream(Guide.blocks("sh", SECTION).get(0).split(" "))
            .filter(word -> word.startsWith("-D"))
            .map(word -> word.replace("proxy.example", "localhost"))
            .map(word -> word.replace("3128", "" + front.proxyAddress().getPort()))
            .toList();
    assertThat(properties).hasSize(4);
    Compiled program = program(withoutHttp);
    assertThat(program.run(temp, environment(), properties))
        .startsWith("eu (https://accounts.zoho.eu)");
    assertThat(program.run(temp, environment(), properties.subList(0, 2)))
        .contains("certificate is not trusted, so nothing was sent");
  }
}
