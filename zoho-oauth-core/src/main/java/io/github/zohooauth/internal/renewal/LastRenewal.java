package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ZohoOAuthException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The result of one key's latest renewal in memory, besides the token.
 *
 * @param refusal the cached failure with its end; null if a new call may help
 * @param untold the history that the store does not have; all renewals of the key share it
 * @param predecessor the earlier token that the store still has, because the one in memory could
 *     not be saved; null if there is none
 */
public record LastRenewal(
    @Nullable Refusal refusal, UnsavedHistory untold, @Nullable EndedToken predecessor) {

  /** Returns an empty value, such as after an exchange or a revocation. */
  public static LastRenewal none() {
    return new LastRenewal(null, new UnsavedHistory(), null);
  }

  /** Returns the cached failure while a token call would fail again; null if a call may help. */
  @Nullable ZohoOAuthException refusalInForce(RenewalContext client) {
    return refusal != null && refusal.stands(client) ? refusal.failure() : null;
  }

  /**
   * Makes the next renewal.
   *
   * @param held returns the present token in memory
   * @param rejected the token that an API rejected, if the renewal is to replace it; or null
   */
  RenewalTask next(
      Holding holding,
      RenewalStrategy renewal,
      Supplier<HeldToken> held,
      @Nullable AccessToken rejected) {
    RenewalContext client = holding.client();
    Rejected known =
        rejected == null
            ? null
            : holding.rejected(rejected, held.get(), predecessor, refusalInForce(client));
    return new RenewalTask(
        client, renewal, holding.key(), () -> holding.ended(held.get()), known, this);
  }

  /** Returns what to remember after a renewal. */
  LastRenewal then(RenewalTask ended, @Nullable ZohoOAuthException failure, RenewalContext client) {
    return new LastRenewal(Refusal.of(failure, refusal, client), untold, ended.predecessor());
  }

  boolean isNothing(RenewalContext client) {
    return refusalInForce(client) == null && untold.get().isNothing();
  }
}
