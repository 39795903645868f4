package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.testkit.PassedOnHttp;
import io.github.zohooauth.testkit.Ports;
import io.github.zohooauth.testkit.RawConnection;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.TestCertificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A call that did not reach an accounts server spends nothing of the budget, on any host. */
@Timeout(60)
class UnsentCallsTest {

  private final UnsentCalls calls = new UnsentCalls();

  @AfterEach
  void close() {
    calls.close();
  }

  private static URI https(ServerSocket server) {
    return URI.create("https://localhost:" + server.getLocalPort());
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
        calls.zoho.client().httpClient(late).requestTimeout(Duration.ofMillis(50)).build()) {
      assertThatThrownBy(() -> client.exchange("1000.code"))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("Nothing was sent.")
          .hasMessageNotContaining("may be consumed");
    }
  }

  @Test
  void serverThatClosesInTheHandshakeOfHttp2() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitRequest)) {
      calls.costNothing(
          HttpClient.newHttpClient(),
          URI.create("https://localhost:" + server.dataCenter().accountsServer().getPort()),
          TemporaryFailureException.class);
    }
  }

  @Test
  void serverThatIsSilentInTheHandshake() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitHangUp)) {
      calls.requestTimeout = Duration.ofMillis(300);
      calls.costNothing(
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
          URI.create("https://localhost:" + server.dataCenter().accountsServer().getPort()),
          TemporaryFailureException.class);
    }
  }

  @Test
  void hostThatIsUnknown() throws Exception {
    calls.costNothing(
        HttpClient.newHttpClient(),
        URI.create("https://accounts.invalid"),
        TemporaryFailureException.class);
  }

  @Test
  void portWithoutServer() throws Exception {
    calls.costNothing(
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
                calls.zoho.dataCenter().accountsServer().toString(),
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
      calls.costNothing(
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
      calls.costNothing(
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
