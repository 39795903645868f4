package io.github.zohooauth.localzoho;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Revocation at one accounts server. */
record RevokeCalls(URI accountsServer) {
  static final String OLDER = "/oauth/v2/token/revoke";
  static final String NEWER = "/oauth/v2/revoke/token";

  HttpResponse<String> older(String token) {
    return Wire.post(accountsServer, OLDER, "token", token);
  }

  HttpResponse<String> newer(String clientId, String secret, String token, String type) {
    byte[] pair = (clientId + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return Wire.send(
        HttpRequest.newBuilder(accountsServer.resolve(NEWER))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(Wire.form("token", token, "token_type", type))));
  }
}
