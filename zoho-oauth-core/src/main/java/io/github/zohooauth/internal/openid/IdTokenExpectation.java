package io.github.zohooauth.internal.openid;

import io.github.zohooauth.AccessToken;
import org.jspecify.annotations.Nullable;

/**
 * The values that one id_token must match, besides the checks of every id_token.
 *
 * @param nonce the nonce that was sent, or null
 * @param accessToken the access token that came with it, or null
 * @param hashNeeded whether {@code at_hash} is required, as in the implicit flow
 */
public record IdTokenExpectation(
    @Nullable String nonce, @Nullable String accessToken, boolean hashNeeded) {

  private static final IdTokenExpectation NONE = new IdTokenExpectation(null, null, false);

  public static IdTokenExpectation none() {
    return NONE;
  }

  public IdTokenExpectation withNonce(String nonce) {
    return new IdTokenExpectation(nonce, accessToken, hashNeeded);
  }

  /** Expects an id_token from the token endpoint, where {@code at_hash} is optional. */
  public IdTokenExpectation beside(AccessToken token) {
    return new IdTokenExpectation(nonce, token.value(), false);
  }

  /** Expects an id_token from a redirect, where an attacker could add another access token. */
  public IdTokenExpectation besideInRedirect(AccessToken token) {
    return new IdTokenExpectation(nonce, token.value(), true);
  }

  @Override
  public String toString() {
    return "IdTokenExpectation[redacted]";
  }
}
