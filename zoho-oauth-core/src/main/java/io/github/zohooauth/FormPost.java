package io.github.zohooauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * One POST of a form to an accounts server: secrets in the body, redirects not followed, the body
 * bounded, and all of it within one deadline, where {@link HttpRequest#timeout} ends at the body.
 */
final class FormPost {

  private final HttpClient http;
  private final Duration timeout;

  FormPost(HttpClient http, Duration timeout) {
    this.http = http;
    this.timeout = timeout;
  }

  /**
   * What to post.
   *
   * @param authorization the value of that header, or null
   * @param repeatable whether a request lost with its connection may be sent once more: a server
   *     may close a pooled connection at the moment that a request enters it
   */
  record Form(Map<String, String> fields, @Nullable String authorization, boolean repeatable) {

    String encoded() {
      return fields.entrySet().stream()
          .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
          .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
      return "Form[redacted]";
    }
  }

  /**
   * Sends the form.
   *
   * @param sent called before each time that the request is sent
   * @return the answer, or the failure of the network
   */
  CompletableFuture<Answer> send(URI uri, Form form, Runnable sent) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(form.encoded()));
    if (form.authorization() != null) {
      request.header("Authorization", form.authorization());
    }
    Exchange exchange = new Exchange(request.build(), form.repeatable(), sent);
    exchange.send();
    return exchange
        .answer
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((answer, failure) -> exchange.hangUp());
  }

  /** A request under way, with its one repeat. */
  private final class Exchange {

    final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final HttpRequest request;
    private final Runnable sent;
    private boolean repeatable;
    private volatile boolean answering;
    private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> inFlight;

    Exchange(HttpRequest request, boolean repeatable, Runnable sent) {
      this.request = request;
      this.repeatable = repeatable;
      this.sent = sent;
    }

    void send() {
      sent.run();
      CompletableFuture<HttpResponse<byte[]>> response =
          http.sendAsync(
              request,
              head -> {
                answering = true;
                return new BoundedBody(Json.MAX_LENGTH);
              });
      inFlight = response;
      response.whenComplete(this::received);
      if (answer.isDone()) {
        hangUp();
      }
    }

    private void received(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
      if (response != null) {
        answer.complete(
            Answer.of(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Retry-After")));
      } else if (repeatable && !answering && !answer.isDone() && isLostConnection(failure)) {
        repeatable = false;
        send();
      } else if (failure != null) {
        answer.completeExceptionally(plain(failure));
      }
    }

    void hangUp() {
      CompletableFuture<HttpResponse<byte[]>> response = inFlight;
      if (response != null) {
        response.cancel(true);
      }
    }
  }

  /** A connection that took too long to open is one that could not be opened. */
  private static @Nullable Throwable plain(Throwable failure) {
    Throwable cause = Completion.cause(failure);
    return cause instanceof HttpConnectTimeoutException ? new ConnectException() : cause;
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
