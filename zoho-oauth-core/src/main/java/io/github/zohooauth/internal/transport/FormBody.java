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
 * The body of one call. It counts each send when the HTTP client asks for the bytes, and clears
 * them after the call.
 *
 * <p>The HTTP client asks for a body when the connection is open, with its tunnel, and the server's
 * certificate is accepted. Before that, nothing was sent that Zoho could count. A pooled connection
 * may keep the request in memory, so a request must not keep secrets. Thread-safe.
 */
final class FormBody implements BodyPublisher {

  private final long length;
  private final CallCounter calls;
  private final AtomicReference<byte @Nullable []> bytes;
  private volatile boolean left;

  /** True if the HTTP client asked for the bytes in this try. */
  private volatile boolean asked;

  /** True if the bytes were sent in an earlier try. */
  private volatile boolean leftBefore;

  /**
   * Makes the body of one call.
   *
   * @param bytes the form, which {@link #forget} overwrites
   * @param calls counts each send
   */
  FormBody(byte[] bytes, CallCounter calls) {
    this.length = bytes.length;
    this.calls = calls;
    this.bytes = new AtomicReference<>(bytes);
  }

  /** Returns whether the HTTP client has asked for the bytes in this try. */
  boolean hasLeft() {
    return left;
  }

  /** Returns whether the call may be repeated. A request that was not sent does not count. */
  boolean mayRepeat() {
    return !left || calls.isOneLeft();
  }

  /** Begins the repeat. */
  void repeat() {
    leftBefore |= left;
    left = false;
    asked = false;
  }

  /** Returns whether no try was sent. After {@link #forget} the result does not change. */
  boolean isUnsent() {
    return !asked && !leftBefore;
  }

  /** Uncounts the request, because it did not reach the accounts server. */
  void notSent() {
    asked = false;
    if (left) {
      left = false;
      calls.notSent();
    }
  }

  /** Overwrites the bytes. If the HTTP client asks for them later, it gets an error. */
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
    asked = true; // set first, because isUnsent() is called after the bytes are overwritten
    byte[] form = bytes.get();
    if (form != null && !left) {
      left = calls.sent();
      form = left ? form : null;
    }
    subscriber.onSubscribe(new Delivery(subscriber, form));
  }

  /** Delivers the bytes once, and keeps no reference to them. */
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
