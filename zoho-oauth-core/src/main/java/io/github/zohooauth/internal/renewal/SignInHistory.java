package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.IdToken;
import io.github.zohooauth.internal.text.Crypto;
import io.github.zohooauth.internal.text.Notes;
import io.github.zohooauth.store.StoredToken;
import org.jspecify.annotations.Nullable;

/**
 * The history of a record's sign-ins.
 *
 * @param refreshTokens the known number of refresh tokens that Zoho has issued to this owner
 * @param forSession whether the user granted silent renewal for the session
 * @param subject a hash of the id_token's issuer and subject; null without an id_token
 * @param lacksRefreshToken whether a refresh token was requested but not issued
 * @param adopted the fingerprint of the refresh token that was adopted last; null if none was
 * @param configured the fingerprint of the setting that this record has outlived or adopted; null
 *     if there was none
 */
public record SignInHistory(
    int refreshTokens,
    boolean forSession,
    @Nullable String subject,
    boolean lacksRefreshToken,
    @Nullable String adopted,
    @Nullable String configured) {

  public static final SignInHistory NONE = new SignInHistory(0, false, null, false, null, null);

  /** Says why Zoho may not issue a requested refresh token, and how to get one. */
  static final String FIRST_CONSENT =
      "Zoho issues a refresh token at a user's first consent alone, or with promptConsent():"
          + " authorize again with promptConsent(), or as a self client with a new code of the API"
          + " Console.";

  /**
   * The number of refresh tokens that Zoho keeps per user and client. Zoho revokes the oldest one
   * without notice.
   */
  private static final int KEPT_BY_ZOHO = 20;

  /** Reads the history of a record. */
  public static SignInHistory of(StoredToken stored) {
    Notes notes = Notes.copyOf(stored.notes());
    return new SignInHistory(
        notes.count(Notes.REFRESH_TOKENS),
        notes.flag(Notes.FOR_SESSION),
        notes.text(Notes.SUBJECT),
        notes.flag(Notes.LACKS_REFRESH_TOKEN),
        notes.text(Notes.ADOPTED),
        notes.text(Notes.CONFIGURED));
  }

  /** Returns a copy of the record with this history. */
  public StoredToken onto(StoredToken stored) {
    Notes notes =
        Notes.copyOf(stored.notes())
            .change()
            .count(Notes.REFRESH_TOKENS, refreshTokens)
            .flag(Notes.FOR_SESSION, forSession)
            .text(Notes.SUBJECT, subject)
            .flag(Notes.LACKS_REFRESH_TOKEN, lacksRefreshToken)
            .text(Notes.ADOPTED, adopted)
            .text(Notes.CONFIGURED, configured)
            .made();
    return Records.withNotes(stored, notes);
  }

  public SignInHistory oneMoreRefreshToken() {
    return new SignInHistory(refreshTokens + 1, forSession, subject, false, adopted, configured);
  }

  public SignInHistory grantedForSession(boolean granted) {
    return new SignInHistory(
        refreshTokens, granted, subject, lacksRefreshToken, adopted, configured);
  }

  public SignInHistory lackingRefreshToken(boolean lacking) {
    return new SignInHistory(refreshTokens, forSession, subject, lacking, adopted, configured);
  }

  /** Returns a copy with the fingerprint of the refresh token that was adopted last. */
  SignInHistory withAdopted(String fingerprint) {
    return new SignInHistory(
        refreshTokens, forSession, subject, lacksRefreshToken, fingerprint, configured);
  }

  /** Returns a copy with the fingerprint of the setting, which is not newer than this record. */
  SignInHistory withConfigured(String fingerprint) {
    return new SignInHistory(
        refreshTokens, forSession, subject, lacksRefreshToken, adopted, fingerprint);
  }

  /** Returns the history of a record that only has this refresh token, of an unknown sign-in. */
  SignInHistory afterAdoption(String fingerprint) {
    return new SignInHistory(
        Math.max(1, refreshTokens), false, null, false, fingerprint, configured);
  }

  /** Returns a copy with the subject of this id_token. */
  public SignInHistory by(@Nullable IdToken idToken) {
    String by = idToken == null ? null : hash(idToken);
    return new SignInHistory(refreshTokens, forSession, by, lacksRefreshToken, adopted, configured);
  }

  /**
   * Returns whether both sign-ins had an id_token with the same subject, so that the account is the
   * same.
   */
  public boolean isOf(@Nullable IdToken idToken) {
    return idToken != null && hash(idToken).equals(subject);
  }

  private static String hash(IdToken idToken) {
    return Crypto.sha256Hex(idToken.issuer() + " " + idToken.subject());
  }

  /** Returns whether Zoho revokes the oldest refresh token if it issues one more. */
  public boolean isFull() {
    return refreshTokens >= KEPT_BY_ZOHO;
  }
}
