package io.github.zohooauth.http;

import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A response with the body that the caller's handler made after the rejection check. */
final class ReplayedResponse<T> implements HttpResponse<T> {

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
