package io.github.zohooauth.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of a response body to see whether it rejects the token.
 *
 * <p>If it does not, the caller's subscriber gets the whole body, byte for byte. If it does, {@link
 * #replay} can do so later. The rest of a long body stays at the server until the caller's
 * subscriber asks for it: this is then the subscription of that subscriber.
 */
final class PeekedBody<T> implements BodySubscriber<T>, Subscription {

  static final int MAX_LENGTH = 64 * 1024;

  private final Supplier<BodySubscriber<T>> caller;
  private final Predicate<byte[]> rejection;
  private final CompletableFuture<T> body = new CompletableFuture<>();

  /** What was read and the caller's subscriber does not have yet. */
  private final List<ByteBuffer> beginning = new ArrayList<>();

  private int length;
  private volatile @Nullable Subscription upstream;
  private volatile @Nullable Subscriber<? super List<ByteBuffer>> taker;
  private volatile boolean rejected;
  private volatile boolean ended;
  private volatile boolean over;
  private volatile @Nullable Throwable failure;

  private final AtomicLong demand = new AtomicLong();

  /** How many steps are due. Starts at one, so that none is taken before the taker subscribes. */
  private final AtomicInteger steps = new AtomicInteger(1);

  PeekedBody(Supplier<BodySubscriber<T>> caller, Predicate<byte[]> rejection) {
    this.caller = caller;
    this.rejection = rejection;
  }

  /** Returns whether the body rejects the token, so that the caller got nothing at first. */
  boolean isRejected() {
    return rejected;
  }

  /** Returns whether the body rejects the token and was not replayed. */
  boolean isUnread() {
    return rejected && taker == null;
  }

  @Override
  public CompletionStage<T> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    upstream = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    Subscriber<? super List<ByteBuffer>> to = taker;
    if (to != null) {
      if (!over) {
        to.onNext(buffers);
      }
      return;
    }
    beginning.addAll(buffers);
    length += buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    if (length > MAX_LENGTH) {
      judge();
    } else {
      requestUpstream(1);
    }
  }

  @Override
  public void onError(Throwable cause) {
    failure = cause;
    onComplete();
  }

  @Override
  public void onComplete() {
    ended = true;
    if (taker == null && !body.isDone()) {
      judge();
    } else {
      proceed();
    }
  }

  @SuppressWarnings("NullAway") // no caller sees this null: the answer is replayed or dropped
  private void judge() {
    try {
      rejected = failure == null && rejection.test(firstBytes());
      if (rejected) {
        body.complete(null);
      } else {
        replay()
            .whenComplete(
                (value, failed) -> {
                  if (failed != null) {
                    body.completeExceptionally(failed);
                  } else {
                    body.complete(value);
                  }
                });
      }
    } catch (RuntimeException e) { // of the application's rule or handler
      body.completeExceptionally(e);
      cancel();
    }
  }

  private byte[] firstBytes() {
    ByteBuffer first = ByteBuffer.allocate(Math.min(length, MAX_LENGTH));
    for (ByteBuffer buffer : beginning) {
      int size = Math.min(buffer.remaining(), first.remaining());
      first.put(buffer.slice(buffer.position(), size));
    }
    return first.array();
  }

  /** Gives the caller's subscriber what was read, and then the rest. */
  CompletionStage<T> replay() {
    BodySubscriber<T> subscriber = caller.get();
    taker = subscriber;
    subscriber.onSubscribe(this);
    takeSteps();
    return subscriber.getBody();
  }

  @Override
  public void request(long items) {
    if (items <= 0) {
      failure = new IllegalArgumentException("The demand must be positive.");
    } else {
      demand.accumulateAndGet(items, (a, b) -> a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b);
    }
    proceed();
  }

  @Override
  public void cancel() {
    over = true;
    Subscription from = upstream;
    if (from != null && !ended) {
      from.cancel();
    }
  }

  /** One thread at a time takes steps, and no thread waits for it. */
  private void proceed() {
    if (steps.getAndIncrement() == 0) {
      takeSteps();
    }
  }

  private void takeSteps() {
    Subscriber<? super List<ByteBuffer>> to = taker;
    do {
      if (to != null && !over) {
        step(to);
      }
    } while (steps.decrementAndGet() > 0);
  }

  /** The rest is asked for only after the beginning was taken, so it comes after it. */
  private void step(Subscriber<? super List<ByteBuffer>> to) {
    if (!beginning.isEmpty() && demand.get() > 0) {
      demand.decrementAndGet();
      List<ByteBuffer> first = List.copyOf(beginning);
      beginning.clear();
      to.onNext(first);
    }
    if (beginning.isEmpty()) {
      requestUpstream(demand.getAndSet(0));
    }
    Throwable cause = failure;
    if (cause != null) {
      over = true;
      to.onError(cause);
    } else if (ended && beginning.isEmpty()) {
      over = true;
      to.onComplete();
    }
  }

  private void requestUpstream(long items) {
    Subscription from = upstream;
    if (from != null && items > 0) {
      from.request(items);
    }
  }
}
