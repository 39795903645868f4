package io.github.zohooauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.runtime.Delayer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time of one machine, which passes only when a test says so: a wall clock, running time, and
 * the pauses and deadlines of a client, which end by the running time. Thread-safe.
 */
public class ManualTime implements InstantSource, Delayer {

  /** A caller's timeout in tests. {@link #drive} passes a deadline only if it is shorter. */
  public static final Duration PATIENCE = Duration.ofSeconds(18);

  private final Alarms alarms = new Alarms();
  private final Instant start;
  private final Consumer<Instant> follower;
  private volatile Duration asleep = Duration.ZERO;
  private volatile Duration wallIsOff = Duration.ZERO;

  /** Begins at {@link Scene#NOW}. */
  public ManualTime() {
    this(Scene.NOW, now -> {});
  }

  /** Begins at this moment, and tells the follower each moment that it moves to. */
  public ManualTime(Instant start, Consumer<Instant> follower) {
    this.start = start;
    this.follower = follower;
  }

  /** The wall clock of the machine. */
  @Override
  public Instant instant() {
    return truth().plus(wallIsOff);
  }

  /** What a wall clock shows that was never set. */
  public Instant truth() {
    return start.plusNanos(alarms.now()).plus(asleep);
  }

  /** Running time in nanoseconds. */
  public long running() {
    return alarms.now();
  }

  /** Sets the wall clock, which ends no pause. */
  public void setWallClock(Duration off) {
    wallIsOff = off;
  }

  /** Lets the machine sleep: the wall clock goes on, and the running time does not. */
  public synchronized void sleepOfMachine(Duration sleep) {
    asleep = asleep.plus(sleep);
    follower.accept(truth());
  }

  /** Lets time pass, and ends each pause and deadline in its turn. */
  public void advance(Duration step) {
    long until = running() + step.toNanos();
    while (endNext(until)) {}
    alarms.moveTo(until);
    follower.accept(truth());
  }

  /** Moves on to the next end of a pause or deadline, at most to this moment; false for none. */
  final boolean endNext(long until) {
    List<CompletableFuture<@Nullable Void>> ends = alarms.next(until);
    follower.accept(truth());
    ends.forEach(end -> end.complete(null));
    return !ends.isEmpty();
  }

  @Override
  @SuppressWarnings("NullAway") // does not see the interface's annotation in its class file
  public CompletableFuture<@Nullable Void> pause(Duration duration) {
    return alarms.set(duration, duration);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> limit(
      CompletableFuture<T> work, Duration duration) {
    CompletableFuture<@Nullable Void> deadline =
        alarms.set(duration, duration.compareTo(PATIENCE) < 0 ? duration : null);
    CompletableFuture<?> unused =
        deadline.thenRun(() -> work.completeExceptionally(new TimeoutException()));
    work.whenComplete((result, failure) -> deadline.cancel(false));
    return work;
  }

  @Override
  public <T> T await(CompletableFuture<T> work, Duration duration)
      throws InterruptedException, ExecutionException, TimeoutException {
    return limit(work.copy(), duration).get();
  }

  /** Waits until somebody pauses for this long at most, and returns how much is left of it. */
  public Duration awaitPause(Duration longest) throws Exception {
    return awaitPauses(longest, 1).get(0);
  }

  /** Waits until that many pause for this long at most. */
  public List<Duration> awaitPauses(Duration longest, int count) throws Exception {
    alarms.await(() -> alarms.pauses(longest).size() >= count);
    return alarms.pauses(longest);
  }

  /** Waits until nothing pauses any more. */
  public void awaitNoPause() throws Exception {
    alarms.await(() -> alarms.pauses(Alarms.ANY).isEmpty());
  }

  /** Lets the shortest pause pass, once there is one. */
  public void passPause() throws Exception {
    advance(awaitPause(Alarms.ANY));
  }

  /** Brings work to its end, by letting time pass whenever somebody pauses. */
  public void drive(CompletableFuture<?> work) throws Exception {
    drive(work, Alarms.ANY);
    assertThat(work).as("work after a day").isDone();
  }

  /** Brings work to its end, or lets this much time pass if that is less. */
  public void drive(CompletableFuture<?> work, Duration longest) throws Exception {
    long until = running() + longest.toNanos();
    Optional<Duration> next = alarms.awaitPause(work);
    while (next.isPresent() && running() + next.get().toNanos() <= until) {
      advance(next.get());
      next = alarms.awaitPause(work);
    }
    if (next.isPresent()) {
      advance(Duration.ofNanos(Math.max(0, until - running())));
    }
  }
}
