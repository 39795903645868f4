package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * What a record remembers of how its tokens came.
 *
 * @param refreshTokens how many refresh tokens Zoho has issued to this owner, as far as is known
 * @param forSession whether the user granted silent renewal while his session lasts
 * @param subject a hash of who signed in, if an id_token said so; or null
 */
record SignInNotes(int refreshTokens, boolean forSession, @Nullable String subject) {

  static final SignInNotes NONE = new SignInNotes(0, false, null);

  /** Zoho keeps this many refresh tokens of one user and client, and drops the oldest silently. */
  private static final int KEPT_BY_ZOHO = 20;

  SignInNotes oneMoreRefreshToken() {
    return new SignInNotes(refreshTokens + 1, forSession, subject);
  }

  SignInNotes grantedForSession(boolean granted) {
    return new SignInNotes(refreshTokens, granted, subject);
  }

  /** Who signed in this time, as far as the application has asked. */
  SignInNotes by(@Nullable IdToken idToken) {
    return new SignInNotes(refreshTokens, forSession, idToken == null ? null : hash(idToken));
  }

  /** Whether this is certainly the same account: whoever signed in then was known, and is now. */
  boolean isOf(@Nullable IdToken idToken) {
    return idToken != null && hash(idToken).equals(subject);
  }

  private static String hash(IdToken idToken) {
    return Sha256.hex(idToken.issuer() + " " + idToken.subject());
  }

  /** Whether one more refresh token makes Zoho drop the oldest one. */
  boolean isFull() {
    return refreshTokens >= KEPT_BY_ZOHO;
  }
}
