package io.github.zohooauth.examples.recipes;

import io.github.zohooauth.http.ApiAuthorization;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.client.BufferingClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.StreamUtils;
import org.springframework.web.client.RestClient;

/** Spring's {@code RestClient}. */
public final class RestClientRecipe {

  private RestClientRecipe() {}

  /** Returns a client that authorizes each request. */
  public static RestClient client(ApiAuthorization api) {
    // Without the buffer an answer can be read once. Over Spring's simple factory, a streamed POST
    // has no body of its 401, and redirects are followed: the JDK's client does neither.
    return RestClient.builder()
        .requestFactory(new BufferingClientHttpRequestFactory(new JdkClientHttpRequestFactory()))
        .requestInterceptor(authorized(api))
        .build();
  }

  /** Spring gives the body to it as bytes, so that a body that can be read once is repeated too. */
  private static ClientHttpRequestInterceptor authorized(ApiAuthorization api) {
    return (request, body, execution) -> {
      String header = api.headerFor(request.getURI());
      request.getHeaders().set("Authorization", header);
      ClientHttpResponse answer = execution.execute(request, body);
      int status = answer.getStatusCode().value();
      if (!api.mayReject(status)) {
        return answer;
      }
      String challenge = String.join(", ", answer.getHeaders().getOrEmpty("WWW-Authenticate"));
      String refusal = StreamUtils.copyToString(answer.getBody(), StandardCharsets.UTF_8);
      Optional<String> better =
          api.replacement(request.getURI(), header, status, challenge, refusal);
      if (better.isEmpty()) {
        return answer;
      }
      request.getHeaders().set("Authorization", better.get());
      return execution.execute(request, body);
    };
  }
}
