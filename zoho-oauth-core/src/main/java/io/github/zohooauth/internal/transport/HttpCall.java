package io.github.zohooauth.internal.transport;

import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.internal.text.Require;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * One call of an accounts server: redirects not followed, the body bounded, and all of it within
 * one deadline, where {@link HttpRequest#timeout} ends at the body.
 */
public final class HttpCall {

  private final HttpSource http;
  private final Delayer pauses;
  private final Duration timeout;

  public HttpCall(HttpSource http, Delayer pauses, Duration timeout) {
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
  public CompletableFuture<HttpAnswer> get(URI uri, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Accept", "application/json").GET();
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return call(new Exchange(request.build(), null, true));
  }

  /**
   * Sends the request.
   *
   * @param body of the request; it is forgotten when the call is over
   * @param repeatable whether a request lost with its connection may be sent once more: a server
   *     may close a pooled connection at the moment that a request enters it
   * @return the answer, or the failure of the network
   */
  CompletableFuture<HttpAnswer> post(HttpRequest request, FormBody body, boolean repeatable) {
    return call(new Exchange(request, body, repeatable));
  }

  /**
   * Refuses calls with an {@code Authorization} header where it would not arrive.
   *
   * @throws DroppedHeader if the application's HTTP client leaves the header out
   */
  public void requireAuthorization() {
    if (http.dropsAuthorization()) {
      throw DroppedHeader.refused();
    }
  }

  private CompletableFuture<HttpAnswer> call(Exchange exchange) {
    if (exchange.isAuthorized() && http.dropsAuthorization()) {
      return CompletableFuture.failedFuture(DroppedHeader.refused());
    }
    exchange.send();
    CompletableFuture<HttpAnswer> ended =
        exchange
            .answer
            .whenComplete((answer, failure) -> exchange.end(failure))
            .exceptionallyCompose(
                failure -> CompletableFuture.failedFuture(exchange.told(failure)));
    try {
      CompletableFuture<HttpAnswer> unused = pauses.limit(exchange.answer, timeout);
    } catch (Throwable e) { // there is no thread to end it in time
      exchange.answer.completeExceptionally(e);
    }
    return ended;
  }

  /**
   * A request under way, with its one repeat. Its answer is there with the last byte of the body,
   * in the thread that read it: the client's own future comes later, and by one thread more.
   */
  private final class Exchange {

    final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    private final HttpRequest request;
    private final @Nullable FormBody body;
    private boolean repeatable;
    private final AtomicReference<@Nullable Exchange> unanswered = new AtomicReference<>(this);
    private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> inFlight;

    Exchange(HttpRequest request, @Nullable FormBody body, boolean repeatable) {
      this.request = request;
      this.body = body;
      this.repeatable = repeatable;
    }

    boolean isAuthorized() {
      return request.headers().firstValue("Authorization").isPresent();
    }

    void send() {
      CompletableFuture<HttpResponse<byte[]>> response;
      try {
        response =
            Require.returned("httpClient", http.client().sendAsync(request, bounded(unanswered)));
      } catch (Throwable e) { // an Error, too: the request may have been sent
        answer.completeExceptionally(e);
        return;
      }
      inFlight = response;
      response.whenComplete(this::ended);
      if (answer.isCompletedExceptionally()) {
        hangUp();
      }
    }

    private void hasRead(HttpResponse.ResponseInfo head, byte[] bytes) {
      CompletableFuture<HttpResponse<byte[]>> response = inFlight;
      if (http.isOwn() && response != null) {
        response.complete(null); // or the client wakes a thread for it
      }
      read(head.statusCode(), bytes, head.headers());
    }

    private void read(int status, byte[] bytes, HttpHeaders headers) {
      if (status == HttpURLConnection.HTTP_PROXY_AUTH) {
        takeBack(); // a proxy kept it
      }
      try {
        answer.complete(HttpAnswer.of(status, bytes, headers));
      } catch (Throwable e) { // whatever it is, the answer comes to an end
        answer.completeExceptionally(e);
      }
    }

    private void ended(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
      if (answer.isDone()) {
        return;
      }
      if (response != null) { // of a client that read it otherwise
        byte[] bytes = Objects.requireNonNullElse(response.body(), new byte[0]); // as after a 407
        read(response.statusCode(), bytes, response.headers());
      } else if (failure != null) {
        failed(failure);
      }
    }

    private void failed(Throwable failure) {
      OptionalInt hidden = hiddenStatus(failure);
      if (hidden.isPresent()) {
        read(hidden.getAsInt(), new byte[0], HttpHeaders.of(Map.of(), (name, value) -> true));
        return;
      }
      boolean repeats = repeatable && (body == null || body.mayRepeat());
      if (repeats && unanswered.get() != null && CallFailure.isLostConnection(failure)) {
        repeatable = false;
        if (body != null) {
          body.repeat();
        }
        send();
        return;
      }
      Throwable cause = CallFailure.plain(failure);
      if (cause instanceof ConnectException || cause instanceof SSLHandshakeException) {
        takeBack(); // an HTTP client around another may have looked at the body
      }
      answer.completeExceptionally(cause);
    }

    /** With a header of ours, 401 says nothing: a client around JDK 17's may leave it out. */
    private OptionalInt hiddenStatus(Throwable failure) {
      boolean tls = "https".equals(request.uri().getScheme());
      OptionalInt status = HiddenStatus.of(failure, tls && body != null && body.hasLeft());
      return isAuthorized() && status.orElse(0) == HttpURLConnection.HTTP_UNAUTHORIZED
          ? OptionalInt.empty()
          : status;
    }

    private void takeBack() {
      if (body != null) {
        body.notSent();
      }
    }

    void end(@Nullable Throwable failure) {
      if (body != null) {
        body.forget();
      }
      if (failure != null) {
        unanswered.set(null);
        hangUp();
      }
      if (body != null) { // for which alone it is known whether there was a connection
        boolean silent = !body.hasLeft() && CallFailure.isSilence(Futures.cause(failure));
        if (silent) {
          http.noteSilence();
        } else {
          http.noteWorking();
        }
      }
    }

    /** The failure, with what is known of the request; asked when the body is forgotten. */
    Throwable told(Throwable failure) {
      Throwable cause = CallFailure.plain(failure);
      boolean unsent = body == null ? CallFailure.isUnsent(cause) : body.isUnsent();
      return unsent ? new UnsentCall(cause, http.proxy(request.uri())) : cause;
    }

    private void hangUp() {
      CompletableFuture<HttpResponse<byte[]>> response = inFlight;
      if (response != null) {
        response.cancel(true);
      }
    }
  }

  /** Lets go of whoever asked, as a pooled connection remembers this for as long as it lives. */
  private static HttpResponse.BodyHandler<byte[]> bounded(
      AtomicReference<@Nullable Exchange> unanswered) {
    return head -> {
      Exchange asked = unanswered.getAndSet(null);
      return new BoundedBody(
          Json.MAX_LENGTH, asked == null ? null : bytes -> asked.hasRead(head, bytes));
    };
  }
}
