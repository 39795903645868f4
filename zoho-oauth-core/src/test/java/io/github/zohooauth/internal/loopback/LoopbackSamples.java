package io.github.zohooauth.internal.loopback;

import io.github.zohooauth.testkit.PlantedSecret;
import java.util.Objects;

/** Objects with secrets that exist while a redirect is received. */
public final class LoopbackSamples {

  private LoopbackSamples() {}

  public static Object request() {
    String head = "GET /callback?code=%s HTTP/1.1\r\nHost: localhost:8765";
    return Objects.requireNonNull(
        LoopbackConnection.Request.parse(head.formatted(PlantedSecret.CODE.value)));
  }
}
