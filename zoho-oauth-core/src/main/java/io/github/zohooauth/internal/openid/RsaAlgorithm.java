package io.github.zohooauth.internal.openid;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms of Zoho's id_tokens, as the metadata of the accounts servers lists them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.3">RFC 7518, section 3.3</a>
 */
enum RsaAlgorithm {
  RS256("SHA-256", "SHA256withRSA"),
  RS384("SHA-384", "SHA384withRSA");

  private final String hash;
  private final String signature;

  RsaAlgorithm(String hash, String signature) {
    this.hash = hash;
    this.signature = signature;
  }

  /** Returns the algorithm with exactly this name; empty if there is none. */
  static Optional<RsaAlgorithm> named(@Nullable String name) {
    return Stream.of(values()).filter(each -> each.name().equals(name)).findFirst();
  }

  /** Returns whether the signature of the text is valid for this key. */
  boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
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
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken">OpenID Connect
   *     Core, section 3.1.3.6</a>
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
