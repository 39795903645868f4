package io.github.zohooauth.examples.singlepage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A browser with cookies of its own, which makes the calls that the page's scripts make. */
final class Visitor {

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final URI address;
  private final ScriptedBrowser pages;

  Visitor(URI address, ScriptedBrowser pages) {
    this.address = address;
    this.pages = pages;
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(address.resolve(path)));
  }

  HttpResponse<String> post(String path, String body) {
    return send(HttpRequest.newBuilder(address.resolve(path)).POST(BodyPublishers.ofString(body)));
  }

  /** Goes to Zoho as a call says, and returns the fragment with which Zoho sends it back. */
  String fragmentFrom(String path) {
    URI redirect = pages.open(URI.create(json(post(path, "")).path("location").asText()));
    return redirect.getRawFragment();
  }

  HttpResponse<String> signIn() {
    return post("/api/arrival", fragmentFrom("/api/sign-in"));
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
