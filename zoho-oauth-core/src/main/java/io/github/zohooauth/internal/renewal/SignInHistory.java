package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.IdToken;
import io.github.zohooauth.internal.text.Notes;
import io.github.zohooauth.internal.text.Sha256;
import io.github.zohooauth.store.StoredToken;
import org.jspecify.annotations.Nullable;

/**
 * What a record remembers of how its tokens came.
 *
 * @param refreshTokens how many refresh tokens Zoho has issued to this owner, as far as is known
 * @param forSession whether the user granted silent renewal while his session lasts
 * @param subject a hash of who signed in, if an id_token said so; or null
 * @param lacksRefreshToken whether a refresh token was asked for, and did not come
 */
public record SignInHistory(
    int refreshTokens, boolean forSession, @Nullable String subject, boolean lacksRefreshToken) {

  public static final SignInHistory NONE = new SignInHistory(0, false, null, false);

  /** Why a refresh token may not come although it is asked for, and what brings one. */
  static final String FIRST_CONSENT =
      "Zoho issues a refresh token at a user's first consent alone, or with promptConsent():"
          + " authorize again with promptConsent(), or as a self client with a new code of the API"
          + " Console.";

  /** Zoho keeps this many refresh tokens of one user and client, and drops the oldest silently. */
  private static final int KEPT_BY_ZOHO = 20;

  /** What this record remembers. */
  public static SignInHistory of(StoredToken stored) {
    Notes notes = Notes.copyOf(stored.notes());
    return new SignInHistory(
        notes.count(Notes.REFRESH_TOKENS),
        notes.flag(Notes.FOR_SESSION),
        notes.text(Notes.SUBJECT),
        notes.flag(Notes.LACKS_REFRESH_TOKEN));
  }

  /** A copy of this record that remembers this history in place of its own. */
  public StoredToken onto(StoredToken stored) {
    Notes notes =
        Notes.copyOf(stored.notes())
            .change()
            .count(Notes.REFRESH_TOKENS, refreshTokens)
            .flag(Notes.FOR_SESSION, forSession)
            .text(Notes.SUBJECT, subject)
            .flag(Notes.LACKS_REFRESH_TOKEN, lacksRefreshToken)
            .made();
    return new StoredToken(
        stored.location(),
        stored.accessToken(),
        stored.obtainedAt(),
        stored.refreshToken(),
        stored.details(),
        notes);
  }

  public SignInHistory oneMoreRefreshToken() {
    return new SignInHistory(refreshTokens + 1, forSession, subject, false);
  }

  public SignInHistory grantedForSession(boolean granted) {
    return new SignInHistory(refreshTokens, granted, subject, lacksRefreshToken);
  }

  public SignInHistory lackingRefreshToken(boolean lacking) {
    return new SignInHistory(refreshTokens, forSession, subject, lacking);
  }

  /** Who signed in this time, as far as the application has asked. */
  public SignInHistory by(@Nullable IdToken idToken) {
    return new SignInHistory(
        refreshTokens, forSession, idToken == null ? null : hash(idToken), lacksRefreshToken);
  }

  /** Whether this is certainly the same account: whoever signed in then was known, and is now. */
  public boolean isOf(@Nullable IdToken idToken) {
    return idToken != null && hash(idToken).equals(subject);
  }

  private static String hash(IdToken idToken) {
    return Sha256.hex(idToken.issuer() + " " + idToken.subject());
  }

  /** Whether one more refresh token makes Zoho drop the oldest one. */
  public boolean isFull() {
    return refreshTokens >= KEPT_BY_ZOHO;
  }
}
