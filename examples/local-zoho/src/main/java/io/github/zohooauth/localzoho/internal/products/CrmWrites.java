package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.CrmRecords;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Writes the records of one module: up to 100 in a call, each with a result of its own. */
final class CrmWrites {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 100;

  private final World world;

  CrmWrites(World world) {
    this.world = world;
  }

  /** Handles one record that was sent, and returns its result. */
  private interface Each {
    ObjectNode result(ObjectNode sent, int index);
  }

  Answer insert(ReceivedRequest request, CrmRecords.Table table, Account user) {
    CrmModule module = CrmModule.of(table.module());
    return each(
        parse(request.body()),
        201,
        (sent, index) ->
            CrmValues.refusal(module, sent, index)
                .orElseGet(() -> done(world.crm().insert(table, sent, writer(user)), "added")));
  }

  /**
   * Updates records by their ids.
   *
   * @param id of the one record that the path names; empty if each record has its own
   */
  Answer update(
      ReceivedRequest request, CrmRecords.Table table, Account user, Optional<String> id) {
    CrmModule module = CrmModule.of(table.module());
    return each(
        parse(request.body()),
        200,
        (sent, index) -> {
          Optional<ObjectNode> refusal = CrmValues.refusalOfUpdate(module, sent, index);
          if (refusal.isPresent()) {
            return refusal.get();
          }
          String own = id.orElse(sent.path("id").asText());
          if (own.isEmpty()) {
            return CrmErrors.missing("id", index);
          }
          return world
              .crm()
              .update(table, own, sent, writer(user))
              .map(row -> done(row, "updated"))
              .orElseGet(() -> CrmErrors.invalidId(own, "the id given seems to be invalid"));
        });
  }

  Answer upsert(ReceivedRequest request, CrmRecords.Table table, Account user) {
    CrmModule module = CrmModule.of(table.module());
    JsonNode body = parse(request.body());
    JsonNode checked = body.path("duplicate_check_fields");
    if (!checked.isMissingNode() && !isTexts(checked)) {
      return CrmErrors.invalidList("duplicate_check_fields");
    }
    List<String> fields = new ArrayList<>();
    checked.forEach(field -> fields.add(field.textValue()));
    if (fields.isEmpty()) {
      fields.add(module.duplicateField());
    }
    return each(
        body,
        200,
        (sent, index) ->
            CrmValues.refusal(module, sent, index)
                .orElseGet(() -> upserted(world.crm().upsert(table, sent, fields, writer(user)))));
  }

  /** Deletes records; CRM names no field of them afterwards but the id. */
  Answer delete(CrmRecords.Table table, List<String> ids) {
    if (ids.size() > LARGEST) {
      return CrmErrors.tooMany("ids", LARGEST);
    }
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    for (String id : ids) {
      results.add(
          world.crm().delete(table, id)
              ? success("record deleted", JsonNodeFactory.instance.objectNode().put("id", id))
              : CrmErrors.invalidId(id, "record not deleted"));
    }
    return answer(results, 200);
  }

  private static Answer each(JsonNode body, int status, Each each) {
    JsonNode data = body.path("data");
    if (!body.isObject()) {
      return CrmErrors.invalidBody();
    }
    if (!data.isArray() || data.isEmpty()) {
      return CrmErrors.invalidList("data");
    }
    if (data.size() > LARGEST) {
      return CrmErrors.tooMany("data", LARGEST);
    }
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    for (JsonNode sent : data) {
      int index = results.size();
      results.add(
          sent instanceof ObjectNode fields
              ? each.result(fields, index)
              : CrmErrors.invalidRecord(index));
    }
    return answer(results, status);
  }

  /** Answers with one status if all succeeded, 207 if some failed, and 400 if all failed. */
  private static Answer answer(ArrayNode results, int status) {
    int failed = 0;
    for (JsonNode result : results) {
      failed += result.path("status").asText().equals("error") ? 1 : 0;
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("data", results);
    return Answer.json(failed == 0 ? status : failed < results.size() ? 207 : 400, body);
  }

  private static boolean isTexts(JsonNode value) {
    return value.isArray()
        && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
  }

  private static ObjectNode upserted(CrmRecords.Upserted upserted) {
    boolean update = upserted.duplicateField().isPresent();
    ObjectNode result = done(upserted.row(), update ? "updated" : "added");
    return result
        .put("duplicate_field", upserted.duplicateField().orElse(null))
        .put("action", update ? "update" : "insert");
  }

  private static ObjectNode done(ObjectNode row, String what) {
    ObjectNode details = row.deepCopy();
    details.retain("id", "Created_Time", "Modified_Time", "Created_By", "Modified_By");
    return success("record " + what, details);
  }

  private static ObjectNode success(String message, ObjectNode details) {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("code", "SUCCESS");
    result.set("details", details);
    return result.put("message", message).put("status", "success");
  }

  private CrmRecords.Writer writer(Account user) {
    String now = TIME.format(world.clock().instant().atOffset(ZoneOffset.UTC));
    return new CrmRecords.Writer(CrmUsers.name(user).put("email", user.email()), now);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      return JsonNodeFactory.instance.missingNode();
    }
  }
}
