package io.github.zohooauth.localzoho.internal.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class CrmLeadsTest {
  private static final String ANN = "{\"Last_Name\":\"Lee\",\"Email\":\"ann@lee.example\"}";
  private static final String ANN_AGAIN =
      "{\"Last_Name\":\"Li\",\"Email\":\"ANN@lee.example\",\"City\":\"Bonn\"}";

  private static final String ALL_FIELDS = "?fields=Last_Name,Email,City";

  private final LocalZoho zoho;
  private final User user;

  CrmLeadsTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.user = zoho.user("eu");
  }

  @Test
  @DisplayName("an organization without leads answers 204")
  void list_ofNothing_isNoContent() {
    HttpResponse<String> response =
        list(CrmEnvironment.PRODUCTION, user.organization(), ALL_FIELDS);

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
  }

  @Test
  @DisplayName("upsert inserts, then updates what has the same e-mail")
  void upsert_again_updates() {
    JsonNode first = result(upsert(CrmEnvironment.PRODUCTION, user.organization(), ANN));
    JsonNode second = result(upsert(CrmEnvironment.PRODUCTION, user.organization(), ANN_AGAIN));

    assertThat(first.path("code").asText()).isEqualTo("SUCCESS");
    assertThat(first.path("action").asText()).isEqualTo("insert");
    assertThat(first.get("duplicate_field").isNull()).isTrue();
    assertThat(first.path("status").asText()).isEqualTo("success");
    assertThat(second.path("action").asText()).isEqualTo("update");
    assertThat(second.path("duplicate_field").asText()).isEqualTo("Email");
    assertThat(second.at("/details/id")).isEqualTo(first.at("/details/id"));
    JsonNode listed = Wire.json(list(CrmEnvironment.PRODUCTION, user.organization(), ALL_FIELDS));
    assertThat(listed.path("data")).hasSize(1);
    assertThat(listed.at("/data/0/City").asText()).isEqualTo("Bonn");
    assertThat(listed.at("/data/0/id")).isEqualTo(first.at("/details/id"));
    assertThat(listed.at("/info/count").asInt()).isEqualTo(1);
    assertThat(listed.at("/info/more_records").asBoolean()).isFalse();
  }

  @Test
  @DisplayName("upsert without Last_Name says which field of which record is missing")
  void upsert_withoutLastName_isMandatoryNotFound() {
    HttpResponse<String> response =
        upsert(CrmEnvironment.PRODUCTION, user.organization(), ANN + ",{\"City\":\"Bonn\"}");

    assertThat(response.statusCode()).isEqualTo(207);
    JsonNode data = Wire.json(response).path("data");
    assertThat(data.at("/0/code").asText()).isEqualTo("SUCCESS");
    assertThat(data.at("/1/code").asText()).isEqualTo("MANDATORY_NOT_FOUND");
    assertThat(data.at("/1/details/json_path").asText()).isEqualTo("$.data[1].Last_Name");
  }

  @Test
  @DisplayName("upsert of something else than records is INVALID_DATA")
  void upsert_ofNoRecords_isInvalidData() {
    assertThat(upsert(CrmEnvironment.PRODUCTION, user.organization(), "").statusCode())
        .isEqualTo(400);
    assertThat(upsert(CrmEnvironment.PRODUCTION, user.organization(), "{").statusCode())
        .isEqualTo(400);
  }

  @Test
  @DisplayName("7 each environment and each organization has leads of its own")
  void leads_areKeptApart() {
    String second = user.addOrganization();
    upsert(CrmEnvironment.SANDBOX, user.organization(), ANN);

    assertThat(list(CrmEnvironment.SANDBOX, user.organization(), ALL_FIELDS).statusCode())
        .isEqualTo(200);
    assertThat(list(CrmEnvironment.PRODUCTION, user.organization(), ALL_FIELDS).statusCode())
        .isEqualTo(204);
    assertThat(list(CrmEnvironment.SANDBOX, second, ALL_FIELDS).statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("a list comes in pages and with the named fields")
  void list_inPages_saysIfThereIsMore() {
    upsert(
        CrmEnvironment.PRODUCTION,
        user.organization(),
        "{\"Last_Name\":\"A\"},{\"Last_Name\":\"B\"},{\"Last_Name\":\"C\",\"City\":\"Bonn\"}");

    JsonNode first =
        Wire.json(
            list(CrmEnvironment.PRODUCTION, user.organization(), "?per_page=2&fields=Last_Name"));
    JsonNode last =
        Wire.json(
            list(
                CrmEnvironment.PRODUCTION,
                user.organization(),
                "?per_page=2&page=2&fields=Last_Name"));

    assertThat(first.path("data")).hasSize(2);
    assertThat(first.at("/info/more_records").asBoolean()).isTrue();
    assertThat(last.path("data")).hasSize(1);
    assertThat(last.at("/data/0").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "Last_Name");
    assertThat(last.at("/info/more_records").asBoolean()).isFalse();
  }

  @Test
  @DisplayName("12 upsert needs the right to create")
  void upsert_withReadScope_isScopeMismatch() {
    String token = token(CrmEnvironment.PRODUCTION, user.organization(), "ZohoCRM.modules.READ");

    assertThat(upsert(CrmEnvironment.PRODUCTION, token, "data", ANN).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> list(CrmEnvironment environment, String organization, String query) {
    return Wire.call(
        zoho.apiBase("eu", environment),
        "/crm/v8/Leads" + query,
        token(environment, organization, "ZohoCRM.modules.ALL"));
  }

  private HttpResponse<String> upsert(
      CrmEnvironment environment, String organization, String records) {
    return upsert(
        environment, token(environment, organization, "ZohoCRM.modules.ALL"), "data", records);
  }

  private HttpResponse<String> upsert(
      CrmEnvironment environment, String token, String member, String records) {
    return Wire.send(
        HttpRequest.newBuilder(zoho.apiBase("eu", environment).resolve("/crm/v8/Leads/upsert"))
            .header("Authorization", "Zoho-oauthtoken " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"" + member + "\":[" + records + "]}")));
  }

  private String token(CrmEnvironment environment, String organization, String scope) {
    Client client = user.selfClient();
    String code =
        client.newCode().scopes(scope).environment(environment).organization(organization).issue();
    return Wire.json(TokenCalls.of(zoho, client).exchange(code)).path("access_token").asText();
  }

  private static JsonNode result(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    return Wire.json(response).at("/data/0");
  }
}
