package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.transport.HttpCall;
import io.github.zohooauth.testkit.PlantedSecret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An object of each record of a bounded call. */
public final class CallSamples {

  private CallSamples() {}

  /** Returns calls with a secret that stays the same. */
  static SecretCalls fixedSecret(HttpCall http, VirtualServers world) {
    return new SecretCalls(
        new ClientRegistration(Scene.CLIENT_ID, new ClientSecret.Fixed("secret"), Map.of()),
        new SecretReader(Runnable::run, world.time),
        http,
        Duration.ofSeconds(20),
        world.clock);
  }

  public static List<Object> all() {
    return List.of(
        new ClientSecret.Fixed(PlantedSecret.CLIENT_SECRET.value),
        new ClientSecret.Supplied(() -> PlantedSecret.CLIENT_SECRET.value),
        new BoundedCall.Request(
            true,
            () -> false,
            CompletableFuture::new,
            (answer, failure) -> BoundedCall.Outcome.ANSWERED),
        ServerGate.Moment.NONE);
  }
}
