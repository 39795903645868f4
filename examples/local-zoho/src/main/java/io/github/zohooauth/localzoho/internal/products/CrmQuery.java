package io.github.zohooauth.localzoho.internal.products;

import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a read, each checked as Zoho's OpenAPI files for v8 bound it: a bad one is
 * refused by its name, and none is taken for another value.
 */
final class CrmQuery {
  private static final int LARGEST_PAGE = 200;
  private static final int MOST_FIELDS = 50;
  private static final List<String> SORTED = List.of("id", "Created_Time", "Modified_Time");
  private static final List<String> ORDERS = List.of("asc", "desc");

  private final ReceivedRequest request;

  CrmQuery(ReceivedRequest request) {
    this.request = request;
  }

  /** Returns the number of the page, from 1. */
  int page() {
    return number("page", 1, Integer.MAX_VALUE);
  }

  /** Returns how many records a page has, 1 to 200. */
  int perPage() {
    return number("per_page", LARGEST_PAGE, LARGEST_PAGE);
  }

  String sortBy() {
    return oneOf(SORTED, "sort_by", "id");
  }

  String sortOrder() {
    return oneOf(ORDERS, "sort_order", "desc");
  }

  /** Returns the ids of the records that are asked for, empty for all. */
  Optional<List<String>> ids() {
    Optional<List<String>> ids = list("ids");
    if (ids.isPresent() && !ids.get().stream().allMatch(CrmValues::isId)) {
      throw new CrmRefused(CrmErrors.invalidParameter("ids"));
    }
    return ids;
  }

  /** Returns the names of the fields that are asked for, empty for all. */
  Optional<List<String>> fields() {
    Optional<List<String>> fields = list("fields");
    if (fields.isPresent() && fields.get().stream().anyMatch(String::isBlank)) {
      throw new CrmRefused(CrmErrors.invalidParameter("fields"));
    }
    if (fields.isPresent() && fields.get().size() > MOST_FIELDS) {
      throw new CrmRefused(CrmErrors.tooManyIn("fields", MOST_FIELDS));
    }
    return fields;
  }

  private Optional<List<String>> list(String name) {
    return request.queryParameter(name).map(text -> List.of(text.split(",", -1)));
  }

  private int number(String name, int otherwise, int most) {
    Optional<String> text = request.queryParameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    long number = text.get().matches("\\d{1,18}") ? Long.parseLong(text.get()) : 0;
    if (number < 1 || number > most) {
      throw new CrmRefused(CrmErrors.invalidParameter(name));
    }
    return (int) number;
  }

  private String oneOf(List<String> supported, String name, String otherwise) {
    String value = request.queryParameter(name).orElse(otherwise);
    if (!supported.contains(value)) {
      throw new CrmRefused(CrmErrors.invalidParameter(name, supported));
    }
    return value;
  }
}
