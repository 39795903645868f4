package io.github.zohooauth.localzoho.internal.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class TokenRequestTest {
  private static final String SCOPE = "ZohoCRM.org.READ";

  @Test
  @DisplayName("2.3 parameters may travel in the query string")
  void token_withQuery_works(LocalZoho zoho) {
    Client client = zoho.user("jp").selfClient();
    String query = form(client, client.code(SCOPE));

    HttpResponse<String> response =
        Wire.send(request(zoho, "?" + query).POST(BodyPublishers.noBody()));

    assertThat(Wire.json(response).has("access_token")).isTrue();
    assertThat(zoho.tokenRequests().get(0).rawQuery()).isEqualTo(query);
  }

  @Test
  @DisplayName("2.3 parameters may travel as a multipart form")
  void token_withMultipartForm_works(LocalZoho zoho) {
    Client client = zoho.user("jp").selfClient();
    String body =
        part("grant_type", "authorization_code")
            + part("client_id", client.id())
            + part("client_secret", client.secret())
            + part("code", client.code(SCOPE))
            + "--line--\r\n";

    HttpResponse<String> response =
        Wire.send(
            request(zoho, "")
                .header("Content-Type", "multipart/form-data; boundary=line")
                .POST(BodyPublishers.ofString(body)));

    assertThat(Wire.json(response).has("access_token")).isTrue();
    assertThat(zoho.tokenRequests().get(0).formParameter("client_id")).contains(client.id());
  }

  @Test
  @DisplayName("2.3 the client's id and secret may travel as HTTP Basic")
  void token_withBasic_works(LocalZoho zoho) {
    Client client = zoho.user("jp").selfClient();

    HttpResponse<String> good = basic(zoho, client, client.secret());
    HttpResponse<String> bad = basic(zoho, client, "wrong");

    assertThat(Wire.json(good).has("access_token")).isTrue();
    assertThat(TokenCalls.error(bad)).isEqualTo("invalid_client_secret");
  }

  @Test
  @DisplayName("2.3 a JSON body is no form: its parameters are not seen")
  void token_withJsonBody_isHtml400(LocalZoho zoho) {
    HttpResponse<String> response =
        Wire.send(
            request(zoho, "")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"grant_type\":\"refresh_token\"}")));

    assertHtml(response, 400);
  }

  @Test
  @DisplayName("8.2 a wrong method, and no or an unknown grant_type, answer HTML and 400")
  void token_withWrongMethodOrGrantType_isHtml400(LocalZoho zoho) {
    Client client = zoho.user("jp").selfClient();
    String form = form(client, client.code(SCOPE));

    assertHtml(Wire.send(request(zoho, "?" + form).GET()), 400);
    assertHtml(Wire.send(request(zoho, "").PUT(BodyPublishers.ofString(form))), 400);
    assertHtml(Wire.post(zoho.accountsServer("jp"), TokenCalls.TOKEN), 400);
    assertHtml(TokenCalls.of(zoho, client).token("password"), 400);
  }

  @Test
  @DisplayName("8.3 an unknown path answers HTML and 404")
  void unknownPath_isHtml404(LocalZoho zoho) {
    assertHtml(Wire.post(zoho.accountsServer("jp"), "/oauth/v2/tokens"), 404);
    assertHtml(Wire.get(zoho.accountsServer("jp"), "/oauth/v2/token/"), 404);
  }

  private static HttpResponse<String> basic(LocalZoho zoho, Client client, String secret) {
    String pair = client.id() + ":" + secret;
    return Wire.send(
        request(zoho, "")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    Wire.form("grant_type", "authorization_code", "code", client.code(SCOPE)))));
  }

  private static HttpRequest.Builder request(LocalZoho zoho, String query) {
    URI uri = zoho.accountsServer("jp").resolve(TokenCalls.TOKEN + query);
    return HttpRequest.newBuilder(uri);
  }

  private static String form(Client client, String code) {
    return Wire.form(
        "grant_type",
        "authorization_code",
        "client_id",
        client.id(),
        "client_secret",
        client.secret(),
        "code",
        code);
  }

  private static String part(String name, String value) {
    return "--line\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n"
        + value
        + "\r\n";
  }

  private static void assertHtml(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
    assertThat(response.body()).startsWith("<!DOCTYPE html>");
  }
}
