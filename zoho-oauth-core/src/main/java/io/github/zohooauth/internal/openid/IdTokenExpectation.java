package io.github.zohooauth.internal.openid;

import io.github.zohooauth.AccessToken;
import org.jspecify.annotations.Nullable;

/**
 * What an id_token has to fit, besides what every one has to.
 *
 * @param nonce that was sent, or null
 * @param accessToken that came beside it, or null
 * @param hashNeeded whether it has to name that access token, as in the implicit flow
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

  /** It came by code, from the token endpoint: {@code at_hash} is checked if it is there. */
  public IdTokenExpectation beside(AccessToken token) {
    return new IdTokenExpectation(nonce, token.value(), false);
  }

  /** It came through the browser, where somebody else's access token could be put beside it. */
  public IdTokenExpectation besideInRedirect(AccessToken token) {
    return new IdTokenExpectation(nonce, token.value(), true);
  }

  @Override
  public String toString() {
    return "IdTokenExpectation[redacted]";
  }
}
