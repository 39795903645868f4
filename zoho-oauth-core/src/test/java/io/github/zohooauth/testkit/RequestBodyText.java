package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** What a request is about to send, as text. */
public final class RequestBodyText implements Flow.Subscriber<ByteBuffer> {

  private final StringBuilder text = new StringBuilder();

  private RequestBodyText() {}

  public static String of(HttpRequest request) {
    RequestBodyText body = new RequestBodyText();
    request.bodyPublisher().ifPresent(publisher -> publisher.subscribe(body));
    return body.text.toString();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ByteBuffer part) {
    text.append(UTF_8.decode(part));
  }

  @Override
  public void onError(Throwable failure) {
    throw new AssertionError(failure);
  }

  @Override
  public void onComplete() {}
}
