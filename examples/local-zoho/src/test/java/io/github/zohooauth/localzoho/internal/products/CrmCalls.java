package io.github.zohooauth.localzoho.internal.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The calls of a CRM client in the EU, with a token for records, settings and users. */
@ExtendWith(LocalZohoExtension.class)
abstract class CrmCalls {
  LocalZoho zoho;
  User user;
  String token;

  @BeforeEach
  void authorize(LocalZoho zoho) {
    this.zoho = zoho;
    this.user = zoho.user("eu");
    this.token =
        TokenCalls.of(zoho, user.selfClient())
            .accessToken("ZohoCRM.modules.ALL,ZohoCRM.settings.ALL,ZohoCRM.users.READ");
  }

  HttpResponse<String> send(String method, String path, String body) {
    return Wire.send(
        HttpRequest.newBuilder(
                zoho.apiBase("eu", CrmEnvironment.PRODUCTION).resolve("/crm/" + path))
            .header("Authorization", "Zoho-oauthtoken " + token)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  static String data(String... records) {
    return "{\"data\":[" + String.join(",", records) + "]}";
  }

  List<String> insert(String module, String... records) {
    HttpResponse<String> response = send("POST", "v8/" + module, data(records));
    assertThat(response.statusCode()).isEqualTo(201);
    List<String> ids = new ArrayList<>();
    Wire.json(response).path("data").forEach(each -> ids.add(each.at("/details/id").asText()));
    return ids;
  }

  static void assertError(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    JsonNode body = Wire.json(response);
    JsonNode error = body.has("data") ? body.at("/data/0") : body;
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("status").asText()).isEqualTo("error");
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(error.path("details").isObject()).isTrue();
  }
}
