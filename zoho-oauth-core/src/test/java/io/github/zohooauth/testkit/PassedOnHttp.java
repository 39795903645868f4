package io.github.zohooauth.testkit;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** An HTTP client that leaves to another whatever is not a request sent asynchronously. */
public abstract class PassedOnHttp extends HttpClient {

  public final HttpClient other;

  public PassedOnHttp(HttpClient other) {
    this.other = other;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      HttpResponse.BodyHandler<T> handler,
      HttpResponse.PushPromiseHandler<T> pushed) {
    return sendAsync(request, handler);
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return other.send(request, handler);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return other.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return other.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return other.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return other.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return other.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return other.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return other.authenticator();
  }

  @Override
  public Version version() {
    return other.version();
  }

  @Override
  public Optional<Executor> executor() {
    return other.executor();
  }
}
