package io.github.zohooauth.localzoho.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import java.net.URI;
import java.net.http.HttpResponse;

/** A non-browser client of the US that is enabled in the EU: what its device sends (section 5). */
public final class DeviceCalls {
  public static final String CODE = "/oauth/v3/device/code";
  public static final String TOKEN = "/oauth/v3/device/token";

  private final LocalZoho zoho;
  private final Client client;
  private final JsonNode started;

  private DeviceCalls(LocalZoho zoho, Client client, JsonNode started) {
    this.zoho = zoho;
    this.client = client;
    this.started = started;
  }

  /** Starts in the US for offline access. */
  public static DeviceCalls started(LocalZoho zoho, String scopes) {
    Client client = zoho.user("us").deviceClient().enable("eu");
    return new DeviceCalls(
        zoho, client, Wire.json(start(zoho, client.id(), scopes, "access_type", "offline")));
  }

  public static HttpResponse<String> start(
      LocalZoho zoho, String clientId, String scopes, String... more) {
    String[] all = new String[6 + more.length];
    all[0] = "client_id";
    all[1] = clientId;
    all[2] = "grant_type";
    all[3] = "device_request";
    all[4] = "scope";
    all[5] = scopes;
    System.arraycopy(more, 0, all, 6, more.length);
    return Wire.post(zoho.accountsServer("us"), CODE, all);
  }

  public Client client() {
    return client;
  }

  /** Returns the answer to the start. */
  public JsonNode answer() {
    return started;
  }

  public URI page() {
    return URI.create(started.path("verification_url").asText());
  }

  public String userCode() {
    return started.path("user_code").asText();
  }

  public String deviceCode() {
    return started.path("device_code").asText();
  }

  public HttpResponse<String> poll(String location) {
    return poll(location, client, deviceCode());
  }

  public HttpResponse<String> poll(String location, Client as, String deviceCode) {
    return Wire.post(
        zoho.accountsServer(location),
        TOKEN,
        "client_id",
        as.id(),
        "client_secret",
        as.secret(location),
        "grant_type",
        "device_token",
        "code",
        deviceCode);
  }

  /** Returns the error that a poll hears, empty for tokens. */
  public String heard(String location) {
    return TokenCalls.error(poll(location));
  }

  public JsonNode tokens(String location) {
    return Wire.json(poll(location));
  }
}
