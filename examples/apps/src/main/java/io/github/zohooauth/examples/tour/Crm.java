package io.github.zohooauth.examples.tour;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.zohooauth.AccessToken;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The CRM, called as any application calls it. */
final class Crm {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  HttpResponse<String> organization(AccessToken token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(token.resolve("/crm/v8/org"))
            .header("Authorization", token.authorizationHeader())
            .timeout(Duration.ofSeconds(20))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  static String name(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body())
        .path("org")
        .path(0)
        .path("company_name")
        .asText("unnamed");
  }
}
