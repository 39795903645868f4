package io.github.zohooauth.localzoho.internal.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that CRM's own SDKs make: modules, fields, and records of any module. */
class CrmModulesTest extends CrmCalls {
  @ParameterizedTest
  @DisplayName("11 a record of any module is created, read, updated, found, counted and deleted")
  @CsvSource({
    "Leads, '{\"Last_Name\":\"Lee\",\"Email\":\"ann@lee.example\"}', Last_Name, Lee",
    "Contacts, '{\"Last_Name\":\"Lee\",\"Email\":\"ann@lee.example\"}', Last_Name, Lee",
    "Accounts, '{\"Account_Name\":\"Acme\"}', Account_Name, Acme",
    "Deals, '{\"Deal_Name\":\"Big\",\"Stage\":\"Open\",\"Amount\":5}', Deal_Name, Big",
    "Products, '{\"Product_Name\":\"Thing\",\"Unit_Price\":9.5}', Product_Name, Thing",
    "Robots, '{\"Name\":\"R2\",\"Arms\":0}', Name, R2"
  })
  void record_ofAnyModule_lives(String module, String record, String field, String value) {
    String id = insert(module, record).get(0);
    JsonNode read = Wire.json(get("v8/" + module + "/" + id)).at("/data/0");
    assertThat(read.path(field).asText()).isEqualTo(value);
    assertThat(read.at("/Owner/email").asText()).isEqualTo(user.email());

    HttpResponse<String> updated =
        send("PUT", "v8/" + module + "/" + id, data("{\"Description\":\"new\"}"));
    assertThat(updated.statusCode()).isEqualTo(200);
    assertThat(Wire.json(updated).at("/data/0/message").asText()).isEqualTo("record updated");
    assertThat(
            Wire.json(send("PUT", "v8/" + module, data("{\"id\":\"%s\",\"X\":1}".formatted(id))))
                .at("/data/0/details/id")
                .asText())
        .isEqualTo(id);

    String criteria = "(%s:equals:%s)".formatted(field, value.toLowerCase(Locale.ROOT));
    JsonNode found = Wire.json(get("v8/" + module + "/search?criteria=" + criteria)).at("/data/0");
    assertThat(found.path("id").asText()).isEqualTo(id);
    assertThat(found.path("Description").asText()).isEqualTo("new");
    assertThat(found.path("X").asInt()).isEqualTo(1);
    assertThat(Wire.json(get("v8/" + module + "/actions/count")).path("count").asInt())
        .isEqualTo(1);

    JsonNode upserted = Wire.json(send("POST", "v8/" + module + "/upsert", data(record)));
    assertThat(upserted.at("/data/0/action").asText()).isEqualTo("update");
    assertThat(upserted.at("/data/0/details/id").asText()).isEqualTo(id);

    assertThat(send("DELETE", "v8/" + module + "/" + id, "").statusCode()).isEqualTo(200);
    for (String path : List.of("/" + id, "?fields=" + field, "/search?word=" + value)) {
      HttpResponse<String> gone = get("v8/" + module + path);
      assertThat(gone.statusCode()).as(path).isEqualTo(204);
      assertThat(gone.body()).isEmpty();
    }
    assertThat(Wire.json(get("v8/" + module + "/actions/count")).path("count").asInt()).isZero();
  }

  @ParameterizedTest
  @DisplayName("11 versions 2 to 8 answer, and no other")
  @ValueSource(strings = {"v2", "v2.1", "v3", "v4", "v5", "v6", "v7", "v8"})
  void versions_answerAlike(String version) {
    insert("Leads", "{\"Last_Name\":\"Lee\"}");
    for (String path :
        List.of(
            "Leads?fields=Email", "users", "settings/modules", "settings/fields?module=Leads")) {
      assertThat(get(version + "/" + path).statusCode()).as(path).isEqualTo(200);
    }
    for (String other : List.of("v1", "v9", "v10", "v", "v8.1", "8", "V8")) {
      assertError(get(other + "/Leads?fields=Email"), 404, "INVALID_URL_PATTERN");
    }
  }

  @Test
  @DisplayName("11 every id in CRM has 18 digits, which a long holds")
  void ids_fitALong() {
    insert("Leads", "{\"Last_Name\":\"Lee\"}");
    insert("Robots", "{\"Name\":\"R2\"}");
    String orgToken = TokenCalls.of(zoho, user.selfClient()).accessToken("ZohoCRM.org.READ");
    List<JsonNode> answers = new ArrayList<>();
    answers.add(
        Wire.json(
            Wire.call(zoho.apiBase("eu", CrmEnvironment.PRODUCTION), "/crm/v8/org", orgToken)));
    for (String path :
        List.of(
            "users",
            "Leads?fields=id",
            "Robots?fields=id",
            "settings/modules",
            "settings/fields?module=Deals")) {
      answers.add(Wire.json(get("v8/" + path)));
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode answer : answers) {
      ids.addAll(answer.findValuesAsText("id"));
    }
    assertThat(ids).hasSizeGreaterThan(25).allSatisfy(id -> assertThat(id).matches("\\d{18}"));
    ids.forEach(Long::parseLong);
  }

