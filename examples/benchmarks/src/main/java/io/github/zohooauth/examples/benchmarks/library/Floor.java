package io.github.zohooauth.examples.benchmarks.library;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The least that does the work: a volatile read, a clock read and a comparison; and a bare POST
 * whose answer is read as a stream.
 */
public final class Floor implements Cache, Renewer {

  private static final String FORM =
      "grant_type=refresh_token&client_id=%s&client_secret=%s&refresh_token=%s"
          .formatted(Registration.CLIENT_ID, Registration.SECRET, Registration.REFRESH_TOKEN);

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonFactory json = new JsonFactory();
  private final URI endpoint;
  private volatile @Nullable Token held;

  record Token(String value, long until) {}

  public Floor(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Object token() throws Exception {
    Token now = held;
    if (now != null && System.nanoTime() - now.until < 0) {
      return now;
    }
    return renew();
  }

  @Override
  public Object renew() throws Exception {
    Token next = read(http.send(request(), HttpResponse.BodyHandlers.ofByteArray()).body());
    held = next;
    return next;
  }

  /** Renews without waiting. */
  CompletableFuture<Token> renewed() {
    return http.sendAsync(request(), HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(
            answer -> {
              try {
                return read(answer.body());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(endpoint)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(FORM))
        .build();
  }

  private Token read(byte[] body) throws IOException {
    String value = null;
    long seconds = 0;
    try (JsonParser parser = json.createParser(body)) {
      for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
        if (next == JsonToken.VALUE_STRING && "access_token".equals(parser.currentName())) {
          value = parser.getText();
        } else if (next == JsonToken.VALUE_NUMBER_INT
            && "expires_in".equals(parser.currentName())) {
          seconds = parser.getLongValue();
        }
      }
    }
    if (value == null) {
      throw new IOException("no token");
    }
    return new Token(value, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
  }
}
