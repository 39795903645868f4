package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.CrmRecords;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the records of one module: lists, single records, search and count. */
final class CrmReads {
  private final World world;
  private final CrmPages pages;

  CrmReads(World world) {
    this.world = world;
    this.pages = new CrmPages(world.clock());
  }

  Answer list(ReceivedRequest request, CrmPath path, CrmRecords.Table table) {
    Optional<List<String>> ids = new CrmQuery(request).ids();
    if (path.needsFields() && ids.isEmpty() && request.queryParameter("fields").isEmpty()) {
      return CrmErrors.missingParameter("fields");
    }
    Predicate<ObjectNode> named = row -> ids.isEmpty() || ids.get().contains(id(row));
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
    CrmQuery query = new CrmQuery(request);
    String field = query.sortBy();
    Comparator<ObjectNode> order =
        Comparator.comparing((ObjectNode row) -> row.path(field).asText())
            .thenComparing(CrmReads::id);
    boolean ascending = query.sortOrder().equals("asc");
    return world.crm().all(table).stream()
        .filter(wanted)
        .sorted(ascending ? order : order.reversed())
        .toList();
  }

  private static List<ObjectNode> shown(ReceivedRequest request, List<ObjectNode> rows) {
    Optional<List<String>> fields = new CrmQuery(request).fields();
    if (fields.isPresent()) {
      List<String> wanted = new ArrayList<>(fields.get());
      wanted.add("id");
      rows.forEach(row -> row.retain(wanted));
    }
    return rows;
  }

  private static String id(ObjectNode row) {
    return row.path("id").asText();
  }
}
