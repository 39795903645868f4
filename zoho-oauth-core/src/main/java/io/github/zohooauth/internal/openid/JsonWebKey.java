package io.github.zohooauth.internal.openid;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.internal.text.Crypto;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
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
record JsonWebKey(@Nullable String id, Algorithm algorithm, PublicKey key) {

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
    String name = alg.isMissingNode() ? Algorithm.RS256.name() : alg.textValue();
    BigInteger modulus = number(object.path("n"));
    BigInteger exponent = number(object.path("e"));
    if (!isStrong(modulus, exponent)) {
      return Optional.empty();
    }
    JsonNode id = object.has("kid") ? object.path("kid") : object.path("key_id");
    return Algorithm.named(name)
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
    return Crypto.fromBase64Url(text)
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
  boolean hasSigned(SignedJwt text) {
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

  /**
   * The algorithms of Zoho's id_tokens, as the metadata of the accounts servers lists them.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.3">RFC 7518, section 3.3</a>
   */
  enum Algorithm {
    RS256("SHA-256", "SHA256withRSA"),
    RS384("SHA-384", "SHA384withRSA");

    private final String hash;
    private final String signature;

    Algorithm(String hash, String signature) {
      this.hash = hash;
      this.signature = signature;
    }

    /** Returns the algorithm with exactly this name; empty if there is none. */
    static Optional<Algorithm> named(@Nullable String name) {
      return Stream.of(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    private boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
      try {
        Signature verifier = Signature.getInstance(this.signature);
        verifier.initVerify(key);
        verifier.update(signed);
        return verifier.verify(signature);
      } catch (GeneralSecurityException e) { // such as for a signature of another length
        return false;
      }
    }

    /**
     * Returns the left half of the text's hash, as in {@code at_hash}.
     *
     * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken">OpenID
     *     Connect Core, section 3.1.3.6</a>
     */
    byte[] halfHash(String text) {
      try {
        byte[] whole = MessageDigest.getInstance(hash).digest(text.getBytes(US_ASCII));
        return Arrays.copyOf(whole, whole.length / 2);
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every JDK has SHA-2", e);
      }
    }
  }
}
