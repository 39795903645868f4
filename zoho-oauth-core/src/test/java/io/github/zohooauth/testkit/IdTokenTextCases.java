package io.github.zohooauth.testkit;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import java.util.ArrayList;
import java.util.List;

/** id_tokens with odd texts, paddings and repeated members, and what has to become of each. */
final class IdTokenTextCases {

  private static final String NOT_JSON = "is not base64url";
  private static final String PARTS = "three parts";

  private final List<IdTokenCase> cases = new ArrayList<>();
  private final IdTokenFixture right;

  private IdTokenTextCases(IdTokenFixture right) {
    this.right = right;
  }

  /** All cases, from an id_token that is right. */
  static List<IdTokenCase> all(IdTokenFixture right) {
    IdTokenTextCases made = new IdTokenTextCases(right);
    made.texts();
    made.paddings();
    made.repeated();
    return List.copyOf(made.cases);
  }

  private void add(String name, String idToken, String failedCheck) {
    cases.add(new IdTokenCase(name, idToken, failedCheck));
  }

  private static String signed(String header, String claims) {
    return IdTokenFixture.signed(header, claims, IdTokenFixture.KEY);
  }

  private void texts() {
    String token = right.signed();
    String[] parts = token.split("\\.", -1);
    add("empty", "", PARTS);
    add("dots", "..", NOT_JSON);
    add("two parts", parts[0] + "." + parts[1], PARTS);
    add("four parts", token + ".", PARTS);
    add("five parts", token + ".AA.AA", PARTS);
    add("no signature", parts[0] + "." + parts[1] + ".", "none of the data center's keys");
    int last = token.length() - 1;
    char stray = (char) (token.charAt(last) + 1); // of six bits only two count there
    add("stray last bits", token.substring(0, last) + stray, NOT_JSON);
    add("blank before", " " + token, NOT_JSON);
    add("line break after", token + "\n", NOT_JSON);
    add("other alphabet", token.replace('_', '/').replace('-', '+') + "+/", NOT_JSON);
    add(
        "too long",
        signed("{\"alg\":\"RS256\",\"x\":\"" + "x".repeat(16_384) + "\"}", "{}"),
        "longer");
    add(
        "deep",
        signed(right.headerJson(), "{\"a\":".repeat(1000) + "1" + "}".repeat(1000)),
        NOT_JSON);
    add("array", signed("[]", right.claimsJson()), NOT_JSON);
    add("text behind", signed(right.headerJson(), right.claimsJson() + "{}"), NOT_JSON);
    add("not JSON", signed(right.headerJson(), "iss=x"), NOT_JSON);
    add("NaN", signed(right.headerJson(), "{\"exp\":NaN}"), NOT_JSON);
    add("encrypted", encrypted(), PARTS);
  }

  /** A token inside an encrypted one, where the signature could be forgotten. */
  private String encrypted() {
    try {
      JWEObject wrapped =
          new JWEObject(
              new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM),
              new Payload(right.claimsJson()));
      wrapped.encrypt(new RSAEncrypter(IdTokenFixture.KEY));
      return wrapped.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private void paddings() {
    for (String blanks : List.of("", " ", "  ")) {
      String header = IdTokenFixture.part(right.headerJson() + blanks);
      String claims = IdTokenFixture.part(right.claimsJson() + blanks);
      String paddedHeader = header + "=".repeat((4 - header.length() % 4) % 4);
      String paddedClaims = claims + "=".repeat((4 - claims.length() % 4) % 4);
      String bare = header + "." + claims;
      String padded = paddedHeader + "." + paddedClaims;
      for (String sent : List.of(bare, padded, paddedHeader + "." + claims)) {
        add(
            "padded, unpadded signed",
            sent + "." + IdTokenFixture.signature(bare, IdTokenFixture.KEY),
            "");
        add(
            "padded, as sent signed",
            sent + "." + IdTokenFixture.signature(sent, IdTokenFixture.KEY),
            "");
        add(
            "over-padded",
            sent + "===." + IdTokenFixture.signature(sent + "===", IdTokenFixture.KEY),
            NOT_JSON);
      }
      String signature = IdTokenFixture.signature(bare, IdTokenFixture.KEY);
      add("signature padded", bare + "." + signature + "==", "");
      add("signature padded wrongly", bare + "." + signature + "=", NOT_JSON);
    }
  }

  private void repeated() {
    for (String name : List.of("alg", "kid", "typ")) {
      String header = "{\"%s\":\"RS256\",".formatted(name) + right.headerJson().substring(1);
      add("header " + name + " twice", signed(header, right.claimsJson()), NOT_JSON);
    }
    for (String name : List.of("iss", "sub", "aud", "exp", "nonce", "email")) {
      String value = IdTokenParts.json(right.claimsJson()).get(name).toString();
      String claims = "{\"%s\":%s,".formatted(name, value) + right.claimsJson().substring(1);
      add("claim " + name + " twice", signed(right.headerJson(), claims), NOT_JSON);
    }
  }
}
