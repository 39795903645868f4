package io.github.zohooauth.localzoho.internal.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of records: pages, order and search. */
class CrmListsTest extends CrmCalls {
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
    assertThat(
            Wire.json(get("v8/Leads?fields=Last_Name")).path("data").findValuesAsText("Last_Name"))
        .containsExactly("C", "B", "A");
    assertThat(
            Wire.json(get("v8/Leads?fields=Last_Name&sort_by=id&sort_order=asc"))
                .path("data")
                .findValuesAsText("Last_Name"))
        .containsExactly("A", "B", "C");
    String some = ids.get(0) + "," + ids.get(2);
    assertThat(Wire.json(get("v8/Leads?ids=" + some)).path("data")).hasSize(2);
    assertError(get("v8/Leads?fields=Last_Name&sort_by=Last_Name"), 400, "INVALID_DATA");
  }
}
