package io.github.zohooauth.store.jdbc;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a table, alone or after its schema's; never quoted, and so never more than a name.
 */
record TableName(String name) {

  /** Oracle had no longer names before 12.2. */
  private static final String PART = "[A-Za-z_][A-Za-z0-9_$]{0,29}";

  private static final Pattern NAME = Pattern.compile("(" + PART + "\\.)?" + PART);

  static final TableName USUAL = new TableName("zoho_oauth_token");

  TableName {
    if (!NAME.matcher(Objects.requireNonNull(name, "table")).matches()) {
      throw new IllegalArgumentException(
          "table: a name of 1 to 30 letters, digits, _ and $, which begins with a letter or _, is"
              + " needed; the schema's may stand before it, as in auth.zoho_oauth_token");
    }
  }

  /** The name without its schema's. */
  String bare() {
    return name.substring(name.indexOf('.') + 1);
  }

  /**
   * The name of its schema, or of its database where schemas are called so; empty for the usual.
   */
  Optional<String> schema() {
    int dot = name.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(name.substring(0, dot));
  }
}
