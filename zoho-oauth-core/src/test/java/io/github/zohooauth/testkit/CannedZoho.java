package io.github.zohooauth.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.Slf4jNotifier;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.zohooauth.DataCenter;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;

/** An accounts server that gives one canned answer, whatever it is asked. */
public final class CannedZoho implements AutoCloseable {

  private final WireMockServer server =
      new WireMockServer(
          wireMockConfig()
              .dynamicPort()
              .http2PlainDisabled(true)
              .gzipDisabled(true)
              .notifier(new Slf4jNotifier(false)));

  /** One for all clients of a proof: its connections stay open from case to case. */
  public final HttpClient http;

  public CannedZoho() {
    this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  public CannedZoho(HttpClient http) {
    this.http = http;
    server.start();
  }

  /** Gives this answer from now on, and forgets what was asked before. */
  public void answers(CannedAnswer answer) {
    ResponseDefinitionBuilder response =
        aResponse().withStatus(answer.status()).withBody(answer.body());
    answer.headers().forEach(response::withHeader);
    server.resetAll();
    server.stubFor(any(anyUrl()).willReturn(response));
  }

  /** As {@link #answers}, but a device is given a code to show first, as usual. */
  public void answersAfterPrompt(CannedAnswer answer) {
    answers(answer);
    String codes =
        """
        {"user_code":"WDJB-MJHT","device_code":"%s","verification_url":"%s/oauth/v3/device",\
        "expires_in":300,"interval":5}"""
            .formatted(PlantedSecret.DEVICE_CODE.value, server.baseUrl());
    server.stubFor(
        any(urlPathEqualTo("/oauth/v3/device/code"))
            .willReturn(aResponse().withStatus(200).withBody(codes)));
  }

  /** The bodies of the requests since the last {@link #answers}. */
  public List<String> asked() {
    return server.getAllServeEvents().stream()
        .map(ServeEvent::getRequest)
        .map(request -> request.getUrl() + " " + request.getBodyAsString())
        .toList();
  }

  public DataCenter dataCenter() {
    return DataCenter.of("eu", URI.create(server.baseUrl()), URI.create("https://www.zohoapis.eu"));
  }

  @Override
  public void close() {
    server.stop();
  }
}
