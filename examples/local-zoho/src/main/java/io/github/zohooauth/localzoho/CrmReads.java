package io.github.zohooauth.localzoho;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the records of one module: lists, single records, search and count. */
final class CrmReads {
  private static final Set<String> SORTED = Set.of("id", "Created_Time", "Modified_Time");

  private final World world;
  private final CrmPages pages;

  CrmReads(World world) {
    this.world = world;
    this.pages = new CrmPages(world.clock());
  }

  Answer list(ReceivedRequest request, CrmPath path, CrmRecords.Table table) {
    Optional<String> sortBy = request.queryParameter("sort_by");
    if (sortBy.isPresent() && !SORTED.contains(sortBy.get())) {
      return CrmErrors.invalidParameter("sort_by");
    }
    Optional<String> ids = request.queryParameter("ids");
    Predicate<ObjectNode> named =
        row -> ids.isEmpty() || List.of(ids.get().split(",", -1)).contains(id(row));
    return pages.page(request, path, shown(request, rows(request, table, named)));
  }

  Answer one(ReceivedRequest request, CrmRecords.Table table, String id) {
    List<ObjectNode> found = rows(request, table, row -> id(row).equals(id));
    if (found.isEmpty()) {
      return Answer.empty(204);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("data").addAll(shown(request, found));
    return Answer.json(200, body);
  }

  Answer search(ReceivedRequest request, CrmPath path, CrmRecords.Table table) {
    Optional<CrmSearch> search = CrmSearch.of(request);
    return search.isEmpty()
        ? CrmErrors.missingParameter("criteria")
        : search.get().isUnderstood()
            ? pages.page(request, path, shown(request, rows(request, table, search.get())))
            : CrmErrors.invalidQuery();
  }

  Answer count(ReceivedRequest request, CrmRecords.Table table) {
    Optional<CrmSearch> search = CrmSearch.of(request);
    if (search.isPresent() && !search.get().isUnderstood()) {
      return CrmErrors.invalidQuery();
    }
    Predicate<ObjectNode> all = row -> true;
    int count = rows(request, table, search.<Predicate<ObjectNode>>map(s -> s).orElse(all)).size();
    return Answer.json(200, JsonNodeFactory.instance.objectNode().put("count", count));
  }

  /** CRM's order is by id, the newest first. */
  private List<ObjectNode> rows(
      ReceivedRequest request, CrmRecords.Table table, Predicate<ObjectNode> wanted) {
    String field = request.queryParameter("sort_by").orElse("id");
    Comparator<ObjectNode> order =
        Comparator.comparing((ObjectNode row) -> row.path(field).asText())
            .thenComparing(CrmReads::id);
    boolean ascending = request.queryParameter("sort_order").filter("asc"::equals).isPresent();
    return world.crm().all(table).stream()
        .filter(wanted)
        .sorted(ascending ? order : order.reversed())
        .toList();
  }

  private static List<ObjectNode> shown(ReceivedRequest request, List<ObjectNode> rows) {
    Optional<String> fields = request.queryParameter("fields");
    if (fields.isPresent()) {
      List<String> wanted = new ArrayList<>(List.of(fields.get().split(",", -1)));
      wanted.add("id");
      rows.forEach(row -> row.retain(wanted));
    }
    return rows;
  }

  private static String id(ObjectNode row) {
    return row.path("id").asText();
  }
}
