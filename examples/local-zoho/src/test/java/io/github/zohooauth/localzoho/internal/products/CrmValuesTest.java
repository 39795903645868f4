package io.github.zohooauth.localzoho.internal.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that CRM does not take, because of their type or their length. */
class CrmValuesTest extends CrmCalls {
  @ParameterizedTest
  @DisplayName("11 a value of another type is refused, in each way to write it")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "Leads | Last_Name | text | 5 true {} [] 1.5",
        "Leads | Description | text | 5 false {\"a\":1} [\"a\"]",
        "Leads | Lead_Source | text | 5",
        "Leads | Phone | phone | 555 {}",
        "Leads | Website | website | 1",
        "Leads | Email | email | 5 true \"ann\" \"@lee\" \"ann@\"",
        "Leads | No_of_Employees | integer | \"5\" 5.5 true {} []",
        "Leads | Annual_Revenue | double | \"5\" true {}",
        "Leads | Owner | bigint | true \"ann\" [] {\"id\":\"ann\"} 1.5",
        "Leads | id | bigint | \"one\" true {} 1.5",
        "Products | Product_Active | boolean | \"true\" 1",
        "Deals | Closing_Date | date | \"soon\" \"2026-02-30\" 20260101 {}",
        "Contacts | Account_Name | bigint | \"Acme\" {\"id\":true} []",
        "Robots | Name | text | 5 true",
      })
  void otherType_isRefused(String module, String field, String expected, String values) {
    String id = insert(module, good(module)).get(0);
    for (String value : values.split(" ", -1)) {
      String bad = with(good(module), field, value);
      for (HttpResponse<String> answer :
          List.of(
              send("POST", "v8/" + module, data(bad)),
              send("POST", "v8/" + module + "/upsert", data(bad)),
              send("PUT", "v8/" + module + "/" + id, data(with("{}", field, value))))) {
        assertRefused(answer, "expected_data_type", "\"" + expected + "\"", field);
      }
    }
    assertThat(count(module)).isEqualTo(1);
  }

  @ParameterizedTest
  @DisplayName("11 a value of the right type is taken, and null empties a field")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "Leads | Email | \"ann@lee.example\" \"\" null",
        "Leads | No_of_Employees | 5 -1 null",
        "Leads | Annual_Revenue | 5 5.25 null",
        "Leads | Owner | {\"id\":\"1\"} \"1\" 1",
        "Leads | id | \"1\" 1 null",
        "Products | Product_Active | true false null",
        "Deals | Closing_Date | \"2026-02-28\" null",
        "Contacts | Account_Name | {\"id\":1,\"name\":\"Acme\"} {\"name\":\"Acme\"} null",
        "Robots | Arms | 5 true {} []",
      })
  void rightType_isTaken(String module, String field, String values) {
    for (String value : values.split(" ", -1)) {
      String good = with(good(module), field, value);
      assertThat(send("POST", "v8/" + module, data(good)).statusCode()).as(good).isEqualTo(201);
    }
  }

  @Test
  @DisplayName("11 a text is as long as its field, which the settings tell")
  void longText_isRefused() {
    for (JsonNode field : Wire.json(get("v8/settings/fields?module=Leads")).path("fields")) {
      if (!List.of("text", "textarea", "phone").contains(field.path("data_type").asText())) {
        continue;
      }
      String name = field.path("api_name").asText();
      int most = field.path("length").asInt();
      String full = with(good("Leads"), name, "\"" + "x".repeat(most) + "\"");
      String longer = with(good("Leads"), name, "\"" + "x".repeat(most + 1) + "\"");
      assertThat(send("POST", "v8/Leads", data(full)).statusCode()).as(name).isEqualTo(201);
      assertRefused(send("POST", "v8/Leads", data(longer)), "maximum_length", "" + most, name);
    }
  }

  @ParameterizedTest
  @DisplayName("11 an update does not empty a mandatory field")
  @ValueSource(strings = {"null", "\"\"", "\" \""})
  void update_ofMandatoryField_isNotEmpty(String value) {
    String id = insert("Leads", good("Leads")).get(0);
    String body = data(with("{}", "Last_Name", value));
    assertError(send("PUT", "v8/Leads/" + id, body), 400, "MANDATORY_NOT_FOUND");
    assertThat(Wire.json(get("v8/Leads/" + id)).at("/data/0/Last_Name").asText()).isEqualTo("Lee");
  }

  @ParameterizedTest
  @DisplayName(
      "11 what is no object with an array of records is refused, and says what it should be")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{ | jsonobject |",
        "[] | jsonobject |",
        "5 | jsonobject |",
        "{\"data\":{}} | jsonarray | $.data",
        "{\"data\":\"x\"} | jsonarray | $.data",
        "{\"data\":[]} | jsonarray | $.data",
        "{} | jsonarray | $.data",
      })
  void otherBody_isRefused(String body, String expected, String path) {
    for (String method : List.of("POST v8/Leads", "PUT v8/Leads", "POST v8/Leads/upsert")) {
      String[] words = method.split(" ", -1);
      HttpResponse<String> answer = send(words[0], words[1], body);
      assertError(answer, 400, "INVALID_DATA");
      JsonNode details = Wire.json(answer).path("details");
      assertThat(details.path("expected_data_type").asText()).isEqualTo(expected);
      assertThat(details.path("json_path").asText("")).isEqualTo(path == null ? "" : path);
    }
  }

  @ParameterizedTest
  @DisplayName("11 the fields that find a duplicate are an array of names")
  @ValueSource(strings = {"\"Email\"", "5", "null", "{}", "[5]"})
  void duplicateCheckFields_areNames(String fields) {
    String body = "{\"data\":[%s],\"duplicate_check_fields\":%s}".formatted(good("Leads"), fields);
    HttpResponse<String> answer = send("POST", "v8/Leads/upsert", body);
    assertError(answer, 400, "INVALID_DATA");
    assertThat(Wire.json(answer).at("/details/api_name").asText())
        .isEqualTo("duplicate_check_fields");
  }

  private int count(String module) {
    return Wire.json(get("v8/" + module + "/actions/count")).path("count").asInt();
  }

  private static void assertRefused(
      HttpResponse<String> answer, String detail, String json, String field) {
    assertError(answer, 400, "INVALID_DATA");
    JsonNode error = Wire.json(answer).at("/data/0");
    assertThat(error.path("message").asText()).isEqualTo("invalid data");
    assertThat(error.path("details"))
        .isEqualTo(
            Wire.json(
                "{\"%s\":%s,\"api_name\":\"%s\",\"json_path\":\"$.data[0].%s\"}"
                    .formatted(detail, json, field, field)));
  }

  /** Returns a record that the module takes. */
  private static String good(String module) {
    return switch (module) {
      case "Leads", "Contacts" -> "{\"Last_Name\":\"Lee\"}";
      case "Products" -> "{\"Product_Name\":\"Thing\"}";
      case "Deals" -> "{\"Deal_Name\":\"Big\",\"Stage\":\"Open\"}";
      default -> "{\"Name\":\"R2\"}";
    };
  }

  private static String with(String record, String field, String value) {
    return ((ObjectNode) Wire.json(record)).set(field, Wire.json(value)).toString();
  }
}
