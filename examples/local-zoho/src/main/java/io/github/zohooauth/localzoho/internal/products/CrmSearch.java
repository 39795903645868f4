package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a search looks for: {@code criteria}, {@code email}, {@code phone} or {@code word}, of which
 * CRM takes the first that is there. Comparisons ignore case.
 */
final class CrmSearch implements Predicate<ObjectNode> {
  /** One comparison, such as {@code (Last_Name:starts_with:L)}. */
  private static final Pattern ONE =
      Pattern.compile("\\(*(\\w+):(equals|not_equal|starts_with|in):([^()]*)\\)*");

  private final List<Predicate<ObjectNode>> comparisons = new ArrayList<>();
  private boolean any;
  private boolean understood = true;

  private CrmSearch() {}

  /** Returns the search; empty if the request has none of the parameters. */
  static Optional<CrmSearch> of(ReceivedRequest request) {
    CrmSearch search = new CrmSearch();
    Optional<String> criteria = request.queryParameter("criteria");
    Optional<String> email = request.queryParameter("email");
    Optional<String> phone = request.queryParameter("phone");
    Optional<String> word = request.queryParameter("word");
    if (criteria.isPresent()) {
      search.read(criteria.get());
    } else if (email.isPresent()) {
      search.comparisons.add(row -> hasText(row, "Email", email.get()));
    } else if (phone.isPresent()) {
      search.any = true;
      for (String field : List.of("Phone", "Mobile")) {
        search.comparisons.add(row -> hasText(row, field, phone.get()));
      }
    } else if (word.isPresent()) {
      String sought = lower(word.get());
      search.comparisons.add(
          row -> {
            for (var field : row) {
              if (field.isTextual() && lower(field.asText()).contains(sought)) {
                return true;
              }
            }
            return false;
          });
    } else {
      return Optional.empty();
    }
    return Optional.of(search);
  }

  /**
   * Whether all of the criteria was one list of comparisons, joined by {@code and} or {@code or}.
   */
  boolean isUnderstood() {
    return understood;
  }

  private void read(String criteria) {
    any = criteria.contains(")or(");
    understood = !(any && criteria.contains(")and("));
    for (String part : criteria.split("\\)(and|or)\\(", -1)) {
      Matcher one = ONE.matcher(part);
      if (one.matches()) {
        comparisons.add(comparison(one.group(1), one.group(2), one.group(3)));
      } else {
        understood = false;
      }
    }
  }

  private static Predicate<ObjectNode> comparison(String field, String operator, String value) {
    return switch (operator) {
      case "equals" -> row -> hasText(row, field, value);
      case "not_equal" -> row -> !hasText(row, field, value);
      case "starts_with" -> row -> lower(text(row, field)).startsWith(lower(value));
      default -> row -> List.of(value.split(",", -1)).contains(text(row, field));
    };
  }

  @Override
  public boolean test(ObjectNode row) {
    return any
        ? comparisons.stream().anyMatch(each -> each.test(row))
        : comparisons.stream().allMatch(each -> each.test(row));
  }

  private static boolean hasText(ObjectNode row, String field, String value) {
    return text(row, field).equalsIgnoreCase(value);
  }

  private static String text(ObjectNode row, String field) {
    return row.path(field).asText();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
