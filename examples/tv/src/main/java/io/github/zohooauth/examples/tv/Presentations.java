package io.github.zohooauth.examples.tv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.http.ZohoHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** The presentations in Zoho Show, at the data center where the viewer lives. */
final class Presentations {

  /** One presentation. */
  record Presentation(String name, int slides, Instant modifiedAt, String owner) {
    private static Presentation of(JsonNode json) {
      return new Presentation(
          json.path("name").asText(),
          json.path("slide_count").asInt(),
          Instant.parse(json.path("modified_time").asText()),
          json.at("/owner/name").asText());
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TokenProvider tokens;
  private final HttpClient http;

  Presentations(TokenProvider tokens) {
    this.tokens = tokens;
    this.http =
        ZohoHttpClient.authorizing(
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(), tokens);
  }

  /**
   * Returns all of them, the last changed first.
   *
   * @throws TemporaryFailureException if Show cannot be reached or does not answer with a list
   */
  List<Presentation> list() {
    URI show = tokens.getAccessToken().dataCenter().product("show");
    HttpRequest request =
        HttpRequest.newBuilder(show.resolve("/api/v1/presentations"))
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new TemporaryFailureException("Show answers HTTP " + response.statusCode() + ".");
      }
      JsonNode list = JSON.readTree(response.body()).path("presentations");
      return StreamSupport.stream(list.spliterator(), false)
          .map(Presentation::of)
          .sorted(Comparator.comparing(Presentation::modifiedAt).reversed())
          .toList();
    } catch (IOException e) {
      throw new TemporaryFailureException("Show does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemporaryFailureException("The television is being switched off.", e);
    }
  }
}
