package io.github.zohooauth.store;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.internal.text.Require;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Encrypts the text of {@link PlainTokenCodec} by {@link AesGcm}, in the form {@code zot1}.
 *
 * <p>The hash of the record's key is associated data, so a record does not decrypt elsewhere.
 */
final class AesGcmTokenCodec implements TokenCodec {

  private static final AesGcm CIPHER = new AesGcm("zot1");
  private static final Pattern ANY_FORMAT = Pattern.compile("zot[1-9][0-9]{0,8}\\.");

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
    return ring.encrypt(CIPHER, PlainTokenCodec.INSTANCE.encode(key, token), key.sha256());
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
    return text.startsWith(CIPHER.format() + "." + ring.first() + ".");
  }

  /** Returns the plain text. */
  private String decrypted(String of, String sha256, String text) {
    if (ring.acceptsPlaintext() && !wrote(text)) {
      return text;
    }
    if (text.startsWith("{")) {
      throw new UnreadableRecordException(
          of + " is in plain text, and this store encrypts: see KeyRing.acceptingPlaintext()");
    }
    String[] parts = text.split("\\.", -1);
    if (wrote(text) && !parts[0].equals(CIPHER.format())) {
      throw new UnreadableRecordException(
          of + " is encrypted in a newer form: use a newer version");
    }
    if (!wrote(text) || parts.length != 3 || !KeyRing.isId(parts[1])) {
      throw new TokenStoreException(of + " is not one of this library");
    }
    byte[] sealed =
        AesGcm.sealed(parts[2])
            .orElseThrow(() -> new TokenStoreException(of + " is cut off or damaged"));
    byte[] key =
        ring.key(parts[1])
            .orElseThrow(
                () ->
                    new UnreadableRecordException(
                        "%s is encrypted with the key %s, which the key ring lacks: add it"
                            .formatted(of, parts[1])));
    return CIPHER
        .decrypt(parts[1], key, sealed, sha256)
        .orElseThrow(
            () ->
                new UnreadableRecordException(
                    "%s is not what the ring's key %s encrypted for it: the key was another one, or the record was changed, cut off or moved"
                        .formatted(of, parts[1])));
  }

  /** Returns the ids of the keys. */
  @Override
  public String toString() {
    return "AesGcmTokenCodec[" + ring + "]";
  }
}
