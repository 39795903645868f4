package io.github.zohooauth.internal.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.client.AwaitedRequests;
import io.github.zohooauth.client.LoopbackReceiver;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.testkit.LoopbackVisitor;
import io.github.zohooauth.testkit.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At which addresses the receiver listens, and at which it does not. */
@Timeout(20)
class LoopbackListenTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:8123/callback",
        "http://127.0.0.1/callback",
        "http://127.0.0.1:0/callback",
        "http://127.0.0.1:65536/callback",
        "http://127.0.0.1:-1/callback",
        "http://127.0.0.1:/callback",
        "http://127.0.0.1:8123/callback?a=b",
        "http://127.0.0.1:8123/callback?",
        "http://127.0.0.1:8123/callback#a",
        "http://127.0.0.1:8123//callback",
        "http://127.0.0.1:8123/r\u00fcck",
        "http://user@127.0.0.1:8123/callback",
        "http://127.0.0.01:8123/callback",
        "http://127.999.0.1:8123/callback",
        "http://127.1:8123/callback",
        "http://2130706433:8123/callback",
        "http://0.0.0.0:8123/callback",
        "http://10.0.0.1:8123/callback",
        "http://[::]:8123/callback",
        "http://[::ffff:127.0.0.1]:8123/callback",
        "http://localhost.:8123/callback",
        "http://localhost.evil.example:8123/callback",
        "http://app.example:8123/callback",
        "http:127.0.0.1:8123",
        "http:///callback",
        "/callback",
        "com.example.app:/callback"
      })
  void listen_toWhatIsNotLoopback_isRefusedByName(String redirectUri) {
    assertThatThrownBy(() -> LoopbackReceiver.listen(AwaitedRequests.at(URI.create(redirectUri))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("redirectUri: ")
        .message()
        .doesNotContain("example", "8124");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/a/b%20c", "/;x", "/callback/"})
  void await_returnsTheUriAsRegistered_whateverItsPath(String path) throws IOException {
    URI other = URI.create("HTTP://localhost:" + Ports.free() + path);
    try (LoopbackReceiver another = LoopbackReceiver.listen(AwaitedRequests.at(other))) {
      String target = path.isEmpty() ? "/" : path;
      LoopbackVisitor.ask(other, LoopbackVisitor.get(other, target + "?a=%20+&code=1&state=1&&"));
      String redirect = another.await(Scene.HANG_GUARD);
      assertThat(redirect).isEqualTo(other + "?a=%20+&code=1&state=1&&");
      assertThat(another.await(Scene.HANG_GUARD)).isSameAs(redirect);
    }
  }

  @Test
  void localhost_isHeardOnBothOfItsAddresses() throws IOException {
    for (InetAddress address : Ports.loopbacks()) {
      URI localhost = URI.create("http://localhost:" + Ports.free() + "/callback");
      try (LoopbackReceiver both = LoopbackReceiver.listen(AwaitedRequests.at(localhost));
          LoopbackVisitor visitor = new LoopbackVisitor(address, localhost.getPort())) {
        visitor.says(LoopbackVisitor.get(localhost, "/callback?code=1&state=1")).hears();
        assertThat(both.await(Scene.HANG_GUARD)).endsWith("?code=1&state=1");
      }
    }
  }

  @Test
  void portTakenOnOneAddressOfLocalhost_leavesTheOtherFree() throws IOException {
    for (InetAddress taken : Ports.loopbacks()) {
      int another = Ports.free();
      try (ServerSocket server = new ServerSocket(another, 1, taken)) {
        assertThat(server.isBound()).isTrue();
        assertThatThrownBy(
                () ->
                    LoopbackReceiver.listen(
                        AwaitedRequests.at(URI.create("http://localhost:" + another))))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("Port " + another + " is taken");
      }
      assertThat(Ports.isFree(another)).isTrue();
    }
  }

  @Test
  void port_isClosedToOtherMachines() throws IOException {
    int port = Ports.free();
    URI uri = URI.create("http://127.0.0.1:" + port + "/callback");
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    try (LoopbackReceiver receiver = LoopbackReceiver.listen(AwaitedRequests.at(uri))) {
      assertThat(receiver).hasToString("LoopbackReceiver[redirectUri=" + uri + "]");
      assertThat(LoopbackVisitor.redirected(uri, ""))
          .as("open to this machine")
          .startsWith("HTTP/1.1 ");
      for (InetAddress address : others) {
        try (Socket socket = new Socket()) {
          assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 1_000))
              .isInstanceOf(IOException.class);
        }
      }
    }
  }
}
