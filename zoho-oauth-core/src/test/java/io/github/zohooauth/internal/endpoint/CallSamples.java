package io.github.zohooauth.internal.endpoint;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An object of each record of a bounded call. */
public final class CallSamples {

  private CallSamples() {}

  public static List<Object> all() {
    return List.of(
        new BoundedCall.Request(
            true,
            () -> false,
            CompletableFuture::new,
            (answer, failure) -> BoundedCall.Outcome.ANSWERED),
        ServerGate.Moment.NONE);
  }
}
