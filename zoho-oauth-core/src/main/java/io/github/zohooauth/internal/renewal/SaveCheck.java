package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a failed save has stored the record. The store's answer may have been lost.
 *
 * <p>It reads the record once. If the store cannot be read either, the tokens may be stored, so
 * they must not be revoked.
 */
public final class SaveCheck {

  private SaveCheck() {}

  /**
   * Returns whether the record was stored.
   *
   * @param failure the failure of the save
   * @throws TokenStoreException if the store cannot be read either; the message says that the
   *     outcome is unknown
   */
  public static boolean isThere(
      TokenStore store, TokenKey key, Predicate<StoredToken> asWritten, Throwable failure) {
    Optional<StoredToken> there;
    try {
      there = store.load(key);
    } catch (TokenStoreException | Error e) {
      throw unknown(key, failure);
    }
    boolean isThere = there.filter(asWritten).isPresent();
    if (isThere) {
      LOG.log(Level.DEBUG, "A save of {0} failed, but the record is there", key);
    }
    return isThere;
  }

  /**
   * Replaces a record under its lease. Also returns true if the save failed but the record is
   * stored.
   */
  public static boolean replace(
      TokenStore store, TokenKey key, TokenStore.Lease lease, StoredToken next) {
    try {
      return lease.replace(next);
    } catch (TokenStoreException e) {
      if (isThere(store, key, sameTokens(next), e)) {
        return true;
      }
      throw e;
    }
  }

  private static TokenStoreException unknown(TokenKey key, Throwable failure) {
    String failed =
        failure instanceof TokenStoreException known
            ? Failures.what(known)
            : "Token store failure while saving the token of %s.".formatted(key);
    String what =
        Failures.sentences(
            failed,
            "Then the store could not be read either, so the token may be stored or not: nothing"
                + " was revoked, and no record was removed. When the store works, ask for the"
                + " token again before a new authorization.");
    return Failures.of(key.clientId()).store(what, failure);
  }

  /** Returns a check whether a record has these tokens with the same scopes. */
  private static Predicate<StoredToken> sameTokens(StoredToken written) {
    return there ->
        isOfSameGrant(there, written) && isSame(there.accessToken(), written.accessToken());
  }

  private static boolean isSame(
      StoredToken.@Nullable Issued one, StoredToken.@Nullable Issued other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.value().equals(other.value()) && one.scopes().equals(other.scopes());
  }

  private static boolean isOfSameGrant(StoredToken there, StoredToken written) {
    return there.location().equals(written.location())
        && Objects.equals(there.refreshToken(), written.refreshToken());
  }

  /**
   * Returns a check whether a record has the refresh token of a sign-in. Without a refresh token
   * the access token is compared. Otherwise it does not count, because another host may have
   * renewed it since.
   */
  public static Predicate<StoredToken> sameSignIn(StoredToken written) {
    return written.refreshToken() == null
        ? sameTokens(written)
        : there -> isOfSameGrant(there, written);
  }
}
