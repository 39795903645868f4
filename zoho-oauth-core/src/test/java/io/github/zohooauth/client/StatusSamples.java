package io.github.zohooauth.client;

import io.github.zohooauth.internal.endpoint.ClosedGate;
import io.github.zohooauth.internal.renewal.RenewalStatus;
import java.util.List;
import java.util.Optional;

/** What a status is made of, and the status. */
final class StatusSamples {

  private StatusSamples() {}

  static List<Object> all(AbstractClient client) {
    RenewalStatus known = client.tokens.status(client.client.key(client.owner())).orElseThrow();
    ClosedGate gate = new ClosedGate(Scene.NOW, true, Scene.NOW);
    return List.of(
        known,
        gate,
        new RenewalStatus.Pause(Scene.NOW, "planted"),
        TokenStatus.of(known, Optional.of(gate)));
  }
}
