package io.github.zohooauth.internal.transport;

import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.internal.text.Require;
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
import org.jspecify.annotations.Nullable;

/**
 * Calls an accounts server. Redirects are not followed, and the body is bounded.
 *
 * <p>One deadline covers the whole call. {@link HttpRequest#timeout} would not cover the body.
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

  /** Returns the answer, or a {@link CallFailure}. */
  public CompletableFuture<HttpAnswer> get(URI uri, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Accept", "application/json").GET();
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return call(new Exchange(request.build(), FormRequest.Body.none(), true), timeout);
  }

  /** Returns the answer, or a {@link CallFailure}. Counts each time that the form is sent. */
  public CompletableFuture<HttpAnswer> post(FormRequest form, CallCounter calls) {
    return post(form, calls, timeout);
  }

  /** Does the same with another timeout. */
  public CompletableFuture<HttpAnswer> post(FormRequest form, CallCounter calls, Duration longest) {
    FormRequest.Body body = form.body(calls);
    return call(new Exchange(form.request(body), body, form.repeatable()), longest);
  }

  public boolean dropsAuthorization() {
    return HttpSource.dropsAuthorization(http.client());
  }

  private CompletableFuture<HttpAnswer> call(Exchange exchange, Duration longest) {
    exchange.send();
    CompletableFuture<HttpAnswer> described =
        exchange
            .answer
            .whenComplete((answer, failure) -> exchange.finish(failure))
            .exceptionallyCompose(
                failure -> CompletableFuture.failedFuture(exchange.described(failure)));
    try {
      CompletableFuture<HttpAnswer> unused = pauses.limit(exchange.answer, longest);
    } catch (Throwable e) { // without a thread for the deadline, the call must not hang
      exchange.answer.completeExceptionally(e);
    }
    return described;
  }

  /**
   * A request in progress, with its one repeat. Its answer completes on the thread that read the
   * body, before the HTTP client's own future does.
   */
  private final class Exchange {

    final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    private final HttpRequest request;
    private final FormRequest.Body body;
    private boolean repeatable;
    private final AtomicReference<@Nullable Exchange> unanswered = new AtomicReference<>(this);
    private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> inFlight;

    Exchange(HttpRequest request, FormRequest.Body body, boolean repeatable) {
      this.request = request;
      this.body = body;
      this.repeatable = repeatable;
    }

    void send() {
      CompletableFuture<HttpResponse<byte[]>> response;
      try {
        response =
            Require.returned("httpClient", http.client().sendAsync(request, bounded(unanswered)));
      } catch (Throwable e) { // also after an Error, because the request may have been sent
        answer.completeExceptionally(e);
        return;
      }
      inFlight = response;
      response.whenComplete(this::onResponse);
      if (answer.isCompletedExceptionally()) {
        cancelRequest();
      }
    }

    private void hasRead(HttpResponse.ResponseInfo head, byte[] bytes) {
      CompletableFuture<HttpResponse<byte[]>> response = inFlight;
      if (http.isOwn() && response != null) {
        response.complete(null); // otherwise the HTTP client wakes a thread for it
      }
      read(head.statusCode(), bytes, head.headers());
    }

    private void read(int status, byte[] bytes, HttpHeaders headers) {
      if (status == HttpURLConnection.HTTP_PROXY_AUTH) {
        body.uncountTry();
        answer.completeExceptionally(new CallFailure.ProxyCredentials());
        return;
      }
      try {
        answer.complete(HttpAnswer.of(status, bytes, headers));
      } catch (Throwable e) { // the caller must not wait forever
        answer.completeExceptionally(e);
      }
    }

    private void onResponse(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
      if (answer.isDone()) {
        return;
      }
      if (response != null) { // from an HTTP client that does not use our body handler
        byte[] bytes = Objects.requireNonNullElse(response.body(), new byte[0]); // null after a 407
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
      boolean repeats = repeatable && body.mayRepeat();
      if (repeats && unanswered.get() != null && CallFailure.isLostConnection(failure)) {
        repeatable = false;
        body.repeat();
        send();
        return;
      }
      Throwable cause = CallFailure.plain(failure);
      if (CallFailure.isUnconnected(cause)) {
        body.uncountLast(); // an HTTP client that wraps another may have read the body
      }
      answer.completeExceptionally(cause);
    }

    /**
     * Returns the hidden status. A 401 is ignored if we sent an {@code Authorization} header: an
     * HTTP client that wraps JDK 17's may have dropped it.
     */
    private OptionalInt hiddenStatus(Throwable failure) {
      boolean tls = "https".equals(request.uri().getScheme());
      boolean authorized = request.headers().firstValue("Authorization").isPresent();
      OptionalInt status = CallFailure.hiddenStatus(failure, tls && body.isSent());
      return authorized && status.orElse(0) == HttpURLConnection.HTTP_UNAUTHORIZED
          ? OptionalInt.empty()
          : status;
    }

    void finish(@Nullable Throwable failure) {
      body.forget();
      if (failure != null) {
        unanswered.set(null);
        cancelRequest();
      }
      if (!hasBody()) {
        return; // only a request with a body shows whether there was a connection
      }
      if (!body.isSent() && CallFailure.isSilence(Futures.cause(failure))) {
        http.noteSilence();
      } else {
        http.noteWorking();
      }
    }

    private boolean hasBody() {
      return request.bodyPublisher().isPresent();
    }

    /** Returns the failure, and whether the request was sent. Called when the body is cleared. */
    CallFailure described(Throwable failure) {
      Throwable cause = CallFailure.plain(failure);
      boolean sent = hasBody() ? body.wasEverSent() : !CallFailure.isUnsent(cause);
      return new CallFailure(cause, sent, http.proxy(request.uri()));
    }

    private void cancelRequest() {
      CompletableFuture<HttpResponse<byte[]>> response = inFlight;
      if (response != null) {
        response.cancel(true);
      }
    }
  }

  /**
   * Returns a body handler that clears its reference to the call. A pooled connection keeps the
   * handler as long as it is open.
   */
  private static HttpResponse.BodyHandler<byte[]> bounded(
      AtomicReference<@Nullable Exchange> unanswered) {
    return head -> {
      Exchange asked = unanswered.getAndSet(null);
      return new BoundedBody(
          Json.MAX_LENGTH, asked == null ? null : bytes -> asked.hasRead(head, bytes));
    };
  }
}
