package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The core guide's organizations, its secret that rotates, and its metrics. */
@Timeout(120)
@ExtendWith(LocalZohoExtension.class)
class GuideSecretTest {

  private static final String IMPORTS =
      """
      import io.github.zohooauth.*;
      import io.github.zohooauth.client.*;
      import io.github.zohooauth.store.file.*;
      import io.micrometer.core.instrument.MeterRegistry;
      import io.micrometer.core.instrument.Timer;
      import java.io.*;
      import java.net.URI;
      import java.nio.file.*;
      import java.util.*;
      """;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  @TempDir private Path temp;
  private LocalZoho zoho;
  private User user;
  private Client registered;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    user = zoho.user("eu");
    registered = user.selfClient();
  }

  private static String block(String part) {
    return Guide.blocks("java", Guide.CORE.part(part)).get(0);
  }

  /** The block with what a reader has to fill in. */
  private String local(String part) {
    String block =
        block(part)
            .replace("1000.XXXX", registered.id())
            .replace("client-secret", temp.resolve("client-secret").toString())
            .replace("Path.of(\"tokens\")", "Path.of(\"" + temp.resolve("tokens") + "\")")
            .replace(
                "DataCenter.EU",
                "DataCenter.of(\"eu\", URI.create(\"%s\"), URI.create(\"%s\"))"
                    .formatted(
                        zoho.accountsServer("eu"), zoho.apiBase("eu", CrmEnvironment.PRODUCTION)));
    assertThat(block).contains(registered.id(), zoho.accountsServer("eu").toString());
    return block;
  }

  @Test
  void organizations_eachHaveATokenOfOneClient() throws Exception {
    String other = "ZohoCRM." + user.addOrganization();
    String first = "ZohoCRM." + user.organization();
    String block =
        local("Many organizations with one client")
            .replace("ZohoCRM.600123", first)
            .replace("ZohoCRM.600124", other);
    String program =
        "class Organizations { public static void main(String[] args) {\n" + block + "\n} }";
    String printed =
        Compiled.file(temp, "Organizations", IMPORTS + program)
            .run(temp, Map.of("ZOHO_CLIENT_SECRET", registered.secret()));
    assertThat(printed.lines())
        .containsExactly(first + " [ZohoCRM.modules.ALL]", other + " [ZohoCRM.modules.ALL]");
    assertThat(zoho.tokenRequests())
        .extracting((ReceivedRequest request) -> request.formParameter("soid"))
        .containsExactly(Optional.of(first), Optional.of(other));
  }

  @Test
  @SuppressWarnings("unchecked")
  void secretInAFile_isReplacedWhileTheProgramRuns() throws Exception {
    String program =
        "public class Rotating implements java.util.function.Function<io.github.zohooauth.localzoho.LocalZoho, SelfClient> {\n"
            + "  public Rotating() {}\n"
            + "  public SelfClient apply(io.github.zohooauth.localzoho.LocalZoho local) {\n"
            + local("A secret that rotates").replace(".build();", ".clock(local.clock()).build();")
            + "\n    return zoho;\n  }\n}";
    Function<LocalZoho, SelfClient> rotating =
        (Function<LocalZoho, SelfClient>)
            Compiled.file(temp, "Rotating", IMPORTS + program).newInstance();
    Path secret = temp.resolve("client-secret");
    Files.writeString(secret, registered.secret() + "\n");
    try (SelfClient client = rotating.apply(zoho)) {
      AccessToken first = client.exchange(registered.code("ZohoCRM.modules.ALL")).accessToken();
      Files.writeString(secret, registered.regenerateSecret() + "\n");
      zoho.clock().advance(Duration.ofHours(1));
      AccessToken second = client.getAccessToken();
      assertThat(second).isNotEqualTo(first);
      assertThat(zoho.accepts(second.value())).isTrue();
    }
  }

  @Test
  void metrics_countWhatHappens() throws Exception {
    Compiled compiled =
        Compiled.file(temp, "TokenMetrics", IMPORTS + block("Being told what happens"));
    MeterRegistry meters = new SimpleMeterRegistry();
    try (URLClassLoader loader =
            new URLClassLoader(new URL[] {compiled.classes().toUri().toURL()});
        SelfClient client =
            SelfClient.builder()
                .clientId(registered.id())
                .clientSecret(registered.secret())
                .dataCenter(LocalEu.of(zoho))
                .clock(zoho.clock())
                .listener(noting(metrics(loader, meters)))
                .build()) {
      AccessToken first = client.exchange(registered.code("ZohoCRM.modules.ALL")).accessToken();
      zoho.clock().advance(Duration.ofHours(1));
      assertThat(client.getAccessToken()).isNotEqualTo(first);
      awaitTold("signedIn", "renewed");
      assertThat(meters.get("zoho.oauth.renewed").tag("location", "eu").timer().count())
          .isEqualTo(1);
      zoho.clock().advance(Duration.ofHours(1));
      registered.regenerateSecret();
      assertThatThrownBy(client::getAccessToken).isInstanceOf(ConfigurationException.class);
      awaitTold("renewalFailed");
      assertThat(meters.get("zoho.oauth.failed").counter().count()).isEqualTo(1);
    }
    assertThat(List.copyOf(meters.getMeters())).hasSize(2);
  }

  private static TokenListener metrics(ClassLoader loader, MeterRegistry meters) throws Exception {
    return Class.forName("TokenMetrics", true, loader)
        .asSubclass(TokenListener.class)
        .getConstructor(MeterRegistry.class)
        .newInstance(meters);
  }

  /** The same listener, which says when it has been told. */
  private TokenListener noting(TokenListener listener) {
    return (TokenListener)
        Proxy.newProxyInstance(
            TokenListener.class.getClassLoader(),
            new Class<?>[] {TokenListener.class},
            (proxy, method, arguments) -> {
              Object none = method.invoke(listener, arguments);
              told.add(method.getName());
              return none;
            });
  }

  private void awaitTold(String... methods) throws InterruptedException {
    for (String method : methods) {
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(method);
    }
  }
}
