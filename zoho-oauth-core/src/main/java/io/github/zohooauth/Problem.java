package io.github.zohooauth;

import java.io.Serializable;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What went wrong, in words that a person can act on, and where; never a secret. */
record Problem(
    String what, @Nullable String dataCenter, @Nullable String clientId, @Nullable String errorCode)
    implements Serializable {

  static Problem of(String what) {
    return new Problem(what, null, null, null);
  }

  Problem at(@Nullable DataCenter dataCenter, String clientId) {
    String location = dataCenter == null ? null : dataCenter.location();
    return new Problem(what, location, clientId, errorCode);
  }

  /** With one sentence more; what comes before it may be a store's own text without an end. */
  Problem and(String more) {
    String before = what.strip();
    boolean ends = before.isEmpty() || ".!?".indexOf(before.charAt(before.length() - 1)) >= 0;
    String all = before + (ends ? " " : ". ") + more;
    return new Problem(all.strip(), dataCenter, clientId, errorCode);
  }

  Problem withErrorCode(String code) {
    return new Problem(what, dataCenter, clientId, code);
  }

  String message() {
    StringJoiner where = new StringJoiner(", ", " [", "]").setEmptyValue("");
    add(where, "data center ", dataCenter);
    add(where, "client ID ", clientId);
    add(where, "Zoho's error ", errorCode);
    return what + where;
  }

  private static void add(StringJoiner where, String label, @Nullable String value) {
    if (value != null) {
      where.add(label + value);
    }
  }
}
