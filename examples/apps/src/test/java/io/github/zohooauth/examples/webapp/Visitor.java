package io.github.zohooauth.examples.webapp;

import io.github.zohooauth.localzoho.ScriptedBrowser;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A user who visits the web application: sees its pages, and goes to Zoho's when sent there. */
final class Visitor {

  private static final Pattern FORM_KEY = Pattern.compile("name=\"form_key\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final URI home;

  Visitor(URI home) {
    this.home = home;
  }

  /** Clicks on "Login with Zoho", and returns the page that it leads to in the end. */
  HttpResponse<String> login(ScriptedBrowser zoho) throws IOException, InterruptedException {
    return follow(get(zoho.open(location(get("/login")))));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(home.resolve(path));
  }

  HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  /** Presses a button of the home page. */
  HttpResponse<String> press(String action) throws IOException, InterruptedException {
    String key =
        FORM_KEY
            .matcher(get("/").body())
            .results()
            .map((MatchResult found) -> found.group(1))
            .findFirst()
            .orElse("none");
    return follow(post(action, "form_key=" + key));
  }

  HttpResponse<String> post(String action, String form) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(home.resolve(action)).POST(BodyPublishers.ofString(form)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  URI location(HttpResponse<String> redirect) {
    return home.resolve(redirect.headers().firstValue("Location").orElseThrow());
  }

  private HttpResponse<String> follow(HttpResponse<String> response)
      throws IOException, InterruptedException {
    return response.statusCode() == 303 ? get(location(response)) : response;
  }
}
