package io.github.zohooauth.testkit;

import static com.nimbusds.jose.JWSAlgorithm.RS256;
import static com.nimbusds.jose.JWSAlgorithm.RS384;
import static com.nimbusds.jose.JWSAlgorithm.RS512;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.ArrayList;
import java.util.List;

/** id_tokens with odd headers and signatures, and what has to become of each. */
public final class IdTokenCases {

  public static final RSAKey EVIL_KEY = IdTokenFixture.key("evil", 2048);

  private final List<IdTokenCase> cases = new ArrayList<>();
  private final IdTokenFixture right;

  private IdTokenCases(IdTokenFixture right) {
    this.right = right;
  }

  /** All cases, from an id_token that is right. */
  public static List<IdTokenCase> all(IdTokenFixture right) {
    IdTokenCases made = new IdTokenCases(right);
    made.algorithms();
    made.boundAlgorithms();
    made.hashes();
    made.headers();
    made.keyNames();
    made.cases.addAll(IdTokenTextCases.all(right));
    return List.copyOf(made.cases);
  }

  private void add(String name, String idToken, String failedCheck) {
    cases.add(new IdTokenCase(name, idToken, failedCheck));
  }

  private void header(String name, String json, String failedCheck) {
    cases.add(IdTokenCase.header(right, name, json, failedCheck));
  }

  private static String signed(String header, String claims) {
    return IdTokenFixture.signed(header, claims, IdTokenFixture.KEY);
  }

  private void algorithms() {
    for (String other :
        List.of(
            "none",
            "None",
            "NONE",
            "nOnE",
            " none",
            "none ",
            "",
            "HS256",
            "HS384",
            "HS512",
            "RS512",
            "rs384",
            "RS384 ",
            "RS3840",
            "SHA384withRSA",
            "PS256",
            "PS384",
            "PS512",
            "ES256",
            "ES256K",
            "ES384",
            "ES512",
            "EdDSA",
            "Ed25519",
            "RSA1_5",
            "RSA-OAEP",
            "dir",
            "PBES2-HS256+A128KW",
            "rs256",
            "Rs256",
            "RS256 ",
            "SHA256withRSA")) {
      header("alg", "\"" + other + "\"", "does not name the algorithm RS256");
    }
    for (String odd : List.of("null", "256", "true", "[\"RS256\"]", "{\"RS256\":1}")) {
      header("alg", odd, "does not name the algorithm RS256");
    }
  }

  /** The key has one algorithm; the header can only agree with it. */
  private void boundAlgorithms() {
    List<RSAKey> keys =
        List.of(IdTokenFixture.KEY, IdTokenFixture.OTHER_KEY, IdTokenFixture.KEY_384);
    for (RSAKey key : keys) {
      String own = key.equals(IdTokenFixture.KEY_384) ? "RS384" : "RS256";
      for (String named : List.of("RS256", "RS384")) {
        for (JWSAlgorithm signing : List.of(RS256, RS384, RS512)) {
          boolean agree = own.equals(named) && own.equals(signing.getName());
          for (String name : List.of("\"kid\":\"%s\",", "\"key_id\":\"%s\",", "")) {
            String header = "{" + name.formatted(key.getKeyID()) + "\"alg\":\"" + named + "\"}";
            add(
                "%s of %s, signed with %s".formatted(header, key.getKeyID(), signing),
                IdTokenFixture.signed(header, right.claimsJson(), key, signing),
                agree ? "" : "none of the data center's keys has signed it with " + named);
          }
        }
      }
    }
    String ofAnother = "{\"kid\":\"key-3\",\"alg\":\"%s\"}";
    for (String named : List.of("RS256", "RS384")) {
      add(
          "key-3 named, another signed, " + named,
          IdTokenFixture.signed(ofAnother.formatted(named), right.claimsJson(), IdTokenFixture.KEY),
          "none of the data center's keys");
    }
  }

  /** The hash of the access token is that of the algorithm. */
  private void hashes() {
    String sha256 = NimbusVerifier.half("SHA-256", IdTokenFixture.BESIDE);
    String sha384 = NimbusVerifier.half("SHA-384", IdTokenFixture.BESIDE);
    String header = "{\"kid\":\"key-3\",\"alg\":\"RS384\"}";
    for (String hash : List.of(sha256, sha384, sha384.substring(0, 22), "")) {
      String claims = IdTokenCase.with(right.claimsJson(), "at_hash", "\"" + hash + "\"");
      String wrong = "its at_hash is not the access token's";
      add(
          "RS256, at_hash " + hash,
          signed(right.headerJson(), claims),
          hash.equals(sha256) ? "" : wrong);
      add(
          "RS384, at_hash " + hash,
          IdTokenFixture.signed(header, claims, IdTokenFixture.KEY_384),
          hash.equals(sha384) ? "" : wrong);
    }
  }

  private void headers() {
    for (String crit : List.of("[\"exp\"]", "[\"b64\"]", "[\"\"]", "[]", "null", "\"x\"", "{}")) {
      header("crit", crit, "critical extensions");
    }
    for (String type : List.of("at+jwt", "logout+jwt", "secevent+jwt", "JOSE+JSON", "", "JWE")) {
      header("typ", "\"" + type + "\"", "another type");
    }
    for (String type : List.of("\"JWT\"", "\"jwt\"", "\"JWS\"", "\"application/jwt\"", "null")) {
      header("typ", type, "");
    }
    String evil = "\"https://evil.example/keys\"";
    String evilKey = IdTokenFixture.OTHER_KEY.toPublicJWK().toJSONString();
    for (String name : List.of("jku", "x5u", "jwk", "x5c")) {
      String value = name.equals("jwk") ? evilKey : name.equals("x5c") ? "[\"AA==\"]" : evil;
      header(name, value, "");
      String header = IdTokenCase.with(right.headerJson(), name, value);
      String forged = IdTokenFixture.signed(header, right.claimsJson(), EVIL_KEY);
      add(name + " of an attacker", forged, "none of the data center's keys");
    }
  }

  private void keyNames() {
    header("kid", "\"key-9\"", "none of the data center's keys");
    header("kid", "\"key-2\"", "none of the data center's keys");
    header("kid", "\"../../key-1\"", "none of the data center's keys");
    header("kid", "1", "key ID is not text");
    header("kid", "[\"key-1\"]", "key ID is not text");
    header("kid", "null", "");
    header("key_id", "\"key-9\"", ""); // beside the standard's own
    String zohos = "{\"key_id\":\"%s\",\"typ\":\"JWS\",\"alg\":\"RS256\"}";
    add("key_id alone", signed(zohos.formatted("key-1"), right.claimsJson()), "");
    add("key_id unknown", signed(zohos.formatted("x"), right.claimsJson()), "none of the data");
    add("no name at all", signed("{\"alg\":\"RS256\"}", right.claimsJson()), "");
  }
}
