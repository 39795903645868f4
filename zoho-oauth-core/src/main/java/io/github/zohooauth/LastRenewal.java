package io.github.zohooauth;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What memory remembers of one key's latest renewal, beside the token.
 *
 * @param refusal why there is no new token, and until when; null if asking again may help
 * @param untold what the store could not be told
 * @param predecessor the token that the store has instead of the one in memory; null if it has that
 *     one, or a later one
 */
record LastRenewal(
    @Nullable Refusal refusal, RenewalNotes untold, @Nullable EndedToken predecessor) {

  static final LastRenewal NONE = new LastRenewal(null, RenewalNotes.NONE, null);

  /** Why a token call would only be refused again; null if it may help. */
  @Nullable ZohoOAuthException refusalInForce(ClientConfig client) {
    return refusal != null && refusal.stands(client) ? refusal.failure() : null;
  }

  /**
   * The next renewal.
   *
   * @param held what memory holds at any time
   * @param rejected the token that an API has rejected, if that is why; or null
   */
  Flight next(
      Holding holding, Renewal renewal, Supplier<Held> held, @Nullable AccessToken rejected) {
    ClientConfig client = holding.client();
    Rejected known =
        rejected == null
            ? null
            : holding.rejected(rejected, held.get(), predecessor, refusalInForce(client));
    return new Flight(client, renewal, holding.key(), () -> holding.ended(held.get()), known, this);
  }

  /** What is to be remembered after the next renewal. */
  LastRenewal then(Flight ended, @Nullable ZohoOAuthException failure, ClientConfig client) {
    return new LastRenewal(
        Refusal.of(failure, refusal, client), ended.untold(), ended.predecessor());
  }

  boolean isNothing(ClientConfig client) {
    return refusalInForce(client) == null && untold.isNothing();
  }
}
