package io.github.zohooauth;

import java.security.SecureRandom;
import java.util.Base64;

/** Text that nobody can guess, made for one authorization request alone. */
final class Unguessable {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Unguessable() {}

  /** Returns that many random bits in base64url, without padding. */
  static String text(int bits) {
    byte[] bytes = new byte[bits / 8];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
