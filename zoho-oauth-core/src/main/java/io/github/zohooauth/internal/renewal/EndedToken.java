package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.internal.text.Sha256;

/**
 * An access token that has expired by the wall clock or by running time. It is not returned again,
 * even if the wall clock is set back.
 *
 * @param hash the hash of the token, which itself is not kept
 */
public record EndedToken(String hash) {

  public static EndedToken of(String token) {
    return new EndedToken(Sha256.hex(token));
  }

  boolean is(String token) {
    return hash.equals(Sha256.hex(token));
  }
}
