package io.github.zohooauth.localzoho.testkit;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Revocation at one accounts server. */
public record RevokeCalls(URI accountsServer) {
  public static final String OLDER = "/oauth/v2/token/revoke";
  public static final String NEWER = "/oauth/v2/revoke/token";

  public HttpResponse<String> older(String token) {
    return Wire.post(accountsServer, OLDER, "token", token);
  }

  public HttpResponse<String> newer(String clientId, String secret, String token, String type) {
    byte[] pair = (clientId + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return Wire.send(
        HttpRequest.newBuilder(accountsServer.resolve(NEWER))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(Wire.form("token", token, "token_type", type))));
  }
}
