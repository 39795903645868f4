package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that the application gives for one key, such as from a setting.
 *
 * <p>The record keeps the fingerprint of the one that was adopted last. So the same one again
 * changes nothing, even if a newer consent has replaced it since. Thread-safe.
 */
public final class GivenRefreshToken {

  private final TokenKey key;
  private final DataCenter dataCenter;
  private final String fingerprint;

  /** The refresh token; null if it is no longer needed, so that memory does not keep it. */
  private volatile @Nullable String refreshToken;

  /**
   * Checks the refresh token.
   *
   * @throws IllegalArgumentException if it is missing or malformed, or is the client ID
   */
  public GivenRefreshToken(TokenKey key, String refreshToken, DataCenter dataCenter) {
    this.key = key;
    this.dataCenter = dataCenter;
    this.refreshToken = Require.token("refreshToken", refreshToken);
    this.fingerprint = RenewalHistory.fingerprint(refreshToken, dataCenter);
    if (refreshToken.equals(key.clientId())) {
      throw new IllegalArgumentException("refreshToken: it is the client ID");
    }
  }

  TokenKey key() {
    return key;
  }

  String fingerprint() {
    return fingerprint;
  }

  DataCenter dataCenter() {
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
   * Returns the record after the adoption; empty if the adoption changes nothing.
   *
   * <p>A record that has this refresh token keeps its access token and its calls. Any other is
   * replaced. Notes of newer versions stay.
   */
  Optional<StoredToken> recordAfterAdoption(Optional<StoredToken> stored) {
    String mine = refreshToken;
    SignInHistory before = stored.map(SignInHistory::of).orElse(SignInHistory.NONE);
    if (mine == null || fingerprint.equals(before.adopted())) {
      return Optional.empty();
    }
    StoredToken next =
        new StoredToken(
            dataCenter.location(),
            null,
            null,
            mine,
            Map.of(),
            stored.map(StoredToken::notes).orElse(Map.of()));
    if (stored.isPresent() && hasSameToken(stored.get(), next)) {
      return stored.map(before.withAdopted(fingerprint)::onto);
    }
    return Optional.of(before.afterAdoption(fingerprint).onto(RenewalHistory.NONE.onto(next)));
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
