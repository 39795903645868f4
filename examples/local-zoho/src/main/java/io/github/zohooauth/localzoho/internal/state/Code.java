package io.github.zohooauth.localzoho.internal.state;

import org.jspecify.annotations.Nullable;

/**
 * What an authorization code stands for beside its grant.
 *
 * @param redirectUri where it was sent, null for a self client's
 * @param challenge what PKCE asks of the client that exchanges it, null for nothing (2.7)
 * @param offline whether the exchange brings a refresh token (2.1)
 * @param nonce what the id_token is to repeat, null for nothing
 */
public record Code(
    Grant grant,
    @Nullable String redirectUri,
    @Nullable Challenge challenge,
    boolean offline,
    @Nullable String nonce) {

  /** Returns a code from the console, which always brings a refresh token (4.1). */
  public static Code ofSelfClient(Grant grant) {
    return new Code(grant, null, null, true, null);
  }

  /** Names the client only. */
  @Override
  public String toString() {
    return "Code[" + grant.client() + "]";
  }
}
