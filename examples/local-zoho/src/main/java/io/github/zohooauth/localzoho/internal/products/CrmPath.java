package io.github.zohooauth.localzoho.internal.products;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a CRM call, taken apart: {@code /crm/v8/Leads/123} has the parts Leads and 123.
 *
 * @param version such as {@code v8}
 */
record CrmPath(String version, List<String> parts) {
  private static final Pattern VERSION = Pattern.compile("v(2|2\\.1|[3-8])");

  /** Returns the path; empty if it is none of a version that CRM serves. */
  static Optional<CrmPath> of(String path) {
    List<String> all = Arrays.asList(path.split("/", -1));
    boolean right =
        all.size() > 3
            && all.get(1).equals("crm")
            && VERSION.matcher(all.get(2)).matches()
            && all.stream().skip(3).noneMatch(String::isEmpty);
    return right
        ? Optional.of(new CrmPath(all.get(2), List.copyOf(all.subList(3, all.size()))))
        : Optional.empty();
  }

  /** Returns whether the version knows page tokens, and so has a limit without them. */
  boolean hasPageTokens() {
    return !version.equals("v2") && !version.equals("v2.1");
  }

  /** Returns whether a list of all records has to name its fields, as from version 3 on. */
  boolean needsFields() {
    return hasPageTokens();
  }

  boolean is(String... wanted) {
    return parts.equals(List.of(wanted));
  }

  String first() {
    return parts.get(0);
  }

  String last() {
    return parts.get(parts.size() - 1);
  }
}
