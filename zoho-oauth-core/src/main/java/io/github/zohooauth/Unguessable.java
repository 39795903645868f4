package io.github.zohooauth;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Text that cannot be guessed, made for one authorization request alone. */
final class Unguessable {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Unguessable() {}

  /** Returns that many random bits in base64url, without padding. */
  static String text(int bits) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bits));
  }

  /** Returns that many random bits in letters and digits alone. */
  static String lettersAndDigits(int bits) {
    return HexFormat.of().formatHex(bytes(bits));
  }

  private static byte[] bytes(int bits) {
    byte[] bytes = new byte[bits / 8];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
