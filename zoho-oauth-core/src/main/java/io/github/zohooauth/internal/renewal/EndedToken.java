package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.internal.text.Sha256;

/**
 * An access token whose time has run out by the wall clock or by running time. It is not served
 * again, even if the wall clock is set back.
 *
 * @param hash of the token, which itself is no longer held
 */
public record EndedToken(String hash) {

  public static EndedToken of(String token) {
    return new EndedToken(Sha256.hex(token));
  }

  boolean is(String token) {
    return hash.equals(Sha256.hex(token));
  }
}
