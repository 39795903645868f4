package io.github.zohooauth.internal.transport;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The body of one call: counts each send from when the HTTP client asks for the bytes, and forgets
 * them after the call. Thread-safe.
 *
 * <p>The HTTP client asks for a body when its connection is open, its tunnel too, and the server's
 * certificate is accepted. Until then nothing has left that Zoho could count. An idle connection of
 * the pool may keep the request in memory, so a request must not keep the secrets.
 */
final class FormBody implements BodyPublisher {

  private final long length;
  private final CallCounter calls;
  private final AtomicReference<byte @Nullable []> bytes;
  private volatile boolean left;

  /** Whether the bytes were asked for in this try, and whether they left in an earlier one. */
  private volatile boolean asked;

  private volatile boolean leftBefore;

  /**
   * Makes one.
   *
   * @param bytes the form, which this object overwrites in the end
   * @param calls told of each send
   */
  FormBody(byte[] bytes, CallCounter calls) {
    this.length = bytes.length;
    this.calls = calls;
    this.bytes = new AtomicReference<>(bytes);
  }

  /** Whether the HTTP client has asked for the bytes since the call, or its repeat, began. */
  boolean hasLeft() {
    return left;
  }

  /** Whether the budget has room for a repeat; a request that did not leave took none. */
  boolean mayRepeat() {
    return !left || calls.isOneLeft();
  }

  /** Begins the repeat. */
  void repeat() {
    leftBefore |= left;
    left = false;
    asked = false;
  }

  /** Whether no try can have left; after {@link #forget} this does not change any more. */
  boolean isUnsent() {
    return !asked && !leftBefore;
  }

  /** Takes back what was counted: the accounts server cannot have the request. */
  void notSent() {
    asked = false;
    if (left) {
      left = false;
      calls.notSent();
    }
  }

  /** Overwrites the bytes; an HTTP client that asks for them later gets an error. */
  void forget() {
    byte[] form = bytes.getAndSet(null);
    if (form != null) {
      Arrays.fill(form, (byte) 0);
    }
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    asked = true; // first, as isUnsent() is asked after the bytes are forgotten
    byte[] form = bytes.get();
    if (form != null && !left) {
      left = calls.sent();
      form = left ? form : null;
    }
    subscriber.onSubscribe(new Delivery(subscriber, form));
  }

  /** Gives the bytes once, and keeps no reference to them. */
  private static final class Delivery implements Subscription {

    private final AtomicReference<@Nullable Subscriber<? super ByteBuffer>> subscriber;
    private byte @Nullable [] form;

    Delivery(Subscriber<? super ByteBuffer> subscriber, byte @Nullable [] form) {
      this.subscriber = new AtomicReference<>(subscriber);
      this.form = form;
    }

    @Override
    public void request(long count) {
      Subscriber<? super ByteBuffer> first = subscriber.getAndSet(null);
      if (first == null) {
        return;
      }
      byte[] all = form;
      form = null;
      if (count <= 0) {
        first.onError(new IllegalArgumentException("a positive count is needed"));
      } else if (all == null) {
        first.onError(new IOException("the call is over"));
      } else {
        first.onNext(ByteBuffer.wrap(all));
        first.onComplete();
      }
    }

    @Override
    public void cancel() {
      subscriber.set(null);
      form = null;
    }
  }

  @Override
  public String toString() {
    return "FormBody[redacted]";
  }
}
