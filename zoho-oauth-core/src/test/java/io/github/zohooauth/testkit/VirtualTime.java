package io.github.zohooauth.testkit;

import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.runtime.Delayer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A clock, and pauses that pass only when a test says so, or by themselves at once. */
public final class VirtualTime implements InstantSource, Delayer {

  /** A pause that somebody waits for. */
  public record Pending(Instant due, CompletableFuture<@Nullable Void> end) {}

  private final boolean byItself;
  private final BlockingQueue<Pending> pending = new LinkedBlockingQueue<>();
  private volatile Instant now = Scene.NOW;

  private VirtualTime(boolean byItself) {
    this.byItself = byItself;
  }

  public static VirtualTime steered() {
    return new VirtualTime(false);
  }

  public static VirtualTime passingByItself() {
    return new VirtualTime(true);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  @SuppressWarnings("NullAway") // does not see the interface's annotation in its class file
  public CompletableFuture<@Nullable Void> pause(Duration duration) {
    Pending pause = new Pending(now.plus(duration), new CompletableFuture<>());
    if (byItself) {
      pass(pause);
    } else {
      pending.add(pause);
    }
    return pause.end();
  }

  public void advance(Duration duration) {
    now = now.plus(duration);
  }

  /** The next pause that is asked for, once it is. */
  public Pending next() {
    try {
      Pending next = pending.poll(Scene.HANG_GUARD.toSeconds(), TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing pauses, and nothing ends");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets {@link #next} return this once the work is done. */
  public Pending after(CompletableFuture<?> work) {
    Pending over = new Pending(Instant.MAX, new CompletableFuture<>());
    work.whenComplete((result, failure) -> pending.add(over));
    return over;
  }

  /** Lets the pause pass, also one that was cancelled. */
  public void pass(Pending pause) {
    if (now.isBefore(pause.due())) {
      now = pause.due();
    }
    pause.end().complete(null);
  }
}
