package io.github.zohooauth.testkit;

import com.fasterxml.jackson.databind.util.RawValue;

/**
 * An id_token, and what has to become of it.
 *
 * @param failedCheck words of the refusal; empty if it is to be accepted
 */
public record IdTokenCase(String name, String idToken, String failedCheck) {

  /** One with this member in its header, well signed. */
  static IdTokenCase header(IdTokenFixture right, String name, String json, String failedCheck) {
    String header = with(right.headerJson(), name, json);
    return new IdTokenCase(
        "header %s %s".formatted(name, json),
        IdTokenFixture.signed(header, right.claimsJson(), IdTokenFixture.KEY),
        failedCheck);
  }

  /** One with this claim, well signed. */
  static IdTokenCase claim(IdTokenFixture right, String name, String json, String failedCheck) {
    String claims = with(right.claimsJson(), name, json);
    return new IdTokenCase(
        "claim %s %s".formatted(name, json),
        IdTokenFixture.signed(right.headerJson(), claims, IdTokenFixture.KEY),
        failedCheck);
  }

  static String with(String object, String name, String json) {
    return IdTokenParts.json(object).putRawValue(name, new RawValue(json)).toString();
  }

  @Override
  public String toString() {
    return name + " -> " + (failedCheck.isEmpty() ? "accepted" : failedCheck);
  }
}
