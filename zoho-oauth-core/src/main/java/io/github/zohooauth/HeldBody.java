package io.github.zohooauth;

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
 * A response body that is held back until it is whole, and has said whether the token is rejected.
 *
 * <p>One that says no such thing, or is too long, goes on to the caller's subscriber, byte for
 * byte.
 */
final class HeldBody<T> implements BodySubscriber<T> {

  static final int MAX_LENGTH = 64 * 1024;

  private final Supplier<BodySubscriber<T>> caller;
  private final Predicate<byte[]> rejection;
  private final CompletableFuture<T> body = new CompletableFuture<>();
  private final List<ByteBuffer> held = new ArrayList<>();
  private int length;
  private @Nullable Subscription upstream;
  private @Nullable PassedOnBody passedOn;
  private volatile boolean rejected;

  HeldBody(Supplier<BodySubscriber<T>> caller, Predicate<byte[]> rejection) {
    this.caller = caller;
    this.rejection = rejection;
  }

  /** Whether the token is rejected, and so nothing has gone on to the caller. */
  boolean isRejected() {
    return rejected;
  }

  /** Gives the caller after all what was held back. */
  CompletionStage<T> replay() {
    BodySubscriber<T> subscriber = caller.get();
    PassedOnBody replayed = new PassedOnBody(subscriber, held, null);
    subscriber.onSubscribe(replayed);
    replayed.onComplete();
    return subscriber.getBody();
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
    if (passedOn != null) {
      passedOn.onNext(buffers);
      return;
    }
    held.addAll(buffers);
    length += buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    if (length > MAX_LENGTH) {
      passOn();
    } else if (upstream != null) {
      upstream.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    PassedOnBody on = passOn();
    if (on != null) {
      on.onError(failure);
    }
  }

  @Override
  @SuppressWarnings("NullAway") // nobody gets to see this null: the answer is replayed or dropped
  public void onComplete() {
    if (passedOn == null && isRejection()) {
      rejected = true;
      body.complete(null);
      return;
    }
    PassedOnBody on = passOn();
    if (on != null) {
      on.onComplete();
    }
  }

  private boolean isRejection() {
    try {
      return rejection.test(bytes());
    } catch (RuntimeException e) { // the caller's own rule fails
      body.completeExceptionally(e);
      return false;
    }
  }

  private byte[] bytes() {
    ByteBuffer whole = ByteBuffer.allocate(length);
    held.forEach(buffer -> whole.put(buffer.duplicate()));
    return whole.array();
  }

  /** Whoever gets the rest; null if the caller's handler fails, and then the body has. */
  private @Nullable PassedOnBody passOn() {
    if (passedOn != null || body.isDone()) {
      return passedOn;
    }
    try {
      BodySubscriber<T> subscriber = caller.get();
      PassedOnBody on = new PassedOnBody(subscriber, held, upstream);
      passedOn = on;
      held.clear();
      subscriber.onSubscribe(on);
      subscriber
          .getBody()
          .whenComplete(
              (value, failure) -> {
                if (failure != null) {
                  body.completeExceptionally(failure);
                } else {
                  body.complete(value);
                }
              });
    } catch (RuntimeException e) {
      body.completeExceptionally(e);
      if (upstream != null) {
        upstream.cancel();
      }
    }
    return passedOn;
  }
}
