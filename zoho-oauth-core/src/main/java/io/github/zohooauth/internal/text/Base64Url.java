package io.github.zohooauth.internal.text;

import java.util.Base64;
import java.util.Optional;

/**
 * Strict base64url: no whitespace, no other alphabet, no stray last bits. Correct padding is
 * accepted, because Zoho's own samples end in {@code =}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-2">RFC 7515, section 2</a>
 */
public final class Base64Url {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /** Returns the decoded bytes; empty if the text is malformed. */
  public static Optional<byte[]> decode(String text) {
    String bare = unpadded(text);
    boolean padded = bare.length() < text.length();
    if (padded && (text.length() % 4 != 0 || text.length() - bare.length() > 2)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(bare);
      return encode(bytes).equals(bare) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public static String unpadded(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '=') {
      end--;
    }
    return text.substring(0, end);
  }
}