  @Test
  @DisplayName("11 settings tell modules and fields, with what the SDKs need of each")
  void settings_describeModulesAndFields() {
    insert("Robots", "{\"Name\":\"R2\"}");
    JsonNode modules = Wire.json(get("v8/settings/modules")).path("modules");
    assertThat(modules.findValuesAsText("api_name"))
        .contains("Leads", "Contacts", "Accounts", "Deals", "Products", "Robots");
    for (JsonNode module : modules) {
      assertThat(module.path("api_supported").asBoolean()).isTrue();
      assertThat(module.path("generated_type").asText())
          .isEqualTo(module.path("api_name").asText().equals("Robots") ? "custom" : "default");
    }
    assertThat(Wire.json(get("v8/settings/modules/Leads")).at("/modules/0/api_name").asText())
        .isEqualTo("Leads");
    for (JsonNode field : Wire.json(get("v8/settings/fields?module=Deals")).path("fields")) {
      for (String member : List.of("id", "api_name", "data_type", "json_type")) {
        assertThat(field.path(member).asText()).as("%s of %s", member, field).isNotEmpty();
      }
      String name = field.path("api_name").asText();
      assertThat(field.path("system_mandatory").asBoolean())
          .isEqualTo(Set.of("Deal_Name", "Stage").contains(name));
      assertThat(field.path("data_type").asText().equals("lookup"))
          .isEqualTo(!field.at("/lookup/module/api_name").isMissingNode());
    }
    assertError(get("v8/settings/fields"), 400, "REQUIRED_PARAM_MISSING");
    assertError(get("v8/settings/fields?module=no-module"), 400, "INVALID_MODULE");
    assertError(send("POST", "v8/settings/fields?module=Leads", ""), 400, "INVALID_REQUEST_METHOD");
  }

  @ParameterizedTest
  @DisplayName("12 each operation needs its own right, custom modules one of theirs")
  @CsvSource({
    "POST, v8/Contacts, ZohoCRM.modules.contacts.CREATE, ZohoCRM.modules.contacts.UPDATE",
    "PUT, v8/Contacts/1, ZohoCRM.modules.contacts.UPDATE, ZohoCRM.modules.contacts.CREATE",
    "DELETE, v8/Contacts/1, ZohoCRM.modules.contacts.DELETE, ZohoCRM.modules.contacts.WRITE",
    "GET, v8/Contacts/1, ZohoCRM.modules.contacts.READ, ZohoCRM.modules.leads.READ",
    "GET, v8/Robots?fields=Name, ZohoCRM.modules.custom.READ, ZohoCRM.modules.leads.ALL",
    "GET, v8/settings/fields?module=Leads, ZohoCRM.settings.fields.READ, ZohoCRM.modules.ALL",
    "GET, v8/settings/modules, ZohoCRM.settings.modules.READ, ZohoCRM.settings.fields.ALL"
  })
  void operation_needsItsScope(String method, String path, String right, String wrong) {
    TokenCalls calls = TokenCalls.of(zoho, user.selfClient());
    String body = method.startsWith("P") ? data("{\"Last_Name\":\"Lee\"}") : "";
    token = calls.accessToken(wrong);
    assertError(send(method, path, body), 401, "OAUTH_SCOPE_MISMATCH");
    token = calls.accessToken(right);
    assertThat(send(method, path, body).statusCode()).isNotEqualTo(401);
  }

  @Test
  @DisplayName("7 each environment and organization has records of its own")
  void records_areKeptApart() {
    String id = insert("Deals", "{\"Deal_Name\":\"Big\",\"Stage\":\"Open\"}").get(0);
    String second = user.addOrganization();
    for (String organization : List.of(user.organization(), second)) {
      for (CrmEnvironment environment : CrmEnvironment.values()) {
        zoho.clock().advance(Duration.ofMinutes(1)); // five refresh tokens a minute are allowed
        Client client = user.selfClient();
        String code =
            client
                .newCode()
                .scopes("ZohoCRM.modules.ALL")
                .environment(environment)
                .organization(organization)
                .issue();
        String its =
            Wire.json(TokenCalls.of(zoho, client).exchange(code)).path("access_token").asText();
        assertThat(its).isNotEmpty();
        boolean own =
            environment == CrmEnvironment.PRODUCTION && organization.equals(user.organization());
        assertThat(
                Wire.call(zoho.apiBase("eu", environment), "/crm/v8/Deals/" + id, its).statusCode())
            .isEqualTo(own ? 200 : 204);
      }
    }
  }
}
