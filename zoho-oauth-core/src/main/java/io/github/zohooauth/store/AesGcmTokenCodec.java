package io.github.zohooauth.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.internal.text.Base64Url;
import io.github.zohooauth.internal.text.Require;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the text of {@link PlainTokenCodec}: {@code zot1.<keyId>.<base64url(salt, nonce,
 * ciphertext, tag)>}.
 *
 * <p>The associated data holds the format, the key's ID and the hash of the record's key. Each
 * record has its own encryption key, derived with the salt, so that random nonces do not collide.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D, section 8.3</a>
 */
final class AesGcmTokenCodec implements TokenCodec {

  private static final String FORMAT = "zot1";
  private static final Pattern ANY_FORMAT = Pattern.compile("zot[1-9][0-9]{0,8}\\.");
  private static final int SALT_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int HEAD_BYTES = SALT_BYTES + NONCE_BYTES;
  private static final int TAG_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyRing ring;

  AesGcmTokenCodec(KeyRing ring) {
    this.ring = Objects.requireNonNull(ring, "ring");
  }

  /** Returns whether a codec of this kind, of any version, wrote the text. */
  static boolean wrote(String text) {
    return ANY_FORMAT.matcher(text).lookingAt();
  }

  @Override
  public String encode(TokenKey key, StoredToken token) {
    byte[] plain = PlainTokenCodec.INSTANCE.encode(key, token).getBytes(UTF_8);
    byte[] salt = random(SALT_BYTES);
    byte[] nonce = random(NONCE_BYTES);
    String id = ring.first();
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, id, key.sha256(), salt, nonce);
      ByteBuffer sealed = ByteBuffer.allocate(HEAD_BYTES + plain.length + TAG_BYTES);
      sealed.put(salt).put(nonce).put(cipher.doFinal(plain));
      return FORMAT + "." + id + "." + Base64Url.encode(sealed.array());
    } catch (GeneralSecurityException e) {
      throw new TokenStoreException("this Java has no AES-GCM that works", e);
    }
  }

  @Override
  public StoredToken decode(TokenKey key, String text) {
    return PlainTokenCodec.INSTANCE.decode(
        key, decrypted("the stored token of " + key, key.sha256(), text));
  }

  @Override
  public TokenKey keyOf(String sha256, String text) {
    String of = "the stored token in " + Require.sha256(sha256);
    return PlainTokenCodec.INSTANCE.keyOf(sha256, decrypted(of, sha256, text));
  }

  @Override
  public boolean isCurrent(String text) {
    return text.startsWith(FORMAT + "." + ring.first() + ".");
  }

  /** Returns the plain text. */
  private String decrypted(String of, String sha256, String text) {
    if (ring.readsPlain() && !wrote(text)) {
      return text;
    }
    if (text.startsWith("{")) {
      throw new UnreadableRecordException(
          of + " is in plain text, and this store encrypts: see KeyRing.readingPlain()");
    }
    if (wrote(text) && !text.startsWith(FORMAT + ".")) {
      throw new UnreadableRecordException(
          of + " is encrypted in a newer form: use a newer version");
    }
    String[] parts = text.split("\\.", -1);
    if (!wrote(text) || parts.length != 3 || !KeyRing.isId(parts[1])) {
      throw new TokenStoreException(of + " is not one of this library");
    }
    byte[] sealed =
        Base64Url.decode(parts[2])
            .filter(bytes -> bytes.length >= HEAD_BYTES + TAG_BYTES)
            .orElseThrow(() -> new TokenStoreException(of + " is cut off or damaged"));
    return new String(decrypted(of, parts[1], sha256, sealed), UTF_8);
  }

  private byte[] decrypted(String of, String id, String sha256, byte[] sealed) {
    if (!ring.has(id)) {
      throw new UnreadableRecordException(
          "%s is encrypted with the key %s, which the key ring lacks: add it".formatted(of, id));
    }
    byte[] salt = Arrays.copyOf(sealed, SALT_BYTES);
    byte[] nonce = Arrays.copyOfRange(sealed, SALT_BYTES, HEAD_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, id, sha256, salt, nonce)
          .doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
    } catch (AEADBadTagException e) {
      throw new UnreadableRecordException(
          "%s is not what the ring's key %s encrypted for it: the key was another one, or the record was changed, cut off or moved"
              .formatted(of, id));
    } catch (GeneralSecurityException e) {
      throw new TokenStoreException("this Java has no AES-GCM that works", e);
    }
  }

  /**
   * Binds the format, the key's ID and the record's place as associated data. None of them has a
   * dot.
   */
  private Cipher cipher(int mode, String id, String sha256, byte[] salt, byte[] nonce)
      throws GeneralSecurityException {
    byte[] key = ring.key(id);
    byte[] recordKey = Hkdf.derive(key, salt, FORMAT.getBytes(US_ASCII), key.length);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(recordKey, "AES"), new GCMParameterSpec(TAG_BYTES * 8, nonce));
    cipher.updateAAD(String.join(".", FORMAT, id, sha256).getBytes(US_ASCII));
    return cipher;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** Returns the ids of the keys. */
  @Override
  public String toString() {
    return "AesGcmTokenCodec[" + ring + "]";
  }
}
