package io.github.zohooauth.http;

import io.github.zohooauth.internal.runtime.Futures;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request with a token and, if the API rejects the token, once more with a better one.
 *
 * <p>{@code send} and {@code sendAsync} differ in their {@link Steps} alone.
 */
final class AuthorizedSend<T> {

  /** Sends a request through the delegate. */
  @FunctionalInterface
  interface Sender<T> {
    CompletableFuture<HttpResponse<T>> send(HttpRequest request, BodyHandler<T> handler);
  }

  /** How to get the header for a URI, how to get a better one, and how to send. */
  record Steps<T>(
      Function<URI, CompletableFuture<String>> header,
      BiFunction<String, URI, CompletableFuture<Optional<String>>> better,
      Sender<T> sender) {}

  private static final String AUTHORIZATION = "Authorization";

  private final CompletableFuture<HttpResponse<T>> result = new CompletableFuture<>();
  private final HttpRequest request;
  private final Optional<RepeatedBody> repeatedBody;
  private final BodyHandler<T> handler;
  private final RejectionCheck<T> check;
  private final Steps<T> steps;
  private volatile @Nullable CompletableFuture<HttpResponse<T>> sent;

  /**
   * Checks the request and copies it: a subclass of {@link HttpRequest} may change its answers.
   *
   * @throws IllegalArgumentException if no token may go there, or the request has one already
   */
  AuthorizedSend(
      ApiAuthorization authorization, HttpRequest request, BodyHandler<T> handler, Steps<T> steps) {
    ApiAuthorization.requireOrigin(request.uri());
    this.request = HttpRequest.newBuilder(request, (name, value) -> true).build();
    if (this.request.headers().firstValue(AUTHORIZATION).isPresent()) {
      throw new IllegalArgumentException(
          "headers: the request has an Authorization header, which this client sets. Nothing was"
              + " sent. Remove the header.");
    }
    this.repeatedBody =
        this.request
            .bodyPublisher()
            .filter(body -> body.contentLength() > 0)
            .map(RepeatedBody::new);
    this.handler = Objects.requireNonNull(handler, "handler");
    this.check = new RejectionCheck<>(handler, authorization);
    this.steps = steps;
  }

  /** Returns the response; to cancel it cancels the request. */
  CompletableFuture<HttpResponse<T>> start() {
    result.whenComplete(
        (response, failure) -> {
          cancelSent();
          check.end(failure != null);
        });
    steps
        .header()
        .apply(request.uri())
        .thenCompose(
            header ->
                send(authorized(header).build(), check).thenCompose(answer -> next(header, answer)))
        .whenComplete(
            (response, failure) -> {
              Throwable cause = Futures.cause(failure);
              if (cause != null) {
                result.completeExceptionally(cause);
              } else {
                result.complete(response);
              }
            });
    return result;
  }

  private CompletableFuture<HttpResponse<T>> next(String header, HttpResponse<T> answer) {
    if (!check.isRejection()) {
      return CompletableFuture.completedFuture(answer);
    }
    return steps
        .better()
        .apply(header, request.uri())
        .thenCompose(
            better ->
                better.isEmpty() || !isRepeatable()
                    ? check.replay(answer)
                    : sendAgain(repeat(better.get()), answer));
  }

  private boolean isRepeatable() {
    return request.bodyPublisher().map(BodyPublisher::contentLength).orElse(0L) >= 0;
  }

  private HttpRequest repeat(String header) {
    HttpRequest.Builder builder = authorized(header);
    repeatedBody.ifPresent(body -> builder.method(request.method(), body));
    return builder.build();
  }

  private HttpRequest.Builder authorized(String header) {
    return HttpRequest.newBuilder(request, (name, value) -> true).header(AUTHORIZATION, header);
  }

  private CompletableFuture<HttpResponse<T>> sendAgain(HttpRequest repeat, HttpResponse<T> answer) {
    return send(repeat, handler)
        .exceptionallyCompose(
            failure ->
                isBodyUsedUp(failure)
                    ? check.replay(answer)
                    : CompletableFuture.failedFuture(failure));
  }

  private boolean isBodyUsedUp(Throwable failure) {
    return !(Futures.cause(failure) instanceof InterruptedException)
        && repeatedBody.filter(body -> body.usedUp).isPresent();
  }

  private CompletableFuture<HttpResponse<T>> send(HttpRequest next, BodyHandler<T> taker) {
    if (result.isDone()) {
      return result; // cancelled while a token was awaited
    }
    CompletableFuture<HttpResponse<T>> sending = steps.sender().send(next, taker);
    sent = sending;
    if (result.isDone()) {
      cancelSent();
    }
    return sending;
  }

  private void cancelSent() {
    CompletableFuture<HttpResponse<T>> sending = sent;
    if (sending != null) {
      sending.cancel(true);
    }
  }

  /** The body of a repeated request; it knows if the first sending has used the body up. */
  static final class RepeatedBody implements BodyPublisher {

    private final BodyPublisher body;

    /** Whether the body failed, or was shorter than its length: it can be sent only once. */
    private volatile boolean usedUp;

    RepeatedBody(BodyPublisher body) {
      this.body = body;
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
}
