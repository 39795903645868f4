package io.github.zohooauth.localzoho.internal.text;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Unguessable values in the shapes that Zoho gives them. */
public final class Randoms {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String UPPER_ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ";

  private Randoms() {}

  /** Returns a code or token, {@code 1000.<32 hex>.<32 hex>}. */
  public static String token() {
    return "1000." + hex(32) + "." + hex(32);
  }

  /** Returns a client id, {@code 1000.<30 upper-case letters and digits>}. */
  public static String clientId() {
    StringBuilder id = new StringBuilder("1000.");
    RANDOM
        .ints(30, 0, UPPER_ALPHANUMERIC.length())
        .mapToObj(UPPER_ALPHANUMERIC::charAt)
        .forEach(id::append);
    return id.toString();
  }

  /** Returns a client secret, 42 hex digits. */
  public static String clientSecret() {
    return hex(42);
  }

  /** Returns a password short enough to type. */
  public static String password() {
    return hex(12);
  }

  /** Returns the id of a session, or what guards its forms. */
  public static String key() {
    return hex(40);
  }

  /** Returns the id of a signing key, 40 hex digits. */
  public static String keyId() {
    return hex(40);
  }

  /** Returns a user code, four and four consonants, which spell no word (RFC 8628, 6.1). */
  public static String userCode() {
    StringBuilder code = new StringBuilder();
    RANDOM.ints(8, 0, CONSONANTS.length()).mapToObj(CONSONANTS::charAt).forEach(code::append);
    return code.insert(4, '-').toString();
  }

  private static String hex(int digits) {
    byte[] bytes = new byte[digits / 2];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
