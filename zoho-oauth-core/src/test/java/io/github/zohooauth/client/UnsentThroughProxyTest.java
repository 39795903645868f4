package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.testkit.Ports;
import io.github.zohooauth.testkit.RawConnection;
import io.github.zohooauth.testkit.RawServer;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call that a proxy did not let through spends nothing of the budget, on any host. */
@Timeout(60)
class UnsentThroughProxyTest {

  private final UnsentCalls calls = new UnsentCalls();

  @AfterEach
  void close() {
    calls.close();
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
      calls.costNothing(http, URI.create("https://localhost:" + Ports.free()), failure);
      proxy.throwComplaint();
      assertThat(proxy.entered())
          .as("tunnels asked for")
          .isGreaterThanOrEqualTo(UnsentCalls.CALLERS);
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

  @Test
  void proxyThatNeverAnswers() throws Exception {
    RawServer.Behaviour silent = RawConnection::awaitHangUp;
    try (RawServer proxy = new RawServer(silent)) {
      InetSocketAddress address =
          new InetSocketAddress("localhost", proxy.dataCenter().accountsServer().getPort());
      HttpClient http = HttpClient.newBuilder().proxy(ProxySelector.of(address)).build();
      calls.requestTimeout = Duration.ofMillis(300);
      calls.costNothing(
          http, URI.create("https://localhost:" + Ports.free()), TemporaryFailureException.class);
    }
  }
}
