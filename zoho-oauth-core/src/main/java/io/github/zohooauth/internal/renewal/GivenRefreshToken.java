package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that the application gives for one key, such as from a setting.
 *
 * <p>The record keeps two fingerprints: of the one that was adopted last, and of the setting. So
 * the same one again changes nothing, even if a newer consent has replaced it since. A setting
 * changes nothing either if the application has replaced it by a call. Thread-safe.
 */
public final class GivenRefreshToken {

  private enum Source {
    SETTING,
    CALL,
    /** The record may know a better data center than the client's own. */
    CALL_WITHOUT_DATA_CENTER
  }

  private final TokenKey key;
  private final DataCenter dataCenter;
  private final String fingerprint;
  private final Source source;

  /** The refresh token; null if it is no longer needed, so that memory does not keep it. */
  private volatile @Nullable String refreshToken;

  private GivenRefreshToken(
      TokenKey key, String refreshToken, DataCenter dataCenter, Source source) {
    this.key = key;
    this.source = source;
    this.dataCenter = dataCenter;
    this.refreshToken = Require.token("refreshToken", refreshToken);
    this.fingerprint = RenewalHistory.fingerprint(refreshToken, dataCenter);
    if (refreshToken.equals(key.clientId())) {
      throw new IllegalArgumentException("refreshToken: it is the client ID");
    }
  }

  /**
   * Checks a refresh token of a setting.
   *
   * @throws IllegalArgumentException if it is missing or malformed, or is the client ID
   */
  public static GivenRefreshToken configured(
      TokenKey key, String refreshToken, DataCenter dataCenter) {
    return new GivenRefreshToken(key, refreshToken, dataCenter, Source.SETTING);
  }

  /**
   * Checks a refresh token that the application gives by a call.
   *
   * @throws IllegalArgumentException if it is missing or malformed, or is the client ID
   */
  public static GivenRefreshToken byCall(TokenKey key, String refreshToken, DataCenter dataCenter) {
    return new GivenRefreshToken(key, refreshToken, dataCenter, Source.CALL);
  }

  /**
   * Checks a refresh token that the application gives by a call, without a data center.
   *
   * @param home where it is adopted, unless the record has adopted it elsewhere
   * @throws IllegalArgumentException if it is missing or malformed, or is the client ID
   */
  public static GivenRefreshToken byCallAtHome(TokenKey key, String refreshToken, DataCenter home) {
    return new GivenRefreshToken(key, refreshToken, home, Source.CALL_WITHOUT_DATA_CENTER);
  }

  public TokenKey key() {
    return key;
  }

  String fingerprint() {
    return fingerprint;
  }

  public DataCenter dataCenter() {
    return dataCenter;
  }

  /** Returns whether this key still has to adopt it. */
  boolean isPendingFor(TokenKey other) {
    return refreshToken != null && key.equals(other);
  }

  /** Ends the adoption: it has happened, or a sign-in or another token has made it needless. */
  void end() {
    refreshToken = null;
  }

  /** Returns whether it is the access token of this record, which is a common mistake. */
  boolean isAccessTokenOf(StoredToken stored) {
    StoredToken.Issued issued = stored.accessToken();
    return issued != null && issued.value().equals(refreshToken);
  }

  /**
   * Refuses the access token of this record.
   *
   * @throws ConfigurationException if this is it
   */
  void requireNotAccessTokenOf(StoredToken stored) {
    if (isAccessTokenOf(stored)) {
      String what =
          "refreshToken: it is the access token that is stored for %s. Nothing was changed. Give the"
              + " refresh token.";
      throw Failures.of(key.clientId()).at(dataCenter).configuration(what.formatted(key));
    }
  }

  /**
   * Returns the record after the adoption; empty if the adoption changes nothing.
   *
   * <p>A record that has this refresh token keeps its access token. Any other is replaced, but its
   * calls still count: two settings in turns must not exceed Zoho's limit. Notes of newer versions
   * stay.
   */
  Optional<StoredToken> recordAfterAdoption(Optional<StoredToken> stored) {
    String mine = refreshToken;
    SignInHistory before = stored.map(SignInHistory::of).orElse(SignInHistory.NONE);
    if (mine == null || isKnownTo(before)) {
      return Optional.empty();
    }
    SignInHistory noted = source == Source.SETTING ? before.withConfigured(fingerprint) : before;
    StoredToken next =
        new StoredToken(
            dataCenter.location(),
            null,
            null,
            mine,
            Map.of(),
            stored.map(StoredToken::notes).orElse(Map.of()));
    if (stored.isPresent() && hasSameToken(stored.get(), next)) {
      return stored.map(noted.withAdopted(fingerprint)::onto);
    }
    RenewalHistory calls =
        RenewalHistory.NONE.with(
            stored.map(each -> RenewalHistory.of(each).calls()).orElse(List.of()));
    return Optional.of(noted.afterAdoption(fingerprint).onto(calls.onto(next)));
  }

  /**
   * Returns this refresh token at the data center of a record that has it or has adopted it, unless
   * the application named another data center.
   */
  GivenRefreshToken at(DataCenter there, StoredToken stored) {
    String mine = refreshToken;
    if (mine == null || source != Source.CALL_WITHOUT_DATA_CENTER) {
      return this;
    }
    GivenRefreshToken moved = new GivenRefreshToken(key, mine, there, Source.CALL);
    return mine.equals(stored.refreshToken()) || moved.isKnownTo(SignInHistory.of(stored))
        ? moved
        : this;
  }

  private boolean isKnownTo(SignInHistory history) {
    return fingerprint.equals(history.adopted())
        || (source == Source.SETTING && fingerprint.equals(history.configured()));
  }

  static boolean hasSameToken(StoredToken one, StoredToken other) {
    return Objects.equals(one.refreshToken(), other.refreshToken())
        && one.location().equals(other.location());
  }

  /** Returns whether a record has an adopted refresh token that has brought no access token yet. */
  static boolean isUnused(StoredToken stored, DataCenter dataCenter) {
    String refreshToken = stored.refreshToken();
    return refreshToken != null
        && stored.accessToken() == null
        && RenewalHistory.fingerprint(refreshToken, dataCenter)
            .equals(SignInHistory.of(stored).adopted());
  }
}
