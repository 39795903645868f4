package io.github.zohooauth.localzoho.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** The parts of an id_token by RFC 7515. Padding stays as it came. */
public record Jws(String header, String payload, String signature) {
  public static Jws of(String idToken) {
    String[] segments = idToken.split("\\.", -1);
    assert segments.length == 3 : "a JWS has three segments";
    return new Jws(segments[0], segments[1], segments[2]);
  }

  public JsonNode headerJson() {
    return json(header);
  }

  public JsonNode claims() {
    return json(payload);
  }

  /** Returns whether the key of a JWK signed the segments exactly as they came. */
  public boolean signedAsSentBy(JsonNode jwk) {
    return verify(header + "." + payload, jwk);
  }

  /** Returns whether the key of a JWK signed the segments without their padding. */
  public boolean signedUnpaddedBy(JsonNode jwk) {
    return verify(header.replace("=", "") + "." + payload.replace("=", ""), jwk);
  }

  private boolean verify(String input, JsonNode jwk) {
    try {
      String hash = headerJson().path("alg").asText().replace("RS", "SHA");
      Signature rsa = Signature.getInstance(hash + "withRSA");
      rsa.initVerify(
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e"))));
      rsa.update(input.getBytes(StandardCharsets.US_ASCII));
      return rsa.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigInteger number(JsonNode jwk, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(name).asText()));
  }

  private static JsonNode json(String segment) {
    return Wire.json(new String(Base64.getUrlDecoder().decode(segment), StandardCharsets.UTF_8));
  }
}
