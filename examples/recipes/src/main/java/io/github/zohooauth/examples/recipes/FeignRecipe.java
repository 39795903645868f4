package io.github.zohooauth.examples.recipes;

import feign.Client;
import feign.Feign;
import feign.Request;
import feign.Response;
import feign.Util;
import feign.http2client.Http2Client;
import io.github.zohooauth.http.ApiAuthorization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Feign. */
public final class FeignRecipe implements Client {

  private final ApiAuthorization api;
  private final Client http;

  private FeignRecipe(ApiAuthorization api, Client http) {
    this.api = api;
    this.http = http;
  }

  /** Returns a builder of clients that authorize each request. */
  public static Feign.Builder builder(ApiAuthorization api) {
    // Feign's default client has no body of a 401 that answers a streamed POST.
    Client http = new Http2Client(HttpClient.newHttpClient());
    // The rule of the hosts ends where a client follows redirects by itself.
    Request.Options noRedirects =
        new Request.Options(10, TimeUnit.SECONDS, 60, TimeUnit.SECONDS, false);
    return Feign.builder().client(new FeignRecipe(api, http)).options(noRedirects);
  }

  @Override
  public Response execute(Request request, Request.Options options) throws IOException {
    URI uri = URI.create(request.url()); // it is absolute already
    String header = api.headerFor(uri);
    Response answer = http.execute(with(header, request), options);
    if (!api.mayReject(answer.status())) {
      return answer;
    }
    byte[] body =
        answer.body() == null ? new byte[0] : Util.toByteArray(answer.body().asInputStream());
    Optional<String> better =
        api.replacement(
            uri,
            header,
            answer.status(),
            String.join(", ", answer.headers().getOrDefault("www-authenticate", List.of())),
            new String(body, StandardCharsets.UTF_8));
    return better.isEmpty()
        ? answer.toBuilder().body(body).build()
        : http.execute(with(better.get(), request), options);
  }

  private static Request with(String header, Request request) {
    Map<String, Collection<String>> headers = new LinkedHashMap<>(request.headers());
    headers.put("Authorization", List.of(header));
    return Request.create(
        request.httpMethod(),
        request.url(),
        headers,
        request.body(),
        request.charset(),
        request.requestTemplate());
  }
}
