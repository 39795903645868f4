package io.github.zohooauth.http;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Builds clients that authorize, for code that takes a builder. The options are those of JDK 17's
 * builder; {@code localAddress} of JDK 19 keeps its default, which throws.
 */
final class AuthorizingBuilder implements HttpClient.Builder {

  private final HttpClient.Builder delegate = HttpClient.newBuilder();
  private final ApiAuthorization authorization;

  AuthorizingBuilder(ApiAuthorization authorization) {
    this.authorization = Objects.requireNonNull(authorization, "authorization");
  }

  @Override
  public HttpClient build() {
    return new AuthorizingHttpClient("builder", delegate.build(), authorization, true);
  }

  @Override
  public HttpClient.Builder followRedirects(Redirect policy) {
    if (Objects.requireNonNull(policy, "policy") != Redirect.NEVER) {
      throw new IllegalArgumentException(
          "followRedirects: NEVER is needed, because a redirect could take a token to another host."
              + " Nothing was sent. Leave the option out.");
    }
    return this;
  }

  @Override
  public HttpClient.Builder cookieHandler(CookieHandler cookieHandler) {
    delegate.cookieHandler(cookieHandler);
    return this;
  }

  @Override
  public HttpClient.Builder connectTimeout(Duration duration) {
    delegate.connectTimeout(duration);
    return this;
  }

  @Override
  public HttpClient.Builder sslContext(SSLContext sslContext) {
    delegate.sslContext(sslContext);
    return this;
  }

  @Override
  public HttpClient.Builder sslParameters(SSLParameters sslParameters) {
    delegate.sslParameters(sslParameters);
    return this;
  }

  @Override
  public HttpClient.Builder executor(Executor executor) {
    delegate.executor(executor);
    return this;
  }

  @Override
  public HttpClient.Builder version(Version version) {
    delegate.version(version);
    return this;
  }

  @Override
  public HttpClient.Builder priority(int priority) {
    delegate.priority(priority);
    return this;
  }

  @Override
  public HttpClient.Builder proxy(ProxySelector proxySelector) {
    delegate.proxy(proxySelector);
    return this;
  }

  @Override
  public HttpClient.Builder authenticator(Authenticator authenticator) {
    delegate.authenticator(authenticator);
    return this;
  }

  @Override
  public String toString() {
    return "AuthorizingBuilder[" + delegate + "]";
  }
}
