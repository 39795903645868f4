package io.github.zohooauth.localzoho;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/** The calls of OpenID Connect at one data center. */
final class OpenId {
  static final String METADATA = "/.well-known/openid-configuration";
  static final String KEYS = "/oauth/v2/keys";
  static final String USERINFO = "/oauth/v2/userinfo";
  static final String PROFILE = "/oauth/user/info";

  private OpenId() {}

  static JsonNode metadata(LocalZoho zoho, String location) {
    return Wire.json(Wire.get(zoho.accountsServer(location), METADATA));
  }

  static JsonNode keys(LocalZoho zoho, String location) {
    return Wire.json(Wire.get(zoho.accountsServer(location), KEYS)).path("keys");
  }

  static Jws idToken(JsonNode tokens) {
    return Jws.of(tokens.path("id_token").asText());
  }

  static HttpResponse<String> bearer(
      LocalZoho zoho, String location, String path, String accessToken) {
    return Wire.get(zoho.accountsServer(location), path, "Authorization", "Bearer " + accessToken);
  }
}
