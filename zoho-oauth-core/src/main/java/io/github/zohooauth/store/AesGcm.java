package io.github.zohooauth.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.text.Crypto;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts text: {@code <format>.<keyId>.<base64url(salt, nonce, ciphertext, tag)>}.
 *
 * <p>The associated data holds the format, the key's ID and what the caller binds the text to. Each
 * text has its own encryption key, derived with the salt, so that random nonces do not collide.
 *
 * @param format the name of the form, without a dot
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D, section 8.3</a>
 */
record AesGcm(String format) {

  private static final int SALT_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int HEAD_BYTES = SALT_BYTES + NONCE_BYTES;
  private static final int TAG_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** Encrypts with this key, and binds the text to the associated data. */
  String encrypt(String id, byte[] key, String text, String associatedData) {
    byte[] plain = text.getBytes(UTF_8);
    byte[] head = Crypto.randomBytes(HEAD_BYTES);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, id, key, head, associatedData).doFinal(plain);
      ByteBuffer all = ByteBuffer.allocate(HEAD_BYTES + sealed.length).put(head).put(sealed);
      return format + "." + id + "." + Crypto.base64Url(all.array());
    } catch (GeneralSecurityException e) {
      throw new TokenStoreException("this Java has no AES-GCM that works", e);
    }
  }

  /** Returns the bytes of the last part of a text; empty if it is cut off or damaged. */
  static Optional<byte[]> sealed(String base64) {
    return Crypto.fromBase64Url(base64).filter(bytes -> bytes.length >= HEAD_BYTES + TAG_BYTES);
  }

  /**
   * Decrypts the bytes of {@link #sealed}; empty if the key or the associated data is another one,
   * or if the bytes were changed.
   */
  Optional<String> decrypt(String id, byte[] key, byte[] sealed, String associatedData) {
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, id, key, sealed, associatedData);
      byte[] plain = cipher.doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
      return Optional.of(new String(plain, UTF_8));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new TokenStoreException("this Java has no AES-GCM that works", e);
    }
  }

  /** Returns a cipher for the salt and the nonce at the beginning of these bytes. */
  private Cipher cipher(int mode, String id, byte[] key, byte[] head, String associatedData)
      throws GeneralSecurityException {
    byte[] salt = Arrays.copyOf(head, SALT_BYTES);
    byte[] textKey = derive(key, salt, format.getBytes(UTF_8), key.length);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(textKey, "AES"),
        new GCMParameterSpec(TAG_BYTES * 8, head, SALT_BYTES, NONCE_BYTES));
    cipher.updateAAD(String.join(".", format, id, associatedData).getBytes(UTF_8));
    return cipher;
  }

  /**
   * Derives a key of this many bytes by HKDF with SHA-256, which the JDK has only since version 25.
   *
   * @param salt not empty
   * @see <a href="https://www.rfc-editor.org/rfc/rfc5869#section-2">RFC 5869, section 2</a>
   */
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
