package io.github.zohooauth.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** A request body that is sent for the second time, and tells if it has been used up. */
final class SecondBody implements BodyPublisher {

  private final BodyPublisher body;
  private volatile boolean spent;

  SecondBody(BodyPublisher body) {
    this.body = body;
  }

  /** Whether it came to less than it was to be: it can be had only once. */
  boolean isSpent() {
    return spent;
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(new Counting(subscriber));
  }

  private final class Counting implements Subscriber<ByteBuffer> {

    private final Subscriber<? super ByteBuffer> subscriber;
    private long left = body.contentLength();

    Counting(Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
      left -= buffer.remaining();
      subscriber.onNext(buffer);
    }

    @Override
    public void onError(Throwable failure) {
      spent = true;
      subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
      spent = left > 0;
      subscriber.onComplete();
    }
  }
}
