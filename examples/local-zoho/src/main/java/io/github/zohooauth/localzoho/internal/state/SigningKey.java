package io.github.zohooauth.localzoho.internal.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.text.Randoms;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** An RSA key that signs id_tokens, with the id it is published under (section 10). */
public record SigningKey(String id, KeyPair pair, Algorithm algorithm) {
  /** A way to sign with RSA (RFC 7518, 3.3). */
  public enum Algorithm {
    RS256("SHA256withRSA", "SHA-256"),
    RS384("SHA384withRSA", "SHA-384");

    private final String ofJdk;
    private final String hash;

    Algorithm(String ofJdk, String hash) {
      this.ofJdk = ofJdk;
      this.hash = hash;
    }

    public String hash() {
      return hash;
    }
  }

  private static final int BITS = 2048;

  static SigningKey make(Algorithm algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return new SigningKey(Randoms.keyId(), generator.generateKeyPair(), algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no RSA in this JDK", e);
    }
  }

  public byte[] sign(byte[] input) {
    try {
      Signature signature = Signature.getInstance(algorithm.ofJdk);
      signature.initSign(pair.getPrivate());
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks " + algorithm, e);
    }
  }

  /** Returns the public half as a JWK. */
  public ObjectNode jwk() {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return JsonNodeFactory.instance
        .objectNode()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", algorithm.name())
        .put("kid", id)
        .put("n", base64(key.getModulus()))
        .put("e", base64(key.getPublicExponent()));
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0; // JWA has no octet for the sign
    byte[] magnitude = new byte[bytes.length - sign];
    System.arraycopy(bytes, sign, magnitude, 0, magnitude.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
