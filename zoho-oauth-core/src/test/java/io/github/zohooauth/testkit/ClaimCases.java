package io.github.zohooauth.testkit;

import io.github.zohooauth.client.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** id_tokens with odd claims, and what has to become of each. */
public final class ClaimCases {

  private static final String ME = Scene.CLIENT_ID;

  private final List<IdTokenCase> cases = new ArrayList<>();
  private final IdTokenFixture right;

  private ClaimCases(IdTokenFixture right) {
    this.right = right;
  }

  /** All cases, from an id_token that is right. */
  public static List<IdTokenCase> all(IdTokenFixture right) {
    ClaimCases made = new ClaimCases(right);
    made.audiences();
    made.times();
    made.otherClaims();
    return List.copyOf(made.cases);
  }

  private void claim(String name, String json, String failedCheck) {
    cases.add(IdTokenCase.claim(right, name, json, failedCheck));
  }

  private void audiences() {
    claim("aud", "[\"%s\"]".formatted(ME), "");
    claim("aud", "[\"%s\",\"1000.OTHER\"]".formatted(ME), "its aud names other clients");
    claim("aud", "[\"1000.OTHER\",\"%s\"]".formatted(ME), "its aud names other clients");
    claim("aud", "[\"%s\",\"%s\"]".formatted(ME, ME), "several aud and no azp");
    claim("aud", "[\"%s\",1]".formatted(ME), "its aud names other clients");
    for (String none :
        List.of("[]", "[[\"" + ME + "\"]]", "{\"a\":\"" + ME + "\"}", "1", "null", "\"\"")) {
      claim("aud", none, "its aud does not name this client");
    }
    claim(
        "aud",
        "\"%s\"".formatted(ME.toLowerCase(Locale.ROOT)),
        "its aud does not name this client");
    claim("aud", "\"%s \"".formatted(ME), "its aud does not name this client");
    claim("azp", "\"%s\"".formatted(ME), "");
    claim("azp", "\"1000.OTHER\"", "its azp is another client");
    claim("azp", "[\"%s\"]".formatted(ME), "its azp is not text");
  }

  private void times() {
    long now = Scene.NOW.getEpochSecond();
    claim("exp", "" + (now + 1), "");
    claim("exp", "" + (now - 5), "");
    claim("exp", "" + (now - 299), "its iat is after its exp");
    claim("exp", "" + (now - 300), "it has expired");
    claim("exp", "" + (now - 301), "it has expired");
    claim("exp", (now + 1) + ".5", "");
    claim("exp", "\"" + (now + 60) + "\"", "its exp is not a time");
    claim("exp", "" + now * 1000, "its exp is not a time");
    claim("exp", "1e999", "its exp is not a time");
    claim("exp", "1e999999", "a part of it is not base64url of what belongs there");
    claim("exp", "-1", "its exp is not a time");
    claim("exp", "true", "its exp is not a time");
    claim("exp", "null", "acceptIdTokenWithout(\"exp\")");
    claim("iat", "" + (now + 300), "");
    claim("iat", "" + (now + 301), "it is from the future");
    claim("iat", "" + (now + 4000), "it is from the future");
    claim("iat", "0", "");
    claim("iat", "null", "acceptIdTokenWithout(\"iat\")");
    claim("iat", "{}", "its iat is not a time");
    claim("nbf", "" + (now + 300), "");
    claim("nbf", "" + (now + 301), "it is not valid yet");
  }

  private void otherClaims() {
    claim("iss", "null", "acceptIdTokenWithout(\"iss\")");
    claim("iss", "\"\"", "its iss is not the data center's issuer");
    claim("iss", "[]", "its iss is not text");
    claim("iss", "\"https://accounts.zoho.com\"", "its iss is not the data center's issuer");
    claim("sub", "null", "it has no sub");
    claim("sub", "\"\"", "it has no sub");
    claim("sub", "\" \"", "it has no sub");
    claim("sub", "675925609", "its sub is not text");
    claim("nonce", "null", "acceptIdTokenWithout(\"nonce\")");
    claim("nonce", "\"\"", "acceptIdTokenWithout(\"nonce\")");
    claim("nonce", "\" \"", "its nonce is not the one");
    claim("nonce", "[\"%s\"]".formatted(IdTokenFixture.NONCE), "its nonce is not text");
    claim("at_hash", "\"\"", "its at_hash is not the access token's");
    claim("at_hash", "\"x y\"", "its at_hash is not the access token's");
    claim("at_hash", "1", "its at_hash is not text");
    claim("anything", "{\"a\":[1,null]}", "");
  }
}
