package io.github.zohooauth;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * One call of an accounts server: redirects not followed, the body bounded, and all of it within
 * one deadline, where {@link HttpRequest#timeout} ends at the body.
 */
final class HttpCall {

  private final HttpClient http;
  private final Pauses pauses;
  private final Duration timeout;

  HttpCall(HttpClient http, Pauses pauses, Duration timeout) {
    this.http = http;
    this.pauses = pauses;
    this.timeout = timeout;
  }

  /**
   * Asks for what is at this place.
   *
   * @param authorization the value of that header, or null
   * @return the answer, or the failure of the network
   */
  CompletableFuture<Answer> get(URI uri, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Accept", "application/json").GET();
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return send(request.build(), true, new SentCalls(InstantSource.system()));
  }

  /**
   * Sends the request.
   *
   * @param repeatable whether a request lost with its connection may be sent once more: a server
   *     may close a pooled connection at the moment that a request enters it
   * @param calls told each time that the request is sent
   * @return the answer, or the failure of the network
   */
  CompletableFuture<Answer> send(HttpRequest request, boolean repeatable, SentCalls calls) {
    Exchange exchange = new Exchange(request, repeatable, calls);
    exchange.send();
    return pauses
        .limit(exchange.answer, timeout)
        .whenComplete((answer, failure) -> exchange.hangUp());
  }

  /** A request under way, with its one repeat. */
  private final class Exchange {

    final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final HttpRequest request;
    private final SentCalls calls;
    private boolean repeatable;
    private final AtomicBoolean answering = new AtomicBoolean();
    private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> inFlight;

    Exchange(HttpRequest request, boolean repeatable, SentCalls calls) {
      this.request = request;
      this.repeatable = repeatable;
      this.calls = calls;
    }

    void send() {
      calls.sent();
      CompletableFuture<HttpResponse<byte[]>> response =
          http.sendAsync(request, bounded(answering));
      inFlight = response;
      response.whenComplete(this::received);
      if (answer.isDone()) {
        hangUp();
      }
    }

    private void received(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
      try {
        take(response, failure);
      } catch (RuntimeException e) { // whatever it is, the answer comes to an end
        answer.completeExceptionally(e);
      }
    }

    private void take(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
      if (response != null) {
        answer.complete(
            Answer.of(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Retry-After")));
      } else if (repeatable && !answering.get() && !answer.isDone() && isLostConnection(failure)) {
        repeatable = false;
        send();
      } else if (failure != null) {
        Throwable cause = plain(failure);
        if (cause instanceof ConnectException || cause instanceof SSLHandshakeException) {
          calls.notSent();
        }
        answer.completeExceptionally(cause);
      }
    }

    void hangUp() {
      CompletableFuture<HttpResponse<byte[]>> response = inFlight;
      if (response != null) {
        response.cancel(true);
      }
    }
  }

  /** Holds on to nothing else, as a pooled connection remembers it for as long as it lives. */
  private static HttpResponse.BodyHandler<byte[]> bounded(AtomicBoolean answering) {
    return head -> {
      answering.set(true);
      return new BoundedBody(Json.MAX_LENGTH);
    };
  }

  /** A connection that took too long to open is one that could not be opened. */
  private static Throwable plain(Throwable failure) {
    Throwable cause = Completion.cause(failure);
    return cause instanceof HttpConnectTimeoutException || cause == null
        ? new ConnectException()
        : cause;
  }

  private static boolean isLostConnection(@Nullable Throwable failure) {
    Throwable cause = Completion.cause(failure);
    return cause instanceof IOException
        && !(cause instanceof HttpTimeoutException)
        && !(cause instanceof ConnectException)
        && !(cause instanceof SSLHandshakeException)
        && !(cause instanceof SSLPeerUnverifiedException);
  }
}
