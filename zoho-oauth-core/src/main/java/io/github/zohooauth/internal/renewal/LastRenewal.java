package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ZohoOAuthException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What memory remembers of one key's latest renewal, beside the token.
 *
 * @param refusal why there is no new token, and until when; null if asking again may help
 * @param untold what the store was not told; all renewals of the key share it
 * @param predecessor the earlier token that the store still has, because the one in memory could
 *     not be saved; null if there is none
 */
public record LastRenewal(
    @Nullable Refusal refusal, UnsavedHistory untold, @Nullable EndedToken predecessor) {

  /** Nothing: an exchange or a revocation forgets what was noted before. */
  public static LastRenewal none() {
    return new LastRenewal(null, new UnsavedHistory(), null);
  }

  /** The refusal that a token call would only bring again; null if a call may help. */
  @Nullable ZohoOAuthException refusalInForce(RenewalContext client) {
    return refusal != null && refusal.stands(client) ? refusal.failure() : null;
  }

  /**
   * The next renewal.
   *
   * @param held what memory holds at any time
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

  /** What to remember after the next renewal. */
  LastRenewal then(RenewalTask ended, @Nullable ZohoOAuthException failure, RenewalContext client) {
    return new LastRenewal(Refusal.of(failure, refusal, client), untold, ended.predecessor());
  }

  boolean isNothing(RenewalContext client) {
    return refusalInForce(client) == null && untold.get().isNothing();
  }
}
