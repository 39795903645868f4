package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.PassedOnHttp;
import io.github.zohooauth.testkit.Ports;
import io.github.zohooauth.testkit.RawConnection;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.SteppedTime;
import io.github.zohooauth.testkit.TestCertificates;
import io.github.zohooauth.testkit.TokenAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A call that did not reach an accounts server spends nothing of the budget, on any host. */
@Timeout(60)
class UnsentCallsTest {

  private static final int CALLERS = 5;
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(61);

  private Duration requestTimeout = Duration.ofSeconds(19);
  private final SteppedTime time = new SteppedTime();
  private final TokenStore store = TokenStore.inMemory();
  private final CountingZoho zoho = new CountingZoho(time);

  @BeforeEach
  void storeAnExpiredToken() {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
  }

  @AfterEach
  void close() {
    zoho.close();
  }

  private static URI https(ServerSocket server) {
    return URI.create("https://localhost:" + server.getLocalPort());
  }

  private RenewalHistory notes() {
    return RenewalHistory.of(store.load(Scene.KEY).orElseThrow());
  }

  /** Fails often through this HTTP client at this place, and then succeeds on another host. */
  private void holds(HttpClient http, URI accounts, Class<? extends ZohoOAuthException> failure)
      throws Exception {
    DataCenter dataCenter = DataCenter.of("eu", accounts, URI.create(TokenAnswer.BASE));
    try (SelfClient cutOff =
        zoho.client()
            .dataCenter(dataCenter)
            .httpClient(http)
            .tokenStore(store)
            .pauses(time)
            .callerTimeout(SteppedTime.PATIENCE)
            .requestTimeout(requestTimeout)
            .build()) {
      for (int i = 0; i < CALLERS; i++) {
        CompletableFuture<AccessToken> caller = cutOff.getAccessTokenAsync();
        time.drive(caller);
        assertThatThrownBy(caller::get).hasCauseInstanceOf(failure);
        assertThat(notes().calls()).as("calls after %d callers", i + 1).isEmpty();
        time.advance(LONGEST_BACKOFF);
      }
    }
    assertThat(zoho.refreshes).hasValue(0);
    try (SelfClient other = zoho.client().tokenStore(store).build()) {
      assertThat(other.getAccessToken().value()).isEqualTo("1.access-1");
    }
    assertThat(notes().calls()).hasSize(1);
  }

  private void holdsBehindProxy(String answer, Class<? extends ZohoOAuthException> failure)
      throws Exception {
    RawServer.Behaviour refuse =
        connection -> {
          if (connection.awaitRequest()) {
            assertThat(connection.readRequest()).startsWith("ONNECT localhost:");
            connection.write(answer);
          }
        };
    try (RawServer proxy = new RawServer(refuse)) {
      InetSocketAddress address =
          new InetSocketAddress("localhost", proxy.dataCenter().accountsServer().getPort());
      HttpClient http = HttpClient.newBuilder().proxy(ProxySelector.of(address)).build();
      holds(http, URI.create("https://localhost:" + Ports.free()), failure);
      proxy.throwComplaint();
      assertThat(proxy.entered()).as("tunnels asked for").isGreaterThanOrEqualTo(CALLERS);
    }
  }

