package io.github.zohooauth.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.client.SignInScene;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SignInCall;
import io.github.zohooauth.testkit.TestCertificates;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To a server that cannot prove its name, no call sends a byte; and nothing turns that off. */
@Tag("A4")
class DistrustProofTest {

  private static final String TRUSTED = "known authority, right host";

  private static final Map<String, Server> SERVERS = new LinkedHashMap<>();
  private static HttpClient http;

  /** A server with one certificate, which counts what it gets to read behind the handshake. */
  private static final class Server implements AutoCloseable {
    private final SSLServerSocket socket;
    private final AtomicInteger read = new AtomicInteger();

    Server(KeyStore keys) throws Exception {
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, TestCertificates.PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      socket =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread thread = new Thread(this::serve, "tls-server");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (SSLSocket client = (SSLSocket) socket.accept()) {
          client.setSoTimeout(10_000);
          while (client.getInputStream().read() >= 0) {
            read.incrementAndGet();
          }
        } catch (IOException e) {
          // The client goes away as soon as it has seen the certificate, or the test is over.
        }
      }
    }

    DataCenter dataCenter() {
      URI accounts = URI.create("https://localhost:" + socket.getLocalPort());
      return DataCenter.of("eu", accounts, URI.create(TokenAnswer.BASE));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private record Case(@Nullable TokenCall call, @Nullable SignInCall signIn, String certificate) {
    @Override
    public String toString() {
      return (call == null ? signIn : call) + " to " + certificate;
    }
  }

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    TestCertificates keytool = new TestCertificates(directory);
    KeyStore known = keytool.authority("known");
    keytool.authority("stranger");
    SERVERS.put(TRUSTED, new Server(keytool.signed("known", "right", "localhost")));
    SERVERS.put("wrong host", new Server(keytool.signed("known", "wrong", "accounts.example")));
    SERVERS.put(
        "expired",
        new Server(
            keytool.signed(
                "known", "expired", "localhost", "-startdate", "-20d", "-validity", "10")));
    SERVERS.put("self-signed", new Server(keytool.selfSigned("self", "localhost")));
    SERVERS.put(
        "unknown authority", new Server(keytool.signed("stranger", "unknown", "localhost")));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(TestCertificates.trusting(known));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    http = HttpClient.newBuilder().sslContext(context).build();
  }

  @AfterAll
  static void stop() throws IOException {
    for (Server server : SERVERS.values()) {
      server.close();
    }
  }

  @Test
  void serverThatIsNotTrusted_getsNothing() {
    List<Case> all = new ArrayList<>();
    for (String certificate : SERVERS.keySet()) {
      if (certificate.equals(TRUSTED)) {
        continue;
      }
      for (TokenCall call : TokenCall.values()) {
        if (call != TokenCall.REFRESH_BESIDE) { // whose failure is silent to the caller
          all.add(new Case(call, null, certificate));
        }
      }
      for (SignInCall call : SignInCall.values()) {
        if (!call.hasPrompt()) {
          all.add(new Case(null, call, certificate));
        }
      }
    }
    Proof.holds("A4", all, DistrustProofTest::hold);
  }

  private static void hold(Case each) {
    Server server = Optional.ofNullable(SERVERS.get(each.certificate())).orElseThrow();
    ZohoOAuthException failure = failure(each, server.dataCenter());
    assertThat(failure)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("certificate is not trusted, so nothing was sent");
    assertThat(server.read).as("bytes behind the handshake").hasValue(0);
  }

  private static ZohoOAuthException failure(Case each, DataCenter dataCenter) {
    TokenCall call = each.call();
    SignInCall signIn = each.signIn();
    if (call != null) {
      try (Scene scene = new Scene(call, dataCenter, http)) {
        return Optional.ofNullable(scene.play().failure()).orElseThrow();
      }
    }
    try (SignInScene scene =
        new SignInScene(Optional.ofNullable(signIn).orElseThrow(), dataCenter, http)) {
      return Optional.ofNullable(scene.play().failure()).orElseThrow();
    }
  }

  /** The other half of the claim: the one server that is trusted does get to read. */
  @Test
  void serverThatIsTrusted_isSpokenTo() {
    Server server = Optional.ofNullable(SERVERS.get(TRUSTED)).orElseThrow();
    try (Scene scene =
        new Scene(TokenCall.EXCHANGE, server.dataCenter(), http, Duration.ofSeconds(1))) {
      assertThat(scene.play().failure()).isInstanceOf(TemporaryFailureException.class);
    }
    assertThat(server.read.get()).isPositive();
  }

  @Test
  void jvmThatChecksNoHost_isRefused() {
    String name = "jdk.internal.httpclient.disableHostnameVerification";
    SelfClient.Builder builder =
        SelfClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(PlantedSecret.CLIENT_SECRET.value)
            .dataCenter(DataCenter.EU);
    System.setProperty(name, "");
    try {
      assertThatThrownBy(builder::build)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(name);
    } finally {
      System.clearProperty(name);
    }
  }

  /** What would be needed to trust more than the JDK does is named nowhere in the library. */
  @Test
  void nothingTurnsItOff() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      List<Path> files = sources.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(files).hasSizeGreaterThan(100);
      for (Path file : files) {
        assertThat(Files.readString(file, StandardCharsets.UTF_8))
            .as("%s", file)
            .doesNotContain("TrustManager")
            .doesNotContain("HostnameVerifier")
            .doesNotContain("EndpointIdentificationAlgorithm");
      }
    }
  }
}
