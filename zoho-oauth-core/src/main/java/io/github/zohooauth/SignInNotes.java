package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * What a record remembers of how its tokens came.
 *
 * @param refreshTokens how many refresh tokens Zoho has issued to this owner, as far as is known
 * @param forSession whether the user granted silent renewal while his session lasts
 * @param subject a hash of who signed in, if an id_token said so; or null
 * @param lacksRefreshToken whether a refresh token was asked for, and did not come
 */
record SignInNotes(
    int refreshTokens, boolean forSession, @Nullable String subject, boolean lacksRefreshToken) {

  static final SignInNotes NONE = new SignInNotes(0, false, null, false);

  /** Why a refresh token may not come although it is asked for, and what brings one. */
  static final String FIRST_CONSENT =
      "Zoho issues a refresh token at a user's first consent alone, or with promptConsent():"
          + " authorize again with promptConsent(), or as a self client with a new code of the API"
          + " Console.";

  /** Zoho keeps this many refresh tokens of one user and client, and drops the oldest silently. */
  private static final int KEPT_BY_ZOHO = 20;

  SignInNotes oneMoreRefreshToken() {
    return new SignInNotes(refreshTokens + 1, forSession, subject, false);
  }

  SignInNotes grantedForSession(boolean granted) {
    return new SignInNotes(refreshTokens, granted, subject, lacksRefreshToken);
  }

  SignInNotes lackingRefreshToken(boolean lacking) {
    return new SignInNotes(refreshTokens, forSession, subject, lacking);
  }

  /** Who signed in this time, as far as the application has asked. */
  SignInNotes by(@Nullable IdToken idToken) {
    return new SignInNotes(
        refreshTokens, forSession, idToken == null ? null : hash(idToken), lacksRefreshToken);
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
