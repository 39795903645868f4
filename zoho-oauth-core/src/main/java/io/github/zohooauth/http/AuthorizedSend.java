package io.github.zohooauth.http;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.text.Origin;
import io.github.zohooauth.internal.text.Require;
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
import java.util.function.Function;
import java.util.function.Supplier;
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

  /** How to get a token, how to replace a rejected one, and how to send. */
  record Steps<T>(
      Supplier<CompletableFuture<AccessToken>> token,
      Function<AccessToken, CompletableFuture<AccessToken>> replacement,
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
    requireOrigin(request.uri());
    this.request = HttpRequest.newBuilder(request, (name, value) -> true).build();
    requireOrigin(this.request.uri());
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

  /** Refuses a URI that no token may go to before a token is asked for. */
  private static void requireOrigin(URI uri) {
    if (Origin.of(uri) == null) {
      throw new IllegalArgumentException(
          "uri: not https, nor http to a loopback address, or has user information. Nothing was"
              + " sent. Use an https URI of a Zoho API.");
    }
  }

  /** Returns the response; to cancel it cancels the request. */
  CompletableFuture<HttpResponse<T>> start() {
    result.whenComplete(
        (response, failure) -> {
          cancelSent();
          check.end(failure != null);
        });
    Require.returned("tokens", steps.token().get())
        .thenApply(token -> Require.returned("tokens", token))
        .thenCompose(
            token ->
                send(authorized(token).build(), check).thenCompose(answer -> next(token, answer)))
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

  private CompletableFuture<HttpResponse<T>> next(AccessToken token, HttpResponse<T> answer) {
    if (!check.isRejection()) {
      return CompletableFuture.completedFuture(answer);
    }
    return repeat(token)
        .thenCompose(
            repeat -> repeat.isEmpty() ? check.replay(answer) : sendAgain(repeat.get(), answer));
  }

  /** Returns the request with a better token; empty if none can be had. */
  private CompletableFuture<Optional<HttpRequest>> repeat(AccessToken rejected) {
    try {
      return steps
          .replacement()
          .apply(rejected)
          .thenApply(better -> repeat(rejected, better))
          .exceptionally(AuthorizedSend::noRepeat);
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(noRepeat(e));
    }
  }

  private Optional<HttpRequest> repeat(AccessToken rejected, AccessToken better) {
    long length = request.bodyPublisher().map(BodyPublisher::contentLength).orElse(0L);
    if (better.value().equals(rejected.value()) || length < 0) {
      return Optional.empty();
    }
    HttpRequest.Builder builder = authorized(better);
    repeatedBody.ifPresent(body -> builder.method(request.method(), body));
    return Optional.of(builder.build());
  }

  /** The API's answer is of more use to the caller than most failures of the replacement. */
  private static Optional<HttpRequest> noRepeat(Throwable failure) {
    Throwable cause = Futures.cause(failure);
    if (cause instanceof AuthorizationRequiredException required) {
      throw required;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return Optional.empty();
  }

  private HttpRequest.Builder authorized(AccessToken token) {
    if (!token.isFor(request.uri())) {
      throw new IllegalArgumentException(
          ("uri: not a host of data center %s, which the token is for. Nothing was sent. If the"
                  + " host may have the token, add it with DataCenter.withApiHosts(...).")
              .formatted(token.dataCenter().location()));
    }
    return HttpRequest.newBuilder(request, (name, value) -> true)
        .header(AUTHORIZATION, token.authorizationHeader());
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
