package io.github.zohooauth.localzoho;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The module Leads of CRM: a list in pages, and upsert. */
final class CrmLeads {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_PAGE = 200;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  private final World world;

  CrmLeads(World world) {
    this.world = world;
  }

  /** Returns one page, HTTP 204 if it is empty, as CRM does. */
  Answer list(ReceivedRequest request, CrmTenant tenant) {
    int page = number(request, "page", 1);
    int perPage = Math.min(number(request, "per_page", LARGEST_PAGE), LARGEST_PAGE);
    List<ObjectNode> all = world.crm().leads(tenant);
    List<ObjectNode> some = all.stream().skip((long) (page - 1) * perPage).limit(perPage).toList();
    if (some.isEmpty()) {
      return Answer.empty(204);
    }
    request
        .queryParameter("fields")
        .map(fields -> new ArrayList<>(List.of(fields.split(",", -1))))
        .ifPresent(
            fields -> {
              fields.add("id");
              some.forEach(lead -> lead.retain(fields));
            });
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("data").addAll(some);
    body.putObject("info")
        .put("per_page", perPage)
        .put("count", some.size())
        .put("page", page)
        .put("more_records", all.size() > (long) page * perPage);
    return Answer.json(200, body);
  }

  Answer upsert(ReceivedRequest request, CrmTenant tenant, User user) {
    JsonNode sent = parse(request.body());
    if (!sent.path("data").isArray() || sent.path("data").isEmpty()) {
      return CrmErrors.invalidData();
    }
    List<String> duplicateFields = new ArrayList<>();
    sent.path("duplicate_check_fields").forEach(field -> duplicateFields.add(field.asText()));
    if (duplicateFields.isEmpty()) {
      duplicateFields.add("Email");
    }
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    boolean failed = false;
    for (JsonNode lead : sent.path("data")) {
      if (lead instanceof ObjectNode fields && fields.path("Last_Name").isTextual()) {
        results.add(done(world.crm().upsert(tenant, fields, duplicateFields, now()), user));
      } else {
        results.add(CrmErrors.missing("Last_Name", results.size()));
        failed = true;
      }
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("data", results);
    return Answer.json(failed ? 202 : 200, body);
  }

  private static ObjectNode done(CrmRecords.Upserted upserted, User user) {
    boolean update = upserted.duplicateField().isPresent();
    ObjectNode result =
        JsonNodeFactory.instance
            .objectNode()
            .put("code", "SUCCESS")
            .put("duplicate_field", upserted.duplicateField().orElse(null))
            .put("action", update ? "update" : "insert");
    ObjectNode details = result.putObject("details");
    for (String field : List.of("id", "Created_Time", "Modified_Time")) {
      details.set(field, upserted.lead().path(field));
    }
    details.set("Created_By", CrmUsers.name(user));
    details.set("Modified_By", CrmUsers.name(user));
    return result
        .put("message", update ? "record updated" : "record added")
        .put("status", "success");
  }

  private String now() {
    return TIME.format(world.clock().instant().atOffset(ZoneOffset.UTC));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  private static int number(ReceivedRequest request, String name, int otherwise) {
    return request
        .queryParameter(name)
        .filter(text -> text.matches("[1-9]\\d{0,5}"))
        .map(Integer::valueOf)
        .orElse(otherwise);
  }
}
