package io.github.zohooauth.examples.benchmarks.library;

import java.net.URI;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The least that does the work: a queue, and a bare POST for each owner. */
public final class FloorOwners implements ManyOwners {

  private final Floor floor;
  private final Semaphore places;
  private final Queue<CompletableFuture<Object>> waiting = new ConcurrentLinkedQueue<>();

  public FloorOwners(URI endpoint, Burst burst) {
    floor = new Floor(endpoint);
    places = new Semaphore(burst.atATime());
  }

  @Override
  public CompletableFuture<?> token(int owner) {
    CompletableFuture<Object> token = new CompletableFuture<>();
    waiting.add(token);
    start();
    return token;
  }

  private void start() {
    while (!waiting.isEmpty() && places.tryAcquire()) {
      CompletableFuture<Object> next = waiting.poll();
      if (next == null) {
        places.release();
      } else {
        floor.renewed().whenComplete((token, failure) -> end(next, token, failure));
      }
    }
  }

  private void end(
      CompletableFuture<Object> next, Floor.@Nullable Token token, @Nullable Throwable failure) {
    places.release();
    start();
    if (failure == null) {
      next.complete(Objects.requireNonNull(token));
    } else {
      next.completeExceptionally(failure);
    }
  }

  @Override
  public void close() {}
}
