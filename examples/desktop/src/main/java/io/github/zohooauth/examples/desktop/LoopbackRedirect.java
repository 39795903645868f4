package io.github.zohooauth.examples.desktop;

import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.LoopbackReceiver;
import java.time.Duration;

/** The browser opens a port of this machine. */
final class LoopbackRedirect implements Redirect {

  @Override
  public Awaited listen(AuthorizationRequest request) {
    LoopbackReceiver receiver = LoopbackReceiver.listen(request);
    return new Awaited() {
      @Override
      public String await() {
        return receiver.await(Duration.ofMinutes(5));
      }

      @Override
      public void close() {
        receiver.close();
      }
    };
  }
}
