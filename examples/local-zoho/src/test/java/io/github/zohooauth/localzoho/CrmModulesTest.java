package io.github.zohooauth.localzoho;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that CRM's own SDKs make: modules, fields, and records of any module. */
@ExtendWith(LocalZohoExtension.class)
class CrmModulesTest {
  private LocalZoho zoho;
  private User user;
  private String token;

  @BeforeEach
  void authorize(LocalZoho zoho) {
    this.zoho = zoho;
    this.user = zoho.user("eu");
    this.token =
        TokenCalls.of(zoho, user.selfClient())
            .accessToken("ZohoCRM.modules.ALL,ZohoCRM.settings.ALL,ZohoCRM.users.READ");
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return Wire.send(
        HttpRequest.newBuilder(
                zoho.apiBase("eu", CrmEnvironment.PRODUCTION).resolve("/crm/" + path))
            .header("Authorization", "Zoho-oauthtoken " + token)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  private static String data(String... records) {
    return "{\"data\":[" + String.join(",", records) + "]}";
  }

  private List<String> insert(String module, String... records) {
    HttpResponse<String> response = send("POST", "v8/" + module, data(records));
    assertThat(response.statusCode()).isEqualTo(201);
    List<String> ids = new ArrayList<>();
    Wire.json(response).path("data").forEach(each -> ids.add(each.at("/details/id").asText()));
    return ids;
  }

  private static void assertError(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    JsonNode body = Wire.json(response);
    JsonNode error = body.has("data") ? body.at("/data/0") : body;
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("status").asText()).isEqualTo("error");
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(error.path("details").isObject()).isTrue();
  }

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
    for (String path : List.of("/" + id, "", "/search?word=" + value)) {
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
        List.of("Leads", "users", "settings/modules", "settings/fields?module=Leads")) {
      assertThat(get(version + "/" + path).statusCode()).as(path).isEqualTo(200);
    }
    for (String other : List.of("v1", "v9", "v10", "v", "v8.1", "8", "V8")) {
      assertError(get(other + "/Leads"), 404, "INVALID_URL_PATTERN");
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
        List.of("users", "Leads", "Robots", "settings/modules", "settings/fields?module=Deals")) {
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

  @Test
  @DisplayName("9 a call takes up to 100 records")
  void bulk_isAHundred() {
    String[] hundred =
        IntStream.range(0, 100)
            .mapToObj("{\"Last_Name\":\"Lee %d\"}"::formatted)
            .toArray(String[]::new);
    List<String> ids = insert("Leads", hundred);
    assertThat(new HashSet<>(ids)).hasSize(100);
    String more = String.join(",", hundred) + ",{\"Last_Name\":\"Lee\"}";
    assertError(send("POST", "v8/Leads", data(more)), 400, "LIMIT_EXCEEDED");
    assertError(send("PUT", "v8/Leads", data(more)), 400, "LIMIT_EXCEEDED");
    assertError(send("POST", "v8/Leads/upsert", data(more)), 400, "LIMIT_EXCEEDED");
    String all = String.join(",", ids);
    assertError(send("DELETE", "v8/Leads?ids=" + all + ",1", ""), 400, "LIMIT_EXCEEDED");
    assertThat(Wire.json(get("v8/Leads/actions/count")).path("count").asInt()).isEqualTo(100);
    assertThat(send("DELETE", "v8/Leads?ids=" + all, "").statusCode()).isEqualTo(200);
    assertThat(get("v8/Leads").statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("11 each record has its own result: all well, some, none are three statuses")
  void results_areOneForEachRecord() {
    assertError(send("POST", "v8/Accounts", data("{\"X\":1}")), 400, "MANDATORY_NOT_FOUND");
    HttpResponse<String> mixed =
        send(
            "POST",
            "v8/Accounts",
            data("{\"Account_Name\":\"A\"}", "{\"Account_Name\":\" \"}", "5"));
    assertThat(mixed.statusCode()).isEqualTo(207);
    assertThat(Wire.json(mixed).path("data").findValuesAsText("code"))
        .containsExactly("SUCCESS", "MANDATORY_NOT_FOUND", "INVALID_DATA");
    assertThat(Wire.json(mixed).at("/data/1/details/json_path").asText())
        .isEqualTo("$.data[1].Account_Name");
    String id = Wire.json(mixed).at("/data/0/details/id").asText();
    assertError(send("PUT", "v8/Accounts", data("{\"X\":1}")), 400, "MANDATORY_NOT_FOUND");
    assertError(send("PUT", "v8/Accounts/1", data("{\"X\":1}")), 400, "INVALID_DATA");
    assertError(send("PUT", "v8/Accounts/" + id, "{"), 400, "INVALID_DATA");
    assertThat(send("DELETE", "v8/Accounts?ids=1," + id, "").statusCode()).isEqualTo(207);
    assertError(send("DELETE", "v8/Accounts/" + id, ""), 400, "INVALID_DATA");
    assertError(send("DELETE", "v8/Accounts", ""), 400, "REQUIRED_PARAM_MISSING");
    assertError(send("PATCH", "v8/Accounts", ""), 400, "INVALID_REQUEST_METHOD");
    assertError(send("GET", "v8/Accounts/upsert", ""), 400, "INVALID_REQUEST_METHOD");
    assertError(get("v8/Accounts/search"), 400, "REQUIRED_PARAM_MISSING");
    assertError(get("v8/Accounts/search?criteria=Name"), 400, "INVALID_QUERY");
    assertError(get("v8/Accounts/nothing/at/all"), 404, "INVALID_URL_PATTERN");
  }

  @Test
  @DisplayName("11 what CRM sets itself is not taken from the request")
  void ownFields_areNotTaken() {
    String id =
        insert("Leads", "{\"Last_Name\":\"Lee\",\"id\":\"1\",\"Created_Time\":\"x\"}").get(0);
    send("PUT", "v8/Leads/" + id, data("{\"id\":\"2\",\"Created_By\":{\"id\":\"3\"}}"));
    JsonNode read = Wire.json(get("v8/Leads/" + id)).at("/data/0");
    assertThat(read.path("id").asText()).isEqualTo(id).isNotEqualTo("1");
    assertThat(read.path("Created_Time").asText()).startsWith("20");
    assertThat(read.at("/Created_By/email").asText()).isEqualTo(user.email());
  }

  @Test
  @DisplayName("9 page numbers reach 2000 records, and page tokens all of them")
  void pages_byNumberAndByToken() {
    Set<String> ids = new HashSet<>();
    for (int call = 0; call < 21; call++) {
      String[] hundred =
          IntStream.range(0, 100).mapToObj(i -> "{\"Last_Name\":\"Lee\"}").toArray(String[]::new);
      ids.addAll(insert("Leads", hundred));
    }
    Set<String> byNumber = new HashSet<>();
    for (int page = 1; page <= 10; page++) {
      JsonNode listed = Wire.json(get("v8/Leads?fields=Last_Name&per_page=200&page=" + page));
      byNumber.addAll(listed.path("data").findValuesAsText("id"));
      assertThat(listed.at("/info/page").asInt()).isEqualTo(page);
    }
    assertThat(byNumber).hasSize(2000);
    assertError(
        get("v8/Leads?fields=Last_Name&page=11"), 400, "DISCRETE_PAGINATION_LIMIT_EXCEEDED");
    assertThat(get("v2/Leads?page=11").statusCode()).as("before there were tokens").isEqualTo(200);

    Set<String> byToken = new HashSet<>();
    String query = "v8/Leads?fields=Last_Name&per_page=200";
    JsonNode listed = Wire.json(get(query));
    int calls = 1;
    byToken.addAll(listed.path("data").findValuesAsText("id"));
    while (listed.at("/info/more_records").asBoolean()) {
      listed = Wire.json(get(query + "&page_token=" + listed.at("/info/next_page_token").asText()));
      byToken.addAll(listed.path("data").findValuesAsText("id"));
      calls++;
    }
    assertThat(calls).isEqualTo(11);
    assertThat(byToken).isEqualTo(ids);
    assertThat(listed.at("/info/next_page_token").isNull()).isTrue();
    JsonNode before =
        Wire.json(get(query + "&page_token=" + listed.at("/info/previous_page_token").asText()));
    assertThat(before.at("/info/page").asInt()).isEqualTo(10);
  }

  @Test
  @DisplayName("9 a page token is bound to its parameters, and lives for a day")
  void pageToken_isBound_andExpires() {
    insert("Leads", "{\"Last_Name\":\"A\"}", "{\"Last_Name\":\"B\"}");
    String query = "v8/Leads?fields=Last_Name&per_page=1";
    String next = Wire.json(get(query)).at("/info/next_page_token").asText();
    assertThat(get(query + "&page_token=" + next).statusCode()).isEqualTo(200);
    for (String other :
        List.of(
            "v8/Leads?fields=Last_Name,Email&per_page=1&page_token=" + next,
            "v8/Contacts?fields=Last_Name&per_page=1&page_token=" + next,
            query + "&page_token=AAAA",
            query + "&page_token=*")) {
      assertError(get(other), 400, "TOKEN_BOUND_DATA_MISMATCH");
    }
    assertError(get(query + "&page=2&page_token=" + next), 400, "AMBIGUITY_DURING_PROCESSING");
    zoho.clock().advance(Duration.ofDays(1));
    token = TokenCalls.of(zoho, user.selfClient()).accessToken("ZohoCRM.modules.ALL");
    assertError(get(query + "&page_token=" + next), 400, "EXPIRED_VALUE");
  }

  @ParameterizedTest
  @DisplayName("11 a search takes criteria, an address, a number or a word, in any capitals")
  @CsvSource({
    "criteria=(Last_Name:equals:lee), Ann Bob",
    "criteria=(Last_Name:starts_with:L), Ann Bob Cy",
    "criteria=(Last_Name:not_equal:Lee), Cy",
    "'criteria=((Last_Name:equals:Lee)and(City:equals:Bonn))', Bob",
    "'criteria=((Last_Name:equals:Lim)or(City:equals:Bonn))', Bob Cy",
    "'criteria=(First_Name:in:Ann,Cy)', Ann Cy",
    "email=ANN@lee.example, Ann",
    "phone=555, Bob",
    "word=bonn, Bob",
    "'criteria=(Last_Name:equals:Lee)&email=cy@lim.example', Ann Bob"
  })
  void search_finds(String query, String names) {
    insert(
        "Contacts",
        "{\"Last_Name\":\"Lee\",\"First_Name\":\"Ann\",\"Email\":\"ann@lee.example\"}",
        "{\"Last_Name\":\"Lee\",\"First_Name\":\"Bob\",\"City\":\"Bonn\",\"Mobile\":\"555\"}",
        "{\"Last_Name\":\"Lim\",\"First_Name\":\"Cy\",\"Email\":\"cy@lim.example\"}");
    JsonNode found = Wire.json(get("v8/Contacts/search?sort_order=asc&" + query)).path("data");
    assertThat(found.findValuesAsText("First_Name")).containsExactly(names.split(" "));
    assertThat(Wire.json(get("v8/Contacts/actions/count?" + query)).path("count").asInt())
        .isEqualTo(found.size());
  }

  @Test
  @DisplayName("11 a list comes newest first, or as it is sorted, and of some ids alone")
  void list_isSorted_andOfSomeIds() {
    List<String> ids =
        insert("Leads", "{\"Last_Name\":\"A\"}", "{\"Last_Name\":\"B\"}", "{\"Last_Name\":\"C\"}");
    assertThat(Wire.json(get("v8/Leads")).path("data").findValuesAsText("Last_Name"))
        .containsExactly("C", "B", "A");
    assertThat(
            Wire.json(get("v8/Leads?sort_by=id&sort_order=asc"))
                .path("data")
                .findValuesAsText("Last_Name"))
        .containsExactly("A", "B", "C");
    String some = ids.get(0) + "," + ids.get(2);
    assertThat(Wire.json(get("v8/Leads?ids=" + some)).path("data")).hasSize(2);
    assertError(get("v8/Leads?sort_by=Last_Name"), 400, "INVALID_DATA");
  }

  @ParameterizedTest
  @DisplayName("12 each operation needs its own right, custom modules one of theirs")
  @CsvSource({
    "POST, v8/Contacts, ZohoCRM.modules.contacts.CREATE, ZohoCRM.modules.contacts.UPDATE",
    "PUT, v8/Contacts/1, ZohoCRM.modules.contacts.UPDATE, ZohoCRM.modules.contacts.CREATE",
    "DELETE, v8/Contacts/1, ZohoCRM.modules.contacts.DELETE, ZohoCRM.modules.contacts.WRITE",
    "GET, v8/Contacts/1, ZohoCRM.modules.contacts.READ, ZohoCRM.modules.leads.READ",
    "GET, v8/Robots, ZohoCRM.modules.custom.READ, ZohoCRM.modules.leads.ALL",
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

  /** Callers that write at once lose nothing. */
  @Test
  @DisplayName("11 records that are created at once are all there")
  void creation_atOnce_losesNothing() {
    List<String> bodies =
        IntStream.range(0, 40)
            .mapToObj(i -> data("{\"Name\":\"R%d\"}".formatted(i)))
            .collect(Collectors.toList());
    bodies.parallelStream().forEach(body -> send("POST", "v8/Robots", body));
    assertThat(Wire.json(get("v8/Robots/actions/count")).path("count").asInt()).isEqualTo(40);
  }
}
