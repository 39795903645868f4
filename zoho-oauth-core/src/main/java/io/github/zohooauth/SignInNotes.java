package io.github.zohooauth;

/**
 * What a record remembers of how its tokens came.
 *
 * @param refreshTokens how many refresh tokens Zoho has issued to this owner, as far as is known
 * @param forSession whether the user granted silent renewal while his session lasts
 */
record SignInNotes(int refreshTokens, boolean forSession) {

  static final SignInNotes NONE = new SignInNotes(0, false);

  /** Zoho keeps this many refresh tokens of one user and client, and drops the oldest silently. */
  private static final int KEPT_BY_ZOHO = 20;

  SignInNotes oneMoreRefreshToken() {
    return new SignInNotes(refreshTokens + 1, forSession);
  }

  SignInNotes grantedForSession(boolean granted) {
    return new SignInNotes(refreshTokens, granted);
  }

  /** Whether one more refresh token makes Zoho drop the oldest one. */
  boolean isFull() {
    return refreshTokens >= KEPT_BY_ZOHO;
  }
}
