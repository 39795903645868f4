package io.github.zohooauth.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.zohooauth.client.Scene;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** id_tokens gone wrong, or only odd, from one that is right: one seed gives one row of them. */
public final class IdTokenMutants {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.+/ \n\u00e9";
  private static final List<String> HEADERS =
      List.of("alg", "kid", "key_id", "typ", "crit", "jku", "x5u", "jwk", "x5c", "cty", "zip");
  private static final List<String> CLAIMS =
      List.of("iss", "sub", "aud", "azp", "exp", "iat", "nbf", "nonce", "at_hash", "email", "acr");

  /** With RS256 and with RS384; each mutation begins at one of them. */
  private final List<IdTokenFixture> rights;

  private IdTokenFixture right;
  private final Random chance;
  private final List<Supplier<String>> mutations =
      List.of(
          this::changedText,
          this::changedText,
          this::changedPart,
          this::changedHeader,
          this::changedHeader,
          this::changedClaims,
          this::changedClaims,
          this::changedClaims,
          this::repeatedMember,
          this::padded);

  public IdTokenMutants(IdTokenFixture right, IdTokenFixture right384, long seed) {
    this.rights = List.of(right, right, right384);
    this.right = right;
    this.chance = new Random(seed);
  }

  public String next() {
    right = one(rights);
    return one(mutations).get();
  }

  private <T> T one(List<T> of) {
    return of.get(chance.nextInt(of.size()));
  }

  private RSAKey key() {
    RSAKey own = isRs384() ? IdTokenFixture.KEY_384 : IdTokenFixture.KEY;
    return chance.nextInt(8) == 0
        ? one(List.of(IdTokenFixture.OTHER_KEY, IdTokenFixture.KEY, IdTokenFixture.KEY_384))
        : own;
  }

  private boolean isRs384() {
    return right.headerJson().contains("RS384");
  }

