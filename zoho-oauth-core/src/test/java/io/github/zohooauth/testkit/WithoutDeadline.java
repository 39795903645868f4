package io.github.zohooauth.testkit;

import io.github.zohooauth.internal.runtime.Delayer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waits for as long as it takes: where interleavings are played, none ends by real time. */
public final class WithoutDeadline implements Delayer {

  @Override
  @SuppressWarnings("NullAway") // does not see the interface's annotation in its class file
  public CompletableFuture<@Nullable Void> pause(Duration duration) {
    return new CompletableFuture<>();
  }

  @Override
  public <T> T await(CompletableFuture<T> work, Duration duration)
      throws InterruptedException, ExecutionException {
    return work.get();
  }
}
