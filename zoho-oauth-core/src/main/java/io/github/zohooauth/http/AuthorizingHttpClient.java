package io.github.zohooauth.http;

import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.transport.HttpSource;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Sends each request through a delegate, with an access token; all else is the delegate's. */
final class AuthorizingHttpClient extends HttpClient {

  private final HttpClient delegate;
  private final ApiAuthorization authorization;
  private final boolean ownsDelegate;

  /**
   * Refuses a delegate that would take the token to another host, or leave it out.
   *
   * @param option names the delegate in the message
   * @param ownsDelegate whether {@link #close} closes the delegate
   */
  AuthorizingHttpClient(
      String option, HttpClient delegate, ApiAuthorization authorization, boolean ownsDelegate) {
    this.ownsDelegate = ownsDelegate;
    this.delegate = Objects.requireNonNull(delegate, option);
    this.authorization = Objects.requireNonNull(authorization, "authorization");
    if (delegate.followRedirects() != Redirect.NEVER) {
      throw new IllegalArgumentException(
          option
              + ": follows redirects, which could take a token to another host. Nothing was sent."
              + " Build the HttpClient with followRedirects(NEVER).");
    }
    if (HttpSource.dropsAuthorization(delegate)) {
      throw new IllegalArgumentException(
          HttpSource.droppedAuthorization(option, "Nothing was sent.")
              + " To a proxy, each request can carry a Proxy-Authorization header instead.");
    }
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    AuthorizedSend.Steps<T> blocking =
        new AuthorizedSend.Steps<>(
            uri -> completed(() -> authorization.headerFor(uri)),
            (header, uri) -> completed(() -> authorization.betterThan(header, uri)),
            (next, taker) -> completed(() -> delegate.send(next, taker)));
    CompletableFuture<HttpResponse<T>> sending =
        new AuthorizedSend<>(authorization, request, handler, blocking).start();
    try {
      return sending.get();
    } catch (InterruptedException e) {
      sending.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw thrown(Futures.cause(e));
    }
  }

  /** Does the work in the calling thread. */
  private static <V> CompletableFuture<V> completed(Callable<V> work) {
    try {
      return CompletableFuture.completedFuture(work.call());
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Throws the failure, or returns it to be thrown. */
  private static IOException thrown(@Nullable Throwable failure) throws InterruptedException {
    if (failure instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof IOException known ? known : new IOException(failure);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return start(request, handler, (next, taker) -> delegate.sendAsync(next, taker));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      BodyHandler<T> handler,
      @Nullable PushPromiseHandler<T> pushPromiseHandler) {
    return start(
        request, handler, (next, taker) -> delegate.sendAsync(next, taker, pushPromiseHandler));
  }

  private <T> CompletableFuture<HttpResponse<T>> start(
      HttpRequest request, BodyHandler<T> handler, AuthorizedSend.Sender<T> sender) {
    AuthorizedSend.Steps<T> steps =
        new AuthorizedSend.Steps<>(
            authorization::headerForAsync, authorization::betterThanAsync, sender);
    try {
      return new AuthorizedSend<>(authorization, request, handler, steps).start();
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return delegate.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return delegate.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return delegate.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return delegate.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return delegate.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return delegate.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return delegate.authenticator();
  }

  @Override
  public Version version() {
    return delegate.version();
  }

  @Override
  public Optional<Executor> executor() {
    return delegate.executor();
  }

  /** Returns the delegate's builder: a web socket gets no token. */
  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return delegate.newWebSocketBuilder();
  }

  /**
   * Closes the delegate if this client owns it. Since JDK 21 it overrides the method of {@link
   * HttpClient}, which has none before, and then nothing is closed.
   */
  public void close() {
    Object closed = delegate;
    if (ownsDelegate && closed instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) { // which the JDK's clients do not declare
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public String toString() {
    return "AuthorizingHttpClient[delegate=" + delegate + "]";
  }
}
