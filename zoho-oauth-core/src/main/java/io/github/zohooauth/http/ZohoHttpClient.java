package io.github.zohooauth.http;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenProvider;
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

/**
 * Makes {@link HttpClient}s that authorize each request to Zoho's APIs with an access token.
 *
 * <p>If the API rejects the token, the client asks the provider for a better one and repeats the
 * request once. It repeats a request only if its body is empty or has a known length. A 401 rejects
 * the token unless it names a scope or an organization in its first 64 KiB; {@link
 * ApiAuthorization#rejectedIf} adds other answers. If there is no better token, the caller gets the
 * API's answer, byte for byte. Other requests of that owner keep their token and do not wait.
 *
 * <p>A token goes only where {@link AccessToken#isFor} allows it. The client refuses any other
 * request with an {@link IllegalArgumentException} before it is sent. It also refuses a request
 * that already has an {@code Authorization} header.
 *
 * <p>{@code send} throws what {@link TokenProvider#getAccessToken} throws, and the future of {@code
 * sendAsync} fails with it. Of the failures of {@link TokenProvider#replaceRejected}, only {@link
 * AuthorizationRequiredException} reaches the caller. If the caller cancels the future of {@code
 * sendAsync}, the request is cancelled. The request inside a response has the token in its headers.
 *
 * <p>The delegate stays open: closing it is up to the caller. A delegate that follows redirects is
 * refused, because a redirect could take the token to another host. On JDK 17, a delegate with an
 * {@link Authenticator} is refused, because the JDK then leaves out the header with the token. For
 * a proxy that asks for a password, set a {@code Proxy-Authorization} header on each request
 * instead. Web sockets and pushed responses get no token. The clients are thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/use-access-token.html">Zoho: use the
 *     access token</a>
 */
public final class ZohoHttpClient {

  private ZohoHttpClient() {}

  /**
   * Returns a client that sends requests through the delegate, with tokens of this provider.
   *
   * @param delegate with the proxy, trust store and executor to use
   * @param tokens the tokens of one owner
   * @throws IllegalArgumentException if the delegate follows redirects, or has an {@link
   *     Authenticator} on a JDK that leaves out the header with the token
   */
  public static HttpClient authorizing(HttpClient delegate, TokenProvider tokens) {
    return authorizing(delegate, ApiAuthorization.of(tokens));
  }

  /**
   * Returns a client that sends requests through the delegate and follows these rules.
   *
   * @param delegate with the proxy, trust store and executor to use
   * @param authorization the tokens of one owner, and which answers reject them
   * @throws IllegalArgumentException if the delegate follows redirects, or has an {@link
   *     Authenticator} on a JDK that leaves out the header with the token
   */
  public static HttpClient authorizing(HttpClient delegate, ApiAuthorization authorization) {
    return new AuthorizingHttpClient(delegate, authorization);
  }

  /** Sends each request through a delegate, with an access token; all else is the delegate's. */
  private static final class AuthorizingHttpClient extends HttpClient {

    private final HttpClient delegate;
    private final ApiAuthorization authorization;

    AuthorizingHttpClient(HttpClient delegate, ApiAuthorization authorization) {
      this.delegate = Objects.requireNonNull(delegate, "delegate");
      this.authorization = Objects.requireNonNull(authorization, "authorization");
      if (delegate.followRedirects() != Redirect.NEVER) {
        throw new IllegalArgumentException(
            "delegate: follows redirects, which could take a token to another host. Nothing was sent."
                + " Build the HttpClient with followRedirects(NEVER).");
      }
      if (HttpSource.dropsAuthorization(delegate)) {
        throw new IllegalArgumentException(
            HttpSource.droppedAuthorization("delegate", "Nothing was sent.")
                + " To a proxy, each request can carry a Proxy-Authorization header instead.");
      }
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
        throws IOException, InterruptedException {
      TokenProvider tokens = authorization.tokens();
      AuthorizedSend.Steps<T> blocking =
          new AuthorizedSend.Steps<>(
              () -> completed(tokens::getAccessToken),
              rejected -> completed(() -> tokens.replaceRejected(rejected)),
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
      TokenProvider tokens = authorization.tokens();
      AuthorizedSend.Steps<T> steps =
          new AuthorizedSend.Steps<>(
              tokens::getAccessTokenAsync, tokens::replaceRejectedAsync, sender);
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

    @Override
    public String toString() {
      return "AuthorizingHttpClient[delegate=" + delegate + "]";
    }
  }
}
