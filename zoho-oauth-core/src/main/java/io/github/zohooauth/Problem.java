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

  Problem and(String more) {
    return new Problem(what + " " + more, dataCenter, clientId, errorCode);
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
