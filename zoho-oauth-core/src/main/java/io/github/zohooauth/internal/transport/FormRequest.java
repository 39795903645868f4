package io.github.zohooauth.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A form to post to an accounts server.
 *
 * @param authorization the value of the {@code Authorization} header, or null
 * @param repeatable whether a request that is lost with its connection may be sent again. A server
 *     may close a pooled connection just when a request is sent on it
 */
public record FormRequest(
    URI uri, Map<String, String> fields, @Nullable String authorization, boolean repeatable) {

  Body body(CallCounter calls) {
    StringJoiner form = new StringJoiner("&");
    for (Map.Entry<String, String> field : fields.entrySet()) {
      form.add(field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8));
    }
    return new Body(form.toString().getBytes(UTF_8), calls);
  }

  HttpRequest request(Body body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(body);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request.build();
  }

  @Override
  public String toString() {
    return "FormRequest[redacted]";
  }

  /**
   * The body of one call. It counts each send when the HTTP client asks for the bytes, and clears
   * them after the call.
   *
   * <p>The HTTP client asks for a body when the connection is open, with its tunnel, and the
   * server's certificate is accepted. Before that, nothing was sent that Zoho could count. It asks
   * again to send the same request with a password. A pooled connection may keep the request in
   * memory, so a request must not keep secrets. Thread-safe.
   */
  static final class Body implements BodyPublisher {

    private final long length;
    private final CallCounter calls;

    /** Null after {@link #forget}. */
    private byte @Nullable [] bytes;

    /** How often the bytes were sent in this try. */
    private int sends;

    private boolean sentBefore;

    Body(byte[] bytes, CallCounter calls) {
      this.length = bytes.length;
      this.calls = calls;
      this.bytes = bytes;
    }

    /** Returns the body of a GET request, which is never sent. */
    static Body none() {
      return new Body(new byte[0], new CallCounter(InstantSource.system()));
    }

    synchronized boolean isSent() {
      return sends > 0;
    }

    /** Returns whether the bytes were sent in any try. After {@link #forget} it does not change. */
    synchronized boolean wasEverSent() {
      return sentBefore || sends > 0;
    }

    /** Returns whether the call may be repeated. A request that was not sent does not count. */
    synchronized boolean mayRepeat() {
      return sends == 0 || calls.mayRepeat();
    }

    synchronized void repeat() {
      sentBefore |= sends > 0;
      sends = 0;
    }

    /** Uncounts the last send, because the server was not reached. */
    synchronized void uncountLast() {
      uncount(Math.min(sends, 1));
    }

    /** Uncounts all sends of this try, because they reached a proxy only. */
    synchronized void uncountTry() {
      uncount(sends);
    }

    private void uncount(int last) {
      sends -= last;
      calls.uncount(last);
    }

    /** Overwrites the bytes. If the HTTP client asks for them later, it gets an error. */
    synchronized void forget() {
      if (bytes != null) {
        Arrays.fill(bytes, (byte) 0);
        bytes = null;
      }
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(new Delivery(subscriber, take(calls.now())));
    }

    /** Returns the bytes and counts them as sent; null if the call or its attempt is over. */
    private synchronized byte @Nullable [] take(Instant now) {
      if (bytes == null || !calls.count(now)) {
        return null;
      }
      sends++;
      return bytes;
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
      return "Body[redacted]";
    }
  }
}
