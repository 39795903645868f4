package io.github.zohooauth.client;

import io.github.zohooauth.internal.text.RandomText;
import io.github.zohooauth.internal.text.Sha256;
import java.util.Base64;

/**
 * Proof key for code exchange, in its one method that is safe: S256, always named, since Zoho takes
 * a missing method for {@code plain}.
 *
 * @param verifier a secret, sent with the code and never before
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636#section-4">RFC 7636, section 4</a>
 */
record Pkce(String verifier) {

  static final String METHOD = "S256";

  static Pkce fresh() {
    return new Pkce(RandomText.text(256));
  }

  String challenge() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier));
  }

  @Override
  public String toString() {
    return "Pkce[redacted]";
  }
}
