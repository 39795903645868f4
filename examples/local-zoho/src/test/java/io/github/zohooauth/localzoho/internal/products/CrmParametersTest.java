package io.github.zohooauth.localzoho.internal.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters of reads that CRM does not take. */
class CrmParametersTest extends CrmCalls {
  private static final String LEADS = "v8/Leads?fields=Last_Name&";

  @BeforeEach
  void insertTwo() {
    insert("Leads", "{\"Last_Name\":\"A\"}", "{\"Last_Name\":\"B\"}");
  }

  @ParameterizedTest
  @DisplayName("11 a parameter that is no number, or out of its bounds, is refused by its name")
  @ValueSource(
      strings = {
        "page=0",
        "page=-1",
        "page=one",
        "page=",
        "page=1.5",
        "page=%201",
        "page=2147483648",
        "page=99999999999",
        "page=9999999999999999999999",
        "per_page=0",
        "per_page=-1",
        "per_page=201",
        "per_page=ten",
        "per_page=",
        "per_page=99999999999"
      })
  void number_outOfBounds_isRefused(String query) {
    for (String path : List.of(LEADS, "v2/Leads?", "v8/Leads/search?word=A&", "v8/users?")) {
      assertInvalid(get(path + query), query);
    }
  }

  @Test
  @DisplayName("9 a page number that is too high ends at 2000 records, and where there is none")
  void page_beyondTheLast() {
    for (long page : List.of(11L, 1_000_000L, (long) Integer.MAX_VALUE)) {
      assertError(get(LEADS + "page=" + page), 400, "DISCRETE_PAGINATION_LIMIT_EXCEEDED");
      assertThat(get("v2/Leads?page=" + page).statusCode()).isEqualTo(204);
      assertThat(get("v8/users?page=" + page).statusCode()).isEqualTo(204);
    }
    assertThat(get(LEADS + "page=10&per_page=200").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @DisplayName("11 ids that are none are refused, and so is an order that there is not")
  @ValueSource(
      strings = {
        "ids=one",
        "ids=1,two",
        "ids=1,,2",
        "ids=",
        "ids=-1",
        "ids=12345678901234567890",
        "fields=",
        "fields=Last_Name,",
        "sort_order=up",
        "sort_order=ASC",
        "sort_by=Last_Name",
        "sort_by="
      })
  void list_ofOthers_isRefused(String query) {
    assertInvalid(get("v2/Leads?" + query), query);
  }

  @Test
  @DisplayName("11 what a sorted list may be sorted by is said")
  void sort_saysWhatIsSupported() {
    JsonNode details = Wire.json(get(LEADS + "sort_by=City")).path("details");
    assertThat(details.path("supported_values"))
        .extracting(JsonNode::asText)
        .containsExactly("id", "Created_Time", "Modified_Time");
  }

  @Test
  @DisplayName("11 from version 3 on, a list of all records has to name its fields")
  void list_withoutFields_isMissingParameter() {
    for (String version : List.of("v3", "v4", "v5", "v6", "v7", "v8")) {
      HttpResponse<String> answer = get(version + "/Leads?page=1");
      assertError(answer, 400, "REQUIRED_PARAM_MISSING");
      assertThat(Wire.json(answer).at("/details/param_name").asText()).isEqualTo("fields");
      assertThat(get(version + "/Leads?fields=Last_Name").statusCode()).isEqualTo(200);
    }
    JsonNode all = Wire.json(get("v2/Leads")).path("data");
    assertThat(all).hasSize(2);
    String id = all.at("/0/id").asText();
    for (String path : List.of("?ids=" + id, "/" + id, "/search?word=A")) {
      assertThat(get("v8/Leads" + path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("9 a call names up to 50 fields")
  void fields_areFifty() {
    String fifty = IntStream.range(0, 50).mapToObj(i -> "F" + i).collect(Collectors.joining(","));
    assertThat(get("v8/Leads?fields=" + fifty).statusCode()).isEqualTo(200);
    HttpResponse<String> more = get("v8/Leads?fields=" + fifty + ",F50");
    assertError(more, 400, "LIMIT_EXCEEDED");
    assertThat(Wire.json(more).path("details"))
        .isEqualTo(Wire.json("{\"limit\":50,\"param_name\":\"fields\"}"));
  }

  @ParameterizedTest
  @DisplayName("9 a page token of another making is refused, and so is a number that is none")
  @ValueSource(strings = {"-5 99999999999", "1 999999999999999999", "1 x", "x 1", "1"})
  void pageToken_ofAnother_isRefused(String start) {
    String bound = " /crm/v8/Leads{fields=[Last_Name]}";
    String token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((start + bound).getBytes(StandardCharsets.UTF_8));
    assertError(get(LEADS + "page_token=" + token), 400, "TOKEN_BOUND_DATA_MISMATCH");
  }

  @Test
  @DisplayName("11 a page number beside a page token is ambiguous, and each is named")
  void pageAndToken_areAmbiguous() {
    HttpResponse<String> both = get(LEADS + "page=1&page_token=x");
    assertError(both, 400, "AMBIGUITY_DURING_PROCESSING");
    assertThat(Wire.json(both).at("/details/ambiguity_due_to").findValuesAsText("param_name"))
        .containsExactly("page", "page_token");
  }

  @Test
  @DisplayName("11 to delete no ids is to leave the parameter out")
  void delete_ofNothing_isMissingParameter() {
    assertError(send("DELETE", "v8/Leads?ids=", ""), 400, "REQUIRED_PARAM_MISSING");
    assertError(send("DELETE", "v8/Leads?ids=one", ""), 400, "INVALID_DATA");
    assertThat(Wire.json(get("v8/Leads/actions/count")).path("count").asInt()).isEqualTo(2);
  }

  private static void assertInvalid(HttpResponse<String> answer, String query) {
    assertError(answer, 400, "INVALID_DATA");
    assertThat(Wire.json(answer).at("/details/param_name").asText())
        .isEqualTo(query.substring(0, query.indexOf('=')));
  }
}
