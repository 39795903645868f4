package io.github.zohooauth.localzoho.internal.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Writes of many records in one call, and of many calls at once. */
class CrmWritesTest extends CrmCalls {
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
    assertThat(get("v8/Leads?fields=Last_Name").statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("11 each record has its own result: all well, some, none are three statuses")
  void results_areOneForEachRecord() {
    assertError(send("POST", "v8/Accounts", data("{\"X\":1}")), 400, "MANDATORY_NOT_FOUND");
    String none = data("{\"Account_Name\":null}");
    assertError(send("POST", "v8/Accounts", none), 400, "MANDATORY_NOT_FOUND");
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
