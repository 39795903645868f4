package io.github.zohooauth.localzoho.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import java.net.http.HttpResponse;

/** The token calls of one self client at one data center. */
public final class TokenCalls {
  public static final String TOKEN = "/oauth/v2/token";

  private final LocalZoho zoho;
  private final Client client;
  private final String location;

  private TokenCalls(LocalZoho zoho, Client client, String location) {
    this.zoho = zoho;
    this.client = client;
    this.location = location;
  }

  public static TokenCalls of(LocalZoho zoho, Client client) {
    return at(zoho, client, client.location());
  }

  public static TokenCalls at(LocalZoho zoho, Client client, String location) {
    return new TokenCalls(zoho, client, location);
  }

  public HttpResponse<String> exchange(String code) {
    return token("authorization_code", "code", code);
  }

  public HttpResponse<String> refresh(String refreshToken) {
    return token("refresh_token", "refresh_token", refreshToken);
  }

  public HttpResponse<String> clientCredentials(String scope, String soid) {
    return token("client_credentials", "scope", scope, "soid", soid);
  }

  public JsonNode tokens(String scopes) {
    return Wire.json(exchange(client.code(scopes)));
  }

  public String accessToken(String scopes) {
    return tokens(scopes).path("access_token").asText();
  }

  public HttpResponse<String> token(String grantType, String... more) {
    return post(TOKEN, client.secret(location), grantType, more);
  }

  public HttpResponse<String> post(String path, String secret, String grantType, String... more) {
    String[] all = new String[6 + more.length];
    all[0] = "grant_type";
    all[1] = grantType;
    all[2] = "client_id";
    all[3] = client.id();
    all[4] = "client_secret";
    all[5] = secret;
    System.arraycopy(more, 0, all, 6, more.length);
    return Wire.post(zoho.accountsServer(location), path, all);
  }

  public static String error(HttpResponse<String> response) {
    return Wire.json(response).path("error").asText();
  }
}
