package io.github.zohooauth.internal.text;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes text that cannot be guessed, from a secure random source. */
public final class RandomText {

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomText() {}

  /** Returns that many random bits in base64url, without padding. */
  public static String text(int bits) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bits));
  }

  /** Returns that many random bits in letters and digits. */
  public static String lettersAndDigits(int bits) {
    return HexFormat.of().formatHex(bytes(bits));
  }

  private static byte[] bytes(int bits) {
    byte[] bytes = new byte[bits / 8];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
