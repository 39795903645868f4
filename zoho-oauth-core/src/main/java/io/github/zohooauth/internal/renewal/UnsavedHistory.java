package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The history of one key's token calls that the store does not have, or not yet.
 *
 * <p>All renewals of the key share it. A call counts as soon as it is sent. So it is counted even
 * if an {@link Error} ends the attempt or the renewal. Thread-safe.
 */
final class UnsavedHistory {

  /** When a token was renewed because an API rejected it, by the wall clock and running time. */
  private record Replacement(Instant wall, long running) {}

  private RenewalHistory history = RenewalHistory.NONE;
  private @Nullable CallCounter tracked;
  private int noted;
  private @Nullable Replacement replacement;

  /** Returns the history that the store does not have. */
  synchronized RenewalHistory get() {
    return tracked == null ? history : history.with(tracked.times(noted));
  }

  /** Returns the record with the history that the store does not have. */
  StoredToken addTo(StoredToken stored, TokenClock clock) {
    RenewalHistory saved = RenewalHistory.of(stored);
    RenewalHistory all = byRunningTime(saved.and(get()), clock);
    return all.equals(saved) ? stored : all.onto(stored);
  }

  /** Returns the history with the time of our last replacement, if the wall clock was set since. */
  private synchronized RenewalHistory byRunningTime(RenewalHistory all, TokenClock clock) {
    if (replacement == null) {
      return all;
    }
    Instant at = clock.instant().minus(clock.since(replacement.running));
    Instant saved = all.replacedAt();
    boolean isOurs = saved == null || saved.equals(replacement.wall) || saved.isBefore(at);
    return isOurs ? all.replacing(at) : all;
  }

  /** Counts each of these calls as soon as it is sent, and stops the previous attempt's calls. */
  synchronized void track(CallCounter calls) {
    if (tracked != null) {
      stop(tracked);
    }
    tracked = calls;
    noted = 0;
  }

  /**
   * Notes a history in which these calls are counted.
   *
   * @param saved whether the store has it
   */
  @SuppressWarnings("ReferenceEquality") // ignores an attempt that another one has followed
  synchronized void note(CallCounter calls, RenewalHistory next, boolean saved) {
    if (calls == tracked) {
      history = saved ? RenewalHistory.NONE : next;
      noted = calls.times().size();
    }
  }

  /** Notes a renewal for a rejected token, which may fail. */
  synchronized void noteReplacement(RenewalHistory next, TokenClock clock) {
    Instant at = next.replacedAt();
    replacement = at == null ? null : new Replacement(at, clock.running());
  }

  /** Returns whether one of these calls was sent and is in no notes. */
  @SuppressWarnings("ReferenceEquality") // the next attempt has stopped an earlier one
  synchronized boolean hasUnnoted(CallCounter calls) {
    return calls == tracked && !calls.times(noted).isEmpty();
  }

  /** Stops further calls. */
  @SuppressWarnings("ReferenceEquality")
  synchronized void stop(CallCounter calls) {
    calls.end();
    if (calls == tracked) {
      history = get();
      tracked = null;
    }
  }
}
