package io.github.zohooauth.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.internal.runtime.Futures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the first answer to a request rejects the token.
 *
 * <p>An answer that rejects the token is kept from the caller's handler until {@link #replay}.
 */
final class RejectionCheck<T> implements BodyHandler<T> {

  private final BodyHandler<T> caller;
  private final ApiAuthorization authorization;

  /** Null again at the end: a pooled connection keeps its last handler. */
  private volatile @Nullable PeekedBody<T> peeked;

  RejectionCheck(BodyHandler<T> caller, ApiAuthorization authorization) {
    this.caller = caller;
    this.authorization = authorization;
  }

  @Override
  public BodySubscriber<T> apply(ResponseInfo head) {
    int status = head.statusCode();
    if (!authorization.mayReject(status)) {
      return caller.apply(head);
    }
    boolean zipped =
        head.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
    List<String> challenges = head.headers().allValues("WWW-Authenticate");
    PeekedBody<T> body =
        new PeekedBody<>(
            () -> caller.apply(head),
            bytes ->
                authorization.rejects(
                    status, challenges, zipped ? unzipped(bytes) : new String(bytes, UTF_8)));
    peeked = body;
    return body;
  }

  private static String unzipped(byte[] bytes) {
    byte[] text = new byte[PeekedBody.MAX_LENGTH];
    int length = 0;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      for (int read = 0; read >= 0 && length < text.length; ) {
        length += read;
        read = in.read(text, length, text.length - length);
      }
    } catch (IOException e) {
      // The beginning of a long body ends early; what was unzipped until then is enough.
    }
    return new String(text, 0, length, UTF_8);
  }

  boolean isRejection() {
    PeekedBody<T> body = peeked;
    return body != null && body.isRejected();
  }

  /** Returns the answer as the caller's handler makes it. */
  CompletableFuture<HttpResponse<T>> replay(HttpResponse<T> answer) {
    PeekedBody<T> body = peeked;
    if (body == null) { // the caller has cancelled
      return CompletableFuture.completedFuture(answer);
    }
    return CompletableFuture.completedFuture(body)
        .thenCompose(PeekedBody::replay)
        .<HttpResponse<T>>thenApply(value -> new ReplayedResponse<>(answer, value))
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(known(failure)));
  }

  /** Returns what the JDK's client makes of a failure of the body handler. */
  private static Throwable known(Throwable failure) {
    Throwable cause = Futures.cause(failure);
    return cause instanceof IOException || cause instanceof Error
        ? cause
        : new IOException("The body handler failed. The request was sent.", cause);
  }

  /**
   * Closes an answer that the caller does not get.
   *
   * @param failed whether the caller gets no answer at all
   */
  void end(boolean failed) {
    PeekedBody<T> body = peeked;
    peeked = null;
    if (body != null && (failed || body.isUnread())) {
      body.cancel();
    }
  }

  /** A response with the body that the caller's handler made after the rejection check. */
  static final class ReplayedResponse<T> implements HttpResponse<T> {

    private final HttpResponse<T> response;
    private final T body;

    ReplayedResponse(HttpResponse<T> response, T body) {
      this.response = response;
      this.body = body;
    }

    @Override
    public T body() {
      return body;
    }

    @Override
    public int statusCode() {
      return response.statusCode();
    }

    @Override
    public HttpRequest request() {
      return response.request();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return response.previousResponse();
    }

    @Override
    public HttpHeaders headers() {
      return response.headers();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return response.sslSession();
    }

    @Override
    public URI uri() {
      return response.uri();
    }

    @Override
    public Version version() {
      return response.version();
    }

    @Override
    public String toString() {
      return response.toString();
    }
  }
}
