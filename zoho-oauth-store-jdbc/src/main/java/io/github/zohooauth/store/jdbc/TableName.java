package io.github.zohooauth.store.jdbc;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a table, with or without a schema. It is not quoted in SQL, so it is checked. */
record TableName(String name) {

  /** Before 12.2, names in Oracle had at most 30 characters. */
  private static final String PART = "[A-Za-z_][A-Za-z0-9_$]{0,29}";

  private static final Pattern NAME = Pattern.compile("(" + PART + "\\.)?" + PART);

  static final TableName DEFAULT = new TableName("zoho_oauth_token");

  TableName {
    if (!NAME.matcher(Objects.requireNonNull(name, "table")).matches()) {
      throw new IllegalArgumentException(
          "table: must have 1 to 30 letters, digits, _ and $, and begin with a letter or _."
              + " A schema may precede it, as in auth.zoho_oauth_token.");
    }
  }

  /** Returns the name without the schema. */
  String withoutSchema() {
    return name.substring(name.indexOf('.') + 1);
  }

  /** Returns the schema, which some products call a database; empty if the name has none. */
  Optional<String> schema() {
    int dot = name.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(name.substring(0, dot));
  }
}
