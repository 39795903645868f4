package io.github.zohooauth.store;

import io.github.zohooauth.internal.text.Require;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys that encrypt and decrypt text: the first one encrypts, all decrypt.
 *
 * <p>Each key has an ID, which is stored with each text that the key encrypted. To change the key,
 * put the new key first, and keep the old key until every record was written again. If several
 * programs share the store, add the new key to all of them in second place before. {@link
 * #toString} shows the IDs only. The type is not {@code Serializable}. Immutable and thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5116#section-5.2">RFC 5116, section 5.2</a>
 */
public final class KeyRing {

  private static final AesGcm TEXT = new AesGcm("zoe1");
  private static final int KEY_BYTES = 32;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final String TEXT_RULE =
      "keys: needed is id:base64, such as 2026-11: and what openssl rand -base64 32 prints,"
          + " the first to encrypt, others after commas";

  private final Map<String, byte[]> keys;
  private final boolean acceptingPlaintext;

  private KeyRing(Map<String, byte[]> keys, boolean acceptingPlaintext) {
    this.keys = keys;
    this.acceptingPlaintext = acceptingPlaintext;
  }

  /**
   * Returns a ring with this key.
   *
   * @param id the ID of the key, such as {@code 2026-11}: 1 to 32 letters, digits, {@code -} or
   *     {@code _}; not secret
   * @param key 32 random bytes, which are copied
   * @throws IllegalArgumentException if the id is malformed, or the key has another length
   */
  public static KeyRing of(String id, byte[] key) {
    return new KeyRing(Map.of(), false).with(id, key);
  }

  /**
   * Parses a ring, such as from an environment variable.
   *
   * <p>The text has {@code id:base64} for each key, separated by commas. The first key encrypts.
   *
   * @throws IllegalArgumentException if the text is malformed; the message quotes no key
   */
  public static KeyRing parse(@Nullable String text) {
    KeyRing ring = new KeyRing(Map.of(), false);
    for (String entry : text == null ? new String[] {""} : text.split(",", -1)) {
      String[] parts = entry.strip().split(":", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException(TEXT_RULE);
      }
      ring = ring.with(parts[0], decoded(parts[1]));
    }
    return ring;
  }

  /** Decodes Base64 of either alphabet. */
  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(TEXT_RULE);
    }
  }

  /**
   * Returns a copy with one more key, which only decrypts.
   *
   * @throws IllegalArgumentException if the id is malformed or the key does not have 32 bytes; also
   *     if the ring already has the id or the key
   */
  public KeyRing with(String id, byte[] key) {
    if (!isId(Objects.requireNonNull(id, "id"))) {
      throw new IllegalArgumentException("id: needed is 1 to 32 letters, digits, - or _");
    }
    if (Objects.requireNonNull(key, "key").length != KEY_BYTES) {
      throw new IllegalArgumentException("key: needed are 32 random bytes");
    }
    if (keys.containsKey(id)) {
      throw new IllegalArgumentException("id: two keys have the same one");
    }
    if (keys.values().stream().anyMatch(other -> MessageDigest.isEqual(other, key))) {
      throw new IllegalArgumentException("key: the same one under two ids");
    }
    Map<String, byte[]> more = new LinkedHashMap<>(keys);
    more.put(id, key.clone());
    return new KeyRing(more, acceptingPlaintext);
  }

  /**
   * Returns a copy that also reads records in plain text, while a store changes to encryption.
   *
   * <p>Otherwise such a record is refused, because anyone who can write to the store could have put
   * it there. Remove this option as soon as every record was written again.
   */
  public KeyRing acceptingPlaintext() {
    return new KeyRing(keys, true);
  }

  boolean acceptsPlaintext() {
    return acceptingPlaintext;
  }

  /**
   * Encrypts a text with the first key by AES-256-GCM, such as for a cookie or a column.
   *
   * @param associatedData what the text belongs to, such as a session's ID; it is not secret and
   *     not stored, and decryption needs the same
   * @return printable ASCII, different at each call
   * @throws IllegalArgumentException if a parameter has half a surrogate pair
   */
  public String encrypt(String text, String associatedData) {
    Require.utf8("text", text);
    Require.utf8("associatedData", associatedData);
    return encrypt(TEXT, text, associatedData);
  }

  String encrypt(AesGcm cipher, String text, String associatedData) {
    String id = first();
    return cipher.encrypt(id, key(id).orElseThrow(), text, associatedData);
  }

  /**
   * Decrypts what {@link #encrypt} returned.
   *
   * @return the text; empty if the ring lacks its key, if the associated data is not that of the
   *     encryption, or if the encrypted text was changed
   */
  public Optional<String> decrypt(String encrypted, String associatedData) {
    Objects.requireNonNull(associatedData, "associatedData");
    String[] parts = Objects.requireNonNull(encrypted, "encrypted").split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(TEXT.format()) || !Require.isUtf8(associatedData)) {
      return Optional.empty();
    }
    return key(parts[1])
        .flatMap(
            key ->
                AesGcm.sealed(parts[2])
                    .flatMap(bytes -> TEXT.decrypt(parts[1], key, bytes, associatedData)));
  }

  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /** Returns the ID of the key that encrypts. */
  String first() {
    return keys.keySet().iterator().next();
  }

  Optional<byte[]> key(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** Returns the IDs of the keys. The first key encrypts. */
  @Override
  public String toString() {
    return "KeyRing" + keys.keySet();
  }
}
