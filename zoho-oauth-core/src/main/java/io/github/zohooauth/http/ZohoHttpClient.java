package io.github.zohooauth.http;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.transport.DroppedHeader;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * An {@link HttpClient} that authorizes each request to Zoho's APIs with an access token.
 *
 * <p>If the API answers 401 to a token, the provider is asked for a better one, and the request is
 * repeated with it: once, and only if its body is empty or of known length. If the first 64 KiB of
 * the answer name a scope or an organization that the token lacks, no better token is asked for. If
 * there is no better token, the API's answer reaches the caller's handler, byte for byte. Other
 * requests of that owner keep their token and do not wait.
 *
 * <p>A token goes only where {@link AccessToken#isFor} says that it may: any other request is an
 * {@link IllegalArgumentException} before it is sent, and so is one that has an {@code
 * Authorization} header already. What {@link TokenProvider#getAccessToken} throws, {@link #send}
 * throws, too, and the future of {@link #sendAsync} ends with any of these. Of the failures of
 * {@link TokenProvider#replaceRejected} only {@link AuthorizationRequiredException} is thrown. The
 * request of a response holds the token in its headers.
 *
 * <p>The delegate stays the caller's: nothing here closes it. On JDK 17, it must have no {@link
 * Authenticator}, because the JDK then leaves out the header with the token. To a proxy that asks
 * for a password, each request can carry a {@code Proxy-Authorization} header instead. JDK 25 has
 * no such limit. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/use-access-token.html">Zoho: use the
 *     access token</a>
 */
public final class ZohoHttpClient extends HttpClient {

  /** Tells by an answer that the token in its request is not accepted. Thread-safe. */
  @FunctionalInterface
  public interface Rejection {

    /**
     * Returns whether this answer rejects the token.
     *
     * @param status 400 to 499
     * @param body its text, of a longer one the first 64 KiB
     */
    boolean isRejection(int status, String body);
  }

  private final HttpClient delegate;
  private final TokenProvider tokens;
  private final Rejections rejections;

  private ZohoHttpClient(HttpClient delegate, TokenProvider tokens, @Nullable Rejection rejection) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
    if (delegate.followRedirects() != Redirect.NEVER) {
      throw new IllegalArgumentException(
          "delegate: must have followRedirects(NEVER), or a token could follow a redirect");
    }
    DroppedHeader.refuse("delegate", delegate);
    this.rejections = new Rejections(rejection == null ? null : rejection::isRejection);
  }

  /**
   * Returns a client that sends by the delegate, with tokens of this provider.
   *
   * @param delegate with the proxy, trust store and executor to use
   * @param tokens of one owner
   * @throws IllegalArgumentException if the delegate follows redirects, or has an {@link
   *     Authenticator} on a JDK that leaves out the header with the token
   */
  public static HttpClient authorizing(HttpClient delegate, TokenProvider tokens) {
    return new ZohoHttpClient(delegate, tokens, null);
  }

  /**
   * Returns a client that takes other answers as well for a rejection of the token, such as the 400
   * of PhoneBridge: {@code (status, body) -> status == 400 && body.contains("INVALID_TOKEN")}.
   *
   * @param rejection asked first about every answer from 400 to 499, whose body is then held back:
   *     its {@code true} rejects the token, and its {@code false} leaves the usual rule in force
   * @throws IllegalArgumentException if the delegate follows redirects, or has an {@link
   *     Authenticator} on a JDK that leaves out the header with the token
   */
  public static HttpClient authorizing(
      HttpClient delegate, TokenProvider tokens, Rejection rejection) {
    return new ZohoHttpClient(delegate, tokens, Objects.requireNonNull(rejection, "rejection"));
  }

  /**
   * Sends the request with a token, and once more with another if the first is rejected.
   *
   * @throws IllegalArgumentException if the request has an {@code Authorization} header, or its
   *     host may not have the token; it was not sent
   * @throws ZohoOAuthException if there is no token; the kind says what to do
   */
  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    AuthorizedRequest authorized = AuthorizedRequest.of(request);
    FirstAnswer<T> first = first(handler);
    AccessToken token = Require.returned("tokens", tokens.getAccessToken());
    HttpResponse<T> answer = delegate.send(authorized.with(token), first);
    if (!first.isRejection()) {
      return answer;
    }
    try {
      Optional<HttpRequest> again = again(authorized, token);
      return again.isEmpty() ? replayed(first, answer) : delegate.send(again.get(), handler);
    } catch (IOException e) {
      if (authorized.isSpent()) {
        return replayed(first, answer);
      }
      throw e;
    } finally {
      first.drop();
    }
  }

  /** The request with a better token; empty if none can be had, for any reason. */
  private Optional<HttpRequest> again(AuthorizedRequest authorized, AccessToken rejected) {
    try {
      return authorized.again(rejected, tokens.replaceRejected(rejected));
    } catch (AuthorizationRequiredException e) {
      throw e;
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private <T> FirstAnswer<T> first(BodyHandler<T> handler) {
    return new FirstAnswer<>(Objects.requireNonNull(handler, "handler"), rejections);
  }

  private static <T> HttpResponse<T> replayed(FirstAnswer<T> first, HttpResponse<T> answer)
      throws IOException, InterruptedException {
    try {
      return first.replay(answer).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known
          ? known
          : new IOException("the response body could not be handled", e.getCause());
    }
  }

  /** Like {@link #send}, with nobody waiting; to cancel the future cancels the sending. */
  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return start(request, handler, (next, taker) -> delegate.sendAsync(next, taker));
  }

  /** Like {@link #send}, with nobody waiting; pushed responses come from the delegate as such. */
  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      BodyHandler<T> handler,
      @Nullable PushPromiseHandler<T> pushPromiseHandler) {
    return start(
        request, handler, (next, taker) -> delegate.sendAsync(next, taker, pushPromiseHandler));
  }

  private <T> CompletableFuture<HttpResponse<T>> start(
      HttpRequest request, BodyHandler<T> handler, AsyncSending.Sender<T> sender) {
    FirstAnswer<T> first = first(handler);
    try {
      AuthorizedRequest authorized = AuthorizedRequest.of(request);
      return new AsyncSending<>(tokens, authorized, handler, first, sender).start();
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

  /** Returns the delegate's builder: a web socket gets no token from here. */
  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return delegate.newWebSocketBuilder();
  }

  /** Returns nothing of the tokens. */
  @Override
  public String toString() {
    return "ZohoHttpClient[delegate=" + delegate + "]";
  }
}
