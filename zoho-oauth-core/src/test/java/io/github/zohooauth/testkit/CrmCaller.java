package io.github.zohooauth.testkit;

import io.github.zohooauth.AccessToken;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls the CRM as an application does. */
public record CrmCaller(HttpClient http) {

  public CrmCaller() {
    this(HttpClient.newHttpClient());
  }

  public HttpResponse<String> organization(AccessToken token)
      throws IOException, InterruptedException {
    return get(token, "/crm/v8/org");
  }

  HttpResponse<String> get(AccessToken token, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(token.resolve(path))
            .header("Authorization", token.authorizationHeader())
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
