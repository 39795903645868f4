package io.github.zohooauth.examples.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser does that is sent to a program on the loopback interface. */
public final class Redirected {

  private static final Pattern KEY = Pattern.compile("data-key=\"([^\"]+)\"");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Redirected() {}

  /** Opens the redirect URI; what is in its fragment, the page's script posts. */
  public static void to(URI redirect) {
    String text = redirect.toString();
    int hash = text.indexOf('#');
    if (hash < 0) {
      send(HttpRequest.newBuilder(redirect));
      return;
    }
    URI page = URI.create(text.substring(0, hash));
    Matcher key = KEY.matcher(send(HttpRequest.newBuilder(page)));
    assertThat(key.find()).isTrue();
    send(
        HttpRequest.newBuilder(page)
            .header("Origin", "http://" + page.getAuthority())
            .header("zoho-oauth-key", key.group(1))
            .POST(BodyPublishers.ofString(text.substring(hash + 1))));
  }

  private static String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
