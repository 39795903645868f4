package io.github.zohooauth.localzoho.internal.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.text.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records of every organization and module, each environment apart. Thread-safe; no call waits.
 */
public final class CrmRecords {
  /** Where records are. */
  public record Table(CrmTenant tenant, String module) {}

  /** Who writes, and when. */
  public record Writer(ObjectNode user, String time) {}

  /** What became of one record. */
  public record Upserted(ObjectNode row, Optional<String> duplicateField) {}

  /** The fields that CRM alone sets; they are ignored in what is sent. */
  public static final Set<String> OWN =
      Set.of("id", "Created_By", "Modified_By", "Created_Time", "Modified_Time");

  private final Map<Table, List<ObjectNode>> tables = new HashMap<>();

  /** Returns the records of a module, the oldest first. */
  public synchronized List<ObjectNode> all(Table table) {
    return rows(table).stream().map(ObjectNode::deepCopy).toList();
  }

  /** Returns the modules of a tenant that have had a record. */
  public synchronized List<String> modules(CrmTenant tenant) {
    return tables.keySet().stream()
        .filter(table -> table.tenant().equals(tenant))
        .map(Table::module)
        .sorted()
        .toList();
  }

  synchronized Optional<ObjectNode> find(Table table, String id) {
    return row(table, id).map(ObjectNode::deepCopy);
  }

  public synchronized ObjectNode insert(Table table, ObjectNode sent, Writer writer) {
    ObjectNode added = sent.deepCopy();
    added.remove(OWN);
    added.put("id", Numbers.nextOfCrm()).put("Created_Time", writer.time());
    added.put("Modified_Time", writer.time());
    for (String person : List.of("Created_By", "Modified_By")) {
      added.set(person, writer.user());
    }
    if (!added.has("Owner")) {
      added.set("Owner", writer.user());
    }
    tables.computeIfAbsent(table, absent -> new ArrayList<>()).add(added);
    return added.deepCopy();
  }

  public synchronized Optional<ObjectNode> update(
      Table table, String id, ObjectNode sent, Writer writer) {
    return row(table, id).map(found -> changed(found, sent, writer));
  }

  /**
   * Updates the record with the id of {@code sent}, or else that which agrees with it on the first
   * field that finds one, or adds it.
   */
  public synchronized Upserted upsert(
      Table table, ObjectNode sent, List<String> duplicateFields, Writer writer) {
    Optional<ObjectNode> named = row(table, sent.path("id").asText());
    if (named.isPresent()) {
      return new Upserted(changed(named.get(), sent, writer), Optional.of("id"));
    }
    for (String field : duplicateFields) {
      Optional<ObjectNode> same =
          rows(table).stream().filter(old -> agree(old, sent, field)).findFirst();
      if (same.isPresent()) {
        return new Upserted(changed(same.get(), sent, writer), Optional.of(field));
      }
    }
    return new Upserted(insert(table, sent, writer), Optional.empty());
  }

  public synchronized boolean delete(Table table, String id) {
    return rows(table).removeIf(row -> row.path("id").asText().equals(id));
  }

  private List<ObjectNode> rows(Table table) {
    return tables.getOrDefault(table, new ArrayList<>());
  }

  private Optional<ObjectNode> row(Table table, String id) {
    return rows(table).stream().filter(row -> row.path("id").asText().equals(id)).findFirst();
  }

  private static ObjectNode changed(ObjectNode found, ObjectNode sent, Writer writer) {
    ObjectNode fields = sent.deepCopy();
    fields.remove(OWN);
    found.setAll(fields);
    found.put("Modified_Time", writer.time()).set("Modified_By", writer.user());
    return found.deepCopy();
  }

  private static boolean agree(ObjectNode old, ObjectNode sent, String field) {
    JsonNode value = sent.path(field);
    return value.isValueNode()
        && !value.isNull()
        && value.asText().equalsIgnoreCase(old.path(field).asText());
  }
}
