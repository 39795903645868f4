package io.github.zohooauth.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** The body of a repeated request; it knows if the first sending has used the body up. */
final class RepeatedBody implements BodyPublisher {

  private final BodyPublisher body;
  private volatile boolean usedUp;

  RepeatedBody(BodyPublisher body) {
    this.body = body;
  }

  /** Returns whether the body failed, or was shorter than its length: it can be sent only once. */
  boolean isUsedUp() {
    return usedUp;
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(
        new Subscriber<ByteBuffer>() {
          private long left = body.contentLength();

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
            usedUp = true;
            subscriber.onError(failure);
          }

          @Override
          public void onComplete() {
            usedUp = left > 0;
            subscriber.onComplete();
          }
        });
  }
}
