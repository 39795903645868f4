package io.github.zohooauth.examples.spring;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A browser with a session of its own that does not follow redirects by itself. */
final class Visitor {

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final URI home;

  Visitor(URI home) {
    this.home = home;
  }

  HttpResponse<String> open(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(home.resolve(path)).build(), BodyHandlers.ofString());
  }

  /** Opens a path that redirects, and returns where to. */
  URI sent(String path) throws IOException, InterruptedException {
    return home.resolve(open(path).headers().firstValue("Location").orElseThrow());
  }
}
