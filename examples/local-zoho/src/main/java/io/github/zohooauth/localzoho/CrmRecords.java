package io.github.zohooauth.localzoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The leads of every organization, each environment apart. Thread-safe; no call waits. */
final class CrmRecords {
  /** What became of one record. */
  record Upserted(ObjectNode lead, Optional<String> duplicateField) {}

  private final Map<CrmTenant, List<ObjectNode>> leads = new HashMap<>();

  /** Returns the leads of a tenant, the oldest first. */
  synchronized List<ObjectNode> leads(CrmTenant tenant) {
    return leads.getOrDefault(tenant, List.of()).stream().map(ObjectNode::deepCopy).toList();
  }

  /**
   * Updates the lead that agrees with {@code lead} on the first field that finds one, or adds it.
   */
  synchronized Upserted upsert(
      CrmTenant tenant, ObjectNode lead, List<String> duplicateFields, String time) {
    List<ObjectNode> all = leads.computeIfAbsent(tenant, absent -> new ArrayList<>());
    for (String field : duplicateFields) {
      Optional<ObjectNode> same = all.stream().filter(old -> agree(old, lead, field)).findFirst();
      if (same.isPresent()) {
        ObjectNode found = same.get();
        found.setAll(lead);
        found.put("Modified_Time", time);
        return new Upserted(found.deepCopy(), Optional.of(field));
      }
    }
    ObjectNode added = lead.deepCopy();
    added.put("id", Numbers.next()).put("Created_Time", time).put("Modified_Time", time);
    all.add(added);
    return new Upserted(added.deepCopy(), Optional.empty());
  }

  private static boolean agree(ObjectNode old, ObjectNode lead, String field) {
    JsonNode value = lead.path(field);
    return value.isValueNode()
        && !value.isNull()
        && value.asText().equalsIgnoreCase(old.path(field).asText());
  }
}