  /** What is right, changed in header or claims, and signed with an algorithm that may not fit. */
  private String signed(String header, String claims) {
    RSAKey key = key();
    return chance.nextInt(8) == 0
        ? IdTokenFixture.signed(
            header,
            claims,
            key,
            one(List.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512)))
        : IdTokenFixture.signed(header, claims, key);
  }

  private String signed() {
    return right.signedBy(isRs384() ? IdTokenFixture.KEY_384 : IdTokenFixture.KEY);
  }

  /** Letters changed, put in, taken out; the end cut off. */
  private String changedText() {
    StringBuilder text = new StringBuilder(signed());
    for (int changes = 1 + chance.nextInt(3); changes > 0; changes--) {
      int at = chance.nextInt(10) == 0 ? text.length() - 1 : chance.nextInt(text.length());
      String letter = Character.toString(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
      switch (chance.nextInt(4)) {
        case 0 -> text.replace(at, at + 1, letter);
        case 1 -> text.insert(at, letter);
        case 2 -> text.deleteCharAt(at);
        default -> text.append(letter);
      }
    }
    return chance.nextInt(10) == 0 ? text.substring(0, chance.nextInt(text.length())) : "" + text;
  }

  /** Parts left out, doubled, swapped, emptied. */
  private String changedPart() {
    List<String> parts = List.of(signed().split("\\.", -1));
    StringBuilder text = new StringBuilder(one(parts));
    for (int more = chance.nextInt(5); more > 0; more--) {
      text.append('.').append(chance.nextInt(5) == 0 ? "" : one(parts));
    }
    return text.toString();
  }

  private String changedHeader() {
    ObjectNode header = IdTokenParts.json(right.headerJson());
    for (int changes = 1 + chance.nextInt(2); changes > 0; changes--) {
      change(header, one(HEADERS), headerValues());
    }
    return signed(header.toString(), right.claimsJson());
  }

  private String changedClaims() {
    ObjectNode claims = IdTokenParts.json(right.claimsJson());
    for (int changes = 1 + chance.nextInt(2); changes > 0; changes--) {
      change(claims, one(CLAIMS), claimValues());
    }
    return signed(right.headerJson(), claims.toString());
  }

  private void change(ObjectNode json, String name, List<String> values) {
    if (chance.nextInt(4) == 0) {
      json.remove(name);
    } else {
      json.set(name, IdTokenParts.json("{\"v\":" + one(values) + "}").get("v"));
    }
  }

  private static List<String> headerValues() {
    return List.of(
        "\"RS256\"",
        "\"rs256\"",
        "\"none\"",
        "\"None\"",
        "\"HS256\"",
        "\"ES256\"",
        "\"PS256\"",
        "\"RS384\"",
        "\"rs384\"",
        "\"RS512\"",
        "\"RSA-OAEP\"",
        "\"dir\"",
        "\"key-1\"",
        "\"key-2\"",
        "\"key-3\"",
        "\"key-9\"",
        "\"JWT\"",
        "\"jwt\"",
        "\"JWS\"",
        "\"at+jwt\"",
        "\"DEF\"",
        "null",
        "1",
        "true",
        "[]",
        "[\"exp\"]",
        "{}",
        "\"\"",
        "\"https://evil.example/keys\"");
  }

  private static List<String> claimValues() {
    long now = Scene.NOW.getEpochSecond();
    return List.of(
        Long.toString(now),
        Long.toString(now - 59),
        Long.toString(now - 60),
        Long.toString(now - 61),
        Long.toString(now + 59),
        Long.toString(now + 60),
        Long.toString(now + 61),
        Long.toString(now - 299),
        Long.toString(now - 300),
        Long.toString(now - 301),
        Long.toString(now + 299),
        Long.toString(now + 300),
        Long.toString(now + 301),
        Long.toString(now + 3601),
        "\"" + NimbusVerifier.half("SHA-256", IdTokenFixture.BESIDE) + "\"",
        "\"" + NimbusVerifier.half("SHA-384", IdTokenFixture.BESIDE) + "\"",
        "\"" + NimbusVerifier.half("SHA-512", IdTokenFixture.BESIDE) + "\"",
        now + ".5",
        now * 1000 + "",
        "0",
        "-1",
        "1e9",
        "\"" + now + "\"",
        "\"" + Scene.CLIENT_ID + "\"",
        "[\"" + Scene.CLIENT_ID + "\"]",
        "[\"" + Scene.CLIENT_ID + "\",\"1000.OTHER\"]",
        "[\"1000.OTHER\"]",
        "[\"" + Scene.CLIENT_ID + "\",\"" + Scene.CLIENT_ID + "\"]",
        "[]",
        "{}",
        "[1]",
        "[null]",
        "null",
        "true",
        "\"\"",
        "\" \"",
        "\"x\"",
        "\"" + IdTokenFixture.NONCE + "\"",
        "675925609");
  }

  /** The same name twice, in the header or among the claims. */
  private String repeatedMember() {
    boolean inHeader = chance.nextBoolean();
    String name = one(inHeader ? HEADERS : CLAIMS);
    String json = inHeader ? right.headerJson() : right.claimsJson();
    String value = IdTokenParts.json(json).path(name).toString();
    String first = value.isEmpty() || chance.nextBoolean() ? "\"x\"" : value;
    String doubled = "{\"%s\":%s,%s".formatted(name, first, json.substring(1));
    return inHeader ? signed(doubled, right.claimsJson()) : signed(right.headerJson(), doubled);
  }

  /** With {@code =} behind some parts, as many as are right or not, and signed with it or not. */
  private String padded() {
    String header = IdTokenFixture.part(spaced(right.headerJson()));
    String claims = IdTokenFixture.part(spaced(right.claimsJson()));
    String withHeader = header + padding(header);
    String withClaims = claims + padding(claims);
    String signed = chance.nextBoolean() ? withHeader + "." + withClaims : header + "." + claims;
    String signature = IdTokenFixture.signature(signed, key());
    return withHeader + "." + withClaims + "." + signature + padding(signature);
  }

  /** Of any length modulo three, so that each padding comes to be right. */
  private String spaced(String json) {
    return json + " ".repeat(chance.nextInt(3));
  }

  private String padding(String part) {
    return switch (chance.nextInt(4)) {
      case 0 -> "";
      case 1 -> "=".repeat(chance.nextInt(4));
      default -> "=".repeat((4 - part.length() % 4) % 4);
    };
  }
}
