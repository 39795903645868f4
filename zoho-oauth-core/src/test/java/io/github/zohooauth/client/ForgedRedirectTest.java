package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.testkit.LoopbackVisitor;
import io.github.zohooauth.testkit.Ports;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A redirect to the loopback without the request's state does not end the wait. */
@Timeout(20)
class ForgedRedirectTest {

  private final int port = Ports.free();
  private final URI uri = URI.create("http://127.0.0.1:" + port + "/callback");
  private final LoopbackReceiver receiver = LoopbackReceiver.listen(AwaitedRequests.at(uri));

  @AfterEach
  void close() {
    receiver.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"error=x&state=WRONG", "code=1", "code=1&state=1&state=WRONG"})
  void forgedAnswer_endsNothing_byQueryOrFragment(String forged) throws IOException {
    assertThat(LoopbackVisitor.redirected(uri, "?" + forged)).startsWith("HTTP/1.1 400 ");
    assertThat(LoopbackVisitor.relays(uri, forged)).startsWith("HTTP/1.1 400 ");
    assertThat(Ports.isFree(port)).as("port is free for another program").isFalse();

    assertThat(LoopbackVisitor.redirected(uri, "?code=1&state=%31")).startsWith("HTTP/1.1 200 OK");
    assertThat(receiver.await(Scene.HANG_GUARD)).isEqualTo(uri + "?code=1&state=%31");
  }

  @Test
  void rightFragment_isTaken_afterAForgedOne() throws IOException {
    LoopbackVisitor.relays(uri, "access_token=1&state=WRONG");

    assertThat(LoopbackVisitor.relays(uri, "access_token=1&state=1")).startsWith("HTTP/1.1 200 OK");
    assertThat(receiver.await(Scene.HANG_GUARD)).isEqualTo(uri + "#access_token=1&state=1");
  }

  @Test
  void answerForMoreScopes_mayLackTheState_butHasNoOther() throws IOException {
    URI other = URI.create("http://127.0.0.1:" + Ports.free() + "/callback");
    AuthorizationRequest request = AwaitedRequests.of(AuthorizationRequest.Kind.MORE_SCOPES, other);
    String answer = "?status=success&scope_enhanced=true";
    try (LoopbackReceiver another = LoopbackReceiver.listen(request)) {
      assertThat(LoopbackVisitor.redirected(other, answer + "&state=WRONG")).contains(" 400 ");
      assertThat(LoopbackVisitor.redirected(other, answer)).contains(" 200 ");
      assertThat(another.await(Scene.HANG_GUARD)).isEqualTo(other + answer);
    }
  }
}
