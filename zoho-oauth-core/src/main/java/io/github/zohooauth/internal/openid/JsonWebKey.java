package io.github.zohooauth.internal.openid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.internal.text.Base64Url;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public RSA key with its one algorithm.
 *
 * <p>The algorithm is the key's own {@code alg}, never the one in the header. A key without {@code
 * alg} signs with RS256, the default of OpenID Connect.
 *
 * @param id the ID by which a header names the key, or null
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.1">RFC 8725, section 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-4">RFC 7517, section 4</a>
 */
record JsonWebKey(@Nullable String id, RsaAlgorithm algorithm, PublicKey key) {

  private static final int MIN_BITS = 2048;

  /** The limits of key size. With larger keys a verification takes so long that it is an attack. */
  private static final int MAX_BITS = 8192;

  private static final int MAX_EXPONENT_BITS = 33;

  /** Reads the key in this object; empty if it is of another type, for another use, or weak. */
  static Optional<JsonWebKey> in(JsonNode json) {
    if (!(json instanceof ObjectNode object) || !isForSignatures(object)) {
      return Optional.empty();
    }
    JsonNode alg = object.path("alg");
    String name = alg.isMissingNode() ? RsaAlgorithm.RS256.name() : alg.textValue();
    BigInteger modulus = number(object.path("n"));
    BigInteger exponent = number(object.path("e"));
    if (!isStrong(modulus, exponent)) {
      return Optional.empty();
    }
    JsonNode id = object.has("kid") ? object.path("kid") : object.path("key_id");
    return RsaAlgorithm.named(name)
        .flatMap(
            algorithm ->
                publicKey(modulus, exponent)
                    .map(key -> new JsonWebKey(id.textValue(), algorithm, key)));
  }

  private static boolean isForSignatures(ObjectNode json) {
    JsonNode operations = json.path("key_ops");
    boolean verifies = operations.isMissingNode();
    for (JsonNode operation : operations) {
      verifies |= "verify".equals(operation.textValue());
    }
    return "RSA".equals(json.path("kty").textValue())
        && (json.path("use").isMissingNode() || "sig".equals(json.path("use").textValue()))
        && verifies;
  }

  private static BigInteger number(JsonNode node) {
    String text = node.isTextual() ? node.textValue() : "";
    return Base64Url.decode(text)
        .map(magnitude -> new BigInteger(1, magnitude))
        .orElse(BigInteger.ZERO);
  }

  private static boolean isStrong(BigInteger modulus, BigInteger exponent) {
    return modulus.testBit(0)
        && modulus.bitLength() >= MIN_BITS
        && modulus.bitLength() <= MAX_BITS
        && exponent.testBit(0)
        && exponent.bitLength() > 1
        && exponent.bitLength() <= MAX_EXPONENT_BITS;
  }

  private static Optional<PublicKey> publicKey(BigInteger modulus, BigInteger exponent) {
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      return Optional.of(rsa.generatePublic(new RSAPublicKeySpec(modulus, exponent)));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has RSA", e);
    }
  }

  /**
   * Returns whether this key signed the text.
   *
   * <p>The received text and the text without padding are tried. Zoho's older samples leave open
   * which one is signed.
   */
  boolean signed(SignedJwt text) {
    if (text.algorithm() != algorithm) {
      return false;
    }
    for (byte[] signed : text.signed()) {
      if (algorithm.verifies(key, signed, text.signature())) {
        return true;
      }
    }
    return false;
  }
}
