package io.github.zohooauth.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What was held back of a body, as the first item, and then the rest as it comes, at the pace of
 * whoever takes it.
 */
final class PassedOnBody implements Subscription {

  private final Subscriber<? super List<ByteBuffer>> taker;
  private final @Nullable Subscription upstream;
  private final AtomicLong demand = new AtomicLong();

  /** Taken from the start, so that nothing comes before {@link #begin}. */
  private final AtomicInteger turns = new AtomicInteger(1);

  /** Guarded by {@link #turns}, as all that follows. */
  private @Nullable List<ByteBuffer> held;

  private boolean over;

  private volatile boolean ended;
  private volatile boolean cancelled;
  private volatile @Nullable Throwable failure;

  /**
   * Makes one.
   *
   * @param upstream where the rest comes from; null if there is none
   */
  PassedOnBody(
      Subscriber<? super List<ByteBuffer>> taker,
      List<ByteBuffer> held,
      @Nullable Subscription upstream) {
    this.taker = taker;
    this.held = held.isEmpty() ? null : List.copyOf(held);
    this.upstream = upstream;
  }

  /** Begins, and gives what was asked for or has come since. */
  void begin() {
    taker.onSubscribe(this);
    takeTurns();
  }

  @Override
  public void request(long items) {
    if (items <= 0) {
      onError(new IllegalArgumentException("a positive demand is needed"));
    } else {
      demand.accumulateAndGet(items, PassedOnBody::sum);
      proceed();
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    if (upstream != null) {
      upstream.cancel();
    }
  }

  /** What comes after the first item was asked for, so it comes after that item. */
  void onNext(List<ByteBuffer> buffers) {
    if (!cancelled) {
      taker.onNext(buffers);
    }
  }

  void onError(Throwable cause) {
    failure = cause;
    ended = true;
    proceed();
  }

  void onComplete() {
    ended = true;
    proceed();
  }

  /** One at a time, however many threads ask, and none of them waits for another. */
  private void proceed() {
    if (turns.getAndIncrement() == 0) {
      takeTurns();
    }
  }

  private void takeTurns() {
    do {
      step();
    } while (turns.decrementAndGet() > 0);
  }

  private void step() {
    if (cancelled || over) {
      return;
    }
    List<ByteBuffer> first = held;
    if (first != null && demand.get() > 0) {
      held = null;
      demand.decrementAndGet();
      taker.onNext(first);
    }
    if (held == null && upstream != null && demand.get() > 0) {
      upstream.request(demand.getAndSet(0));
    }
    Throwable cause = failure;
    if (ended && (held == null || cause != null)) {
      over = true;
      if (cause != null) {
        taker.onError(cause);
      } else {
        taker.onComplete();
      }
    }
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
