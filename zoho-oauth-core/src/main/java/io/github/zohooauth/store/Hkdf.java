package io.github.zohooauth.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives a key from a key by HKDF with SHA-256. The JDK has HKDF only since version 25.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869#section-2">RFC 5869, section 2</a>
 */
final class Hkdf {

  private static final int HASH_BYTES = 32;

  private Hkdf() {}

  /** Extracts, then expands to this many bytes. The salt must not be empty. */
  static byte[] derive(byte[] key, byte[] salt, byte[] info, int bytes)
      throws GeneralSecurityException {
    Mac mac = mac(mac(salt).doFinal(key));
    ByteBuffer blocks = ByteBuffer.allocate((bytes + HASH_BYTES - 1) / HASH_BYTES * HASH_BYTES);
    byte[] block = {};
    for (byte number = 1; blocks.hasRemaining(); number++) {
      mac.update(block);
      mac.update(info);
      mac.update(number);
      block = mac.doFinal();
      blocks.put(block);
    }
    return Arrays.copyOf(blocks.array(), bytes);
  }

  private static Mac mac(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac;
  }
}
