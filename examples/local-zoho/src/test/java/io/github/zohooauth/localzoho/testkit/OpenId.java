package io.github.zohooauth.localzoho.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.LocalZoho;
import java.net.http.HttpResponse;

/** The calls of OpenID Connect at one data center. */
public final class OpenId {
  public static final String METADATA = "/.well-known/openid-configuration";
  public static final String KEYS = "/oauth/v2/keys";
  public static final String USERINFO = "/oauth/v2/userinfo";
  public static final String PROFILE = "/oauth/user/info";

  private OpenId() {}

  public static JsonNode metadata(LocalZoho zoho, String location) {
    return Wire.json(Wire.get(zoho.accountsServer(location), METADATA));
  }

  public static JsonNode keys(LocalZoho zoho, String location) {
    return Wire.json(Wire.get(zoho.accountsServer(location), KEYS)).path("keys");
  }

  public static Jws idToken(JsonNode tokens) {
    return Jws.of(tokens.path("id_token").asText());
  }

  public static HttpResponse<String> bearer(
      LocalZoho zoho, String location, String path, String accessToken) {
    return Wire.get(zoho.accountsServer(location), path, "Authorization", "Bearer " + accessToken);
  }
}
