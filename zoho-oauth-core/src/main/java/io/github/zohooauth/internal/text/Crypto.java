package io.github.zohooauth.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Random text, SHA-256 over text in UTF-8, and base64url. */
public final class Crypto {

  private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

  private Crypto() {}

  /** Returns that many random bits in base64url. */
  public static String randomText(int bits) {
    return base64Url(randomBytes(bits / 8));
  }

  /** Returns that many random bits in letters and digits. */
  public static String randomHex(int bits) {
    return HexFormat.of().formatHex(randomBytes(bits / 8));
  }

  /** The source is made at each call, so that a program that only hashes does not load it. */
  public static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  public static String sha256Hex(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  public static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Returns the bytes in base64url without padding. */
  public static String base64Url(byte[] bytes) {
    return BASE64_URL.encodeToString(bytes);
  }

  /**
   * Decodes strict base64url: no whitespace, no other alphabet, no stray last bits. Correct padding
   * is accepted, because Zoho's own samples end in {@code =}.
   *
   * @return the bytes; empty if the text is malformed
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-2">RFC 7515, section 2</a>
   */
  public static Optional<byte[]> fromBase64Url(String text) {
    String bare = withoutPadding(text);
    boolean padded = bare.length() < text.length();
    if (padded && (text.length() % 4 != 0 || text.length() - bare.length() > 2)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(bare);
      return base64Url(bytes).equals(bare) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public static String withoutPadding(String base64) {
    int end = base64.length();
    while (end > 0 && base64.charAt(end - 1) == '=') {
      end--;
    }
    return base64.substring(0, end);
  }
}
