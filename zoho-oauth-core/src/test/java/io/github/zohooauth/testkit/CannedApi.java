package io.github.zohooauth.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.Slf4jNotifier;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.zohooauth.AccessToken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A product's API that answers each token in its own way. */
final class CannedApi implements AutoCloseable {
  private final WireMockServer server =
      new WireMockServer(
          wireMockConfig()
              .dynamicPort()
              .http2PlainDisabled(true)
              .gzipDisabled(true)
              .notifier(new Slf4jNotifier(false)));

  CannedApi() {
    server.start();
  }

  String base() {
    return server.baseUrl();
  }

  AccessToken token(String value) {
    return GivenTokens.token(value, base());
  }

  void answers(AccessToken token, CannedAnswer answer) {
    ResponseDefinitionBuilder response =
        aResponse().withStatus(answer.status()).withBody(answer.body());
    answer.headers().forEach(response::withHeader);
    server.stubFor(
        any(anyUrl())
            .withHeader("Authorization", equalTo(token.authorizationHeader()))
            .willReturn(response));
  }

  /** Method, path, token and body of each request so far, in their order. */
  List<String> asked() {
    List<ServeEvent> events = new ArrayList<>(server.getAllServeEvents());
    Collections.reverse(events);
    return events.stream()
        .map(ServeEvent::getRequest)
        .map(
            request ->
                "%s %s %s %s"
                    .formatted(
                        request.getMethod(),
                        request.getUrl(),
                        request.getHeader("Authorization"),
                        request.getBodyAsString())
                    .strip())
        .toList();
  }

  @Override
  public void close() {
    server.stop();
  }
}
