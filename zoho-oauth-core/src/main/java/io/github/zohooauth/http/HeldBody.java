package io.github.zohooauth.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A response body that is held back until it has said whether the token is rejected: by the whole
 * of it, or by the beginning of a long one.
 *
 * <p>One that says no such thing goes on to the caller's subscriber, byte for byte. The rest of a
 * long one stays at the server until the caller takes it, or it is dropped.
 */
final class HeldBody<T> implements BodySubscriber<T> {

  static final int MAX_LENGTH = 64 * 1024;

  private final Supplier<BodySubscriber<T>> caller;
  private final Predicate<byte[]> rejection;
  private final CompletableFuture<T> body = new CompletableFuture<>();
  private final List<ByteBuffer> held = new ArrayList<>();
  private int length;
  private @Nullable Subscription upstream;
  private volatile @Nullable PassedOnBody passedOn;
  private volatile boolean rejected;
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;

  HeldBody(Supplier<BodySubscriber<T>> caller, Predicate<byte[]> rejection) {
    this.caller = caller;
    this.rejection = rejection;
  }

  /** Whether the token is rejected, and so nothing has gone on to the caller. */
  boolean isRejected() {
    return rejected;
  }

  /** Gives the caller after all what was held back, and what is still to come. */
  CompletionStage<T> replay() {
    BodySubscriber<T> subscriber = caller.get();
    begin(subscriber);
    return subscriber.getBody();
  }

  /** Hangs up on a rejection that is not replayed. */
  void drop() {
    if (rejected && passedOn == null) {
      cancel();
    }
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
    PassedOnBody on = passedOn;
    if (on != null) {
      on.onNext(buffers);
      return;
    }
    held.addAll(buffers);
    length += buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    if (length > MAX_LENGTH) {
      rule();
    } else if (upstream != null) {
      upstream.request(1);
    }
  }

  @Override
  public void onError(Throwable cause) {
    failure = cause;
    end();
  }

  @Override
  public void onComplete() {
    end();
  }

  private void end() {
    ended = true;
    PassedOnBody on = passedOn;
    if (on != null) {
      tell(on);
    } else if (!body.isDone()) { // or replay() tells
      rule();
    }
  }

  private void tell(PassedOnBody on) {
    Throwable cause = failure;
    if (cause != null) {
      on.onError(cause);
    } else {
      on.onComplete();
    }
  }

  @SuppressWarnings("NullAway") // no caller sees this null: the answer is replayed or dropped
  private void rule() {
    if (failure == null && isRejection()) {
      rejected = true;
      body.complete(null);
    } else {
      passOn();
    }
  }

  private boolean isRejection() {
    try {
      return rejection.test(beginning());
    } catch (RuntimeException e) { // the caller's own rule fails
      body.completeExceptionally(e);
      return false;
    }
  }

  private byte[] beginning() {
    ByteBuffer beginning = ByteBuffer.allocate(Math.min(length, MAX_LENGTH));
    for (ByteBuffer buffer : held) {
      int size = Math.min(buffer.remaining(), beginning.remaining());
      beginning.put(buffer.slice(buffer.position(), size));
    }
    return beginning.array();
  }

  private void passOn() {
    if (body.isDone()) {
      cancel();
      return;
    }
    try {
      BodySubscriber<T> subscriber = caller.get();
      begin(subscriber);
      subscriber
          .getBody()
          .whenComplete(
              (value, failed) -> {
                if (failed != null) {
                  body.completeExceptionally(failed);
                } else {
                  body.complete(value);
                }
              });
    } catch (RuntimeException e) {
      body.completeExceptionally(e);
      cancel();
    }
  }

  private void begin(BodySubscriber<T> subscriber) {
    PassedOnBody on = new PassedOnBody(subscriber, held, upstream);
    passedOn = on;
    held.clear();
    on.begin();
    if (ended) { // perhaps before it was passed on
      tell(on);
    }
  }

  private void cancel() {
    if (upstream != null && !ended) {
      upstream.cancel();
    }
  }
}