  @Test
  void proxyThatRefusesTheTunnel() throws Exception {
    holdsBehindProxy(
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", TemporaryFailureException.class);
  }

  @Test
  void proxyThatFails() throws Exception {
    holdsBehindProxy(
        "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", TemporaryFailureException.class);
  }

  @Test
  void proxyThatCutsTheTunnel() throws Exception {
    holdsBehindProxy("HTTP/1.1 200 OK\r\n\r\n", TemporaryFailureException.class);
  }

  @Test
  void proxyThatWantsCredentials() throws Exception {
    holdsBehindProxy(
        """
        HTTP/1.1 407 Proxy Authentication Required\r
        Proxy-Authenticate: Basic realm="p"\r
        Content-Length: 0\r
        \r
        """,
        ZohoOAuthException.class);
  }

  private static final class IgnoredBody implements Flow.Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(ByteBuffer bytes) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  /** An HTTP client may ask for the body of a call that is over. It gets none. */
  @Test
  void bodyThatIsAskedForAfterTheDeadline_isNotCalledSent() {
    HttpClient late =
        new PassedOnHttp(HttpClient.newHttpClient()) {
          @Override
          public <T> CompletableFuture<HttpResponse<T>> sendAsync(
              HttpRequest request, HttpResponse.BodyHandler<T> handler) {
            return new CompletableFuture<>() {
              @Override
              public boolean cancel(boolean interrupt) {
                request.bodyPublisher().orElseThrow().subscribe(new IgnoredBody());
                return super.cancel(interrupt);
              }
            };
          }
        };
    try (SelfClient client =
        zoho.client().httpClient(late).requestTimeout(Duration.ofMillis(50)).build()) {
      assertThatThrownBy(() -> client.exchange("1000.code"))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("Nothing was sent.")
          .hasMessageNotContaining("may be consumed");
    }
  }

  @Test
  void proxyThatNeverAnswers() throws Exception {
    RawServer.Behaviour silent = RawConnection::awaitHangUp;
    try (RawServer proxy = new RawServer(silent)) {
      InetSocketAddress address =
          new InetSocketAddress("localhost", proxy.dataCenter().accountsServer().getPort());
      HttpClient http = HttpClient.newBuilder().proxy(ProxySelector.of(address)).build();
      requestTimeout = Duration.ofMillis(300);
      holds(http, URI.create("https://localhost:" + Ports.free()), TemporaryFailureException.class);
    }
  }

  @Test
  void serverThatClosesInTheHandshakeOfHttp2() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitRequest)) {
      holds(
          HttpClient.newHttpClient(),
          URI.create("https://localhost:" + server.dataCenter().accountsServer().getPort()),
          TemporaryFailureException.class);
    }
  }

  @Test
  void serverThatIsSilentInTheHandshake() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitHangUp)) {
      requestTimeout = Duration.ofMillis(300);
      holds(
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
          URI.create("https://localhost:" + server.dataCenter().accountsServer().getPort()),
          TemporaryFailureException.class);
    }
  }

  @Test
  void hostThatIsUnknown() throws Exception {
    holds(
        HttpClient.newHttpClient(),
        URI.create("https://accounts.invalid"),
        TemporaryFailureException.class);
  }

  @Test
  void portWithoutServer() throws Exception {
    holds(
        HttpClient.newHttpClient(),
        URI.create("https://localhost:" + Ports.free()),
        TemporaryFailureException.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void processWithoutFileDescriptors() throws Exception {
    Process program =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "ulimit -n 300; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                NoDescriptorsProgram.class.getName(),
                zoho.dataCenter().accountsServer().toString(),
                "http://127.0.0.1:" + Ports.free())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = program.inputReader()) {
      String failed = "TemporaryFailureException, calls 0";
      assertThat(said.lines()).containsExactly(failed, failed, failed, failed, "1.access-2");
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void serverThatClosesInTheHandshake() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitRequest)) {
      holds(
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
          URI.create("https://localhost:" + server.dataCenter().accountsServer().getPort()),
          TemporaryFailureException.class);
    }
  }

  @Test
  void certificateThatIsRefused(@TempDir Path directory) throws Exception {
    KeyStore stranger = new TestCertificates(directory).selfSigned("stranger", "localhost");
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(stranger, TestCertificates.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (SSLServerSocket server =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, loopback)) {
      Thread serving = new Thread(() -> shakeHands(server));
      serving.setDaemon(true);
      serving.start();
      holds(
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
          https(server),
          ConfigurationException.class);
    }
  }

  private static void shakeHands(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (var client = server.accept()) {
        assertThat(client.getInputStream().read()).isNegative();
      } catch (IOException e) {
        // The client goes away when it sees the certificate, or the test is over.
      }
    }
  }
}
