package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import java.lang.System.Logger.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The token calls of one attempt.
 *
 * <p>Each counts in memory when it is sent, and in the record when the attempt ends.
 */
final class AttemptCalls {

  private final RenewalInput input;
  private final RenewalLease lease;

  /** What was read under the lease, and the calls; null before a call is allowed. */
  private volatile @Nullable RenewableRecord renewable;

  /** A record that may be renewed, and the token calls for it. */
  record RenewableRecord(StoredToken current, DataCenter dataCenter, CallCounter calls) {

    RenewalHistory history() {
      return RenewalHistory.of(current);
    }
  }

  AttemptCalls(RenewalInput input, RenewalLease lease) {
    this.input = input;
    this.lease = lease;
  }

  /** Begins to count the calls for this record. */
  RenewableRecord begin(StoredToken current) {
    RenewalContext client = input.client();
    DataCenter dataCenter = input.dataCenter(current);
    client.dataCenters().requireApiDomain(input.key().owner(), dataCenter);
    int left = callsLeft(current);
    CallCounter calls = new CallCounter(client.clock(), left - client.policy().reserve(), left);
    RenewableRecord made = new RenewableRecord(current, dataCenter, calls);
    renewable = made;
    input.unsaved().track(calls);
    return made;
  }

  /**
   * Returns how many token calls this attempt may make. A repeat never uses the last quarter of the
   * budget.
   */
  private int callsLeft(StoredToken current) {
    RenewalPolicy policy = input.client().policy();
    Instant now = input.client().clock().instant();
    int spent = RenewalHistory.of(current).callsWithin(now, policy.budgetWindow()).size();
    return policy.callBudget() - spent;
  }

  /**
   * Records that the call is made only for a rejected token, before it is sent. If this process is
   * killed meanwhile, no other host makes such a call soon.
   */
  RenewableRecord noteRejectedRenewal(RenewableRecord begun) {
    RenewalHistory history = begun.history().withRejectedRenewal(input.client().clock().instant());
    RenewableRecord noted =
        new RenewableRecord(history.onto(begun.current()), begun.dataCenter(), begun.calls());
    renewable = noted;
    boolean saved = true;
    try {
      if (!lease.get().replace(noted.current())) {
        throw input.recordChanged();
      }
    } catch (TokenStoreException e) {
      saved = false; // memory keeps what cannot be saved
    }
    input.unsaved().remember(begun.calls(), history, saved);
    return noted;
  }

  boolean haveBegun() {
    return renewable != null;
  }

  /** Returns whether a closed gate or the supplied secret stopped the call before it was sent. */
  boolean areStopped() {
    RenewableRecord made = renewable;
    return made != null && made.calls().isStopped();
  }

  /** Returns whether the failure is that of the supplied secret. */
  boolean areOfSecret() {
    RenewableRecord made = renewable;
    return made != null && made.calls().isOfSecret();
  }

  /** Stops further calls, also one that still waits for its turn. */
  void end() {
    RenewableRecord made = renewable;
    if (made != null) {
      made.calls().end();
    }
  }

  /**
   * Stops further calls, and writes those into the record that no history counts yet. It uses no
   * clock and no listener, because one of them may have thrown an Error.
   */
  void endAndCount() {
    RenewableRecord made = renewable;
    if (made == null) {
      return;
    }
    CallCounter calls = made.calls();
    calls.end();
    try {
      if (input.unsaved().hasUncounted(calls)) {
        RenewalHistory history = made.history().with(calls.times());
        boolean saved = lease.get().replace(history.onto(made.current()));
        input.unsaved().remember(calls, history, saved);
      }
    } catch (TokenStoreException e) {
      LOG.log(
          Level.WARNING, "The calls for {0} are not recorded: {1}", input.key(), e.getMessage());
    } finally {
      input.unsaved().stop(calls);
    }
  }
}
