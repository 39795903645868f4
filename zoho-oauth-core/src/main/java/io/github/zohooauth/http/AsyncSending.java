package io.github.zohooauth.http;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.internal.runtime.Futures;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request on its way with nobody waiting; whoever cancels the result cancels the sending. */
final class AsyncSending<T> {

  /** Hands a request to the delegate. */
  interface Sender<T> {
    CompletableFuture<HttpResponse<T>> send(HttpRequest request, BodyHandler<T> handler);
  }

  private final CompletableFuture<HttpResponse<T>> result = new CompletableFuture<>();
  private final TokenProvider tokens;
  private final AuthorizedRequest request;
  private final BodyHandler<T> handler;
  private final FirstAnswer<T> first;
  private final Sender<T> sender;
  private volatile @Nullable CompletableFuture<HttpResponse<T>> underWay;

  AsyncSending(
      TokenProvider tokens,
      AuthorizedRequest request,
      BodyHandler<T> handler,
      FirstAnswer<T> first,
      Sender<T> sender) {
    this.tokens = tokens;
    this.request = request;
    this.handler = handler;
    this.first = first;
    this.sender = sender;
  }

  CompletableFuture<HttpResponse<T>> start() {
    result.whenComplete(
        (response, failure) -> {
          cancelUnderWay();
          first.drop();
        });
    tokens
        .getAccessTokenAsync()
        .thenCompose(
            token -> send(request.with(token), first).thenCompose(answer -> next(token, answer)))
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
    if (!first.isRejection()) {
      return CompletableFuture.completedFuture(answer);
    }
    return again(token)
        .thenCompose(
            again -> again.isEmpty() ? first.replay(answer) : sendAgain(again.get(), answer));
  }

  /** The request with a better token; empty if none can be had, for any reason. */
  private CompletableFuture<Optional<HttpRequest>> again(AccessToken rejected) {
    try {
      return tokens
          .replaceRejectedAsync(rejected)
          .thenApply(better -> request.again(rejected, better))
          .exceptionally(AsyncSending::noneUnlessAPersonActs);
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(noneUnlessAPersonActs(e));
    }
  }

  private static Optional<HttpRequest> noneUnlessAPersonActs(Throwable failure) {
    Throwable cause = Futures.cause(failure);
    if (cause instanceof AuthorizationRequiredException required) {
      throw required;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return Optional.empty();
  }

  private CompletableFuture<HttpResponse<T>> sendAgain(HttpRequest again, HttpResponse<T> answer) {
    return send(again, handler)
        .exceptionallyCompose(
            failure ->
                request.isSpent() ? first.replay(answer) : CompletableFuture.failedFuture(failure))
        .whenComplete((response, failure) -> first.drop());
  }

  private CompletableFuture<HttpResponse<T>> send(HttpRequest next, BodyHandler<T> taker) {
    if (result.isDone()) {
      return result; // cancelled while a token was awaited
    }
    CompletableFuture<HttpResponse<T>> sent = sender.send(next, taker);
    underWay = sent;
    if (result.isDone()) {
      cancelUnderWay();
    }
    return sent;
  }

  private void cancelUnderWay() {
    CompletableFuture<HttpResponse<T>> sent = underWay;
    if (sent != null) {
      sent.cancel(true);
    }
  }
}
