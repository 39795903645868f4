package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.internal.transport.CallCounter;
import org.jspecify.annotations.Nullable;

/**
 * The history of one key's token calls that the store does not have, or not yet.
 *
 * <p>All renewals of the key share it. A call counts as soon as it is sent. So it is counted even
 * if an {@link Error} ends the attempt or the renewal. Thread-safe.
 */
final class UnsavedHistory {

  private RenewalHistory history = RenewalHistory.NONE;
  private @Nullable CallCounter tracked;
  private int countedCalls;

  /** Returns the history that the store does not have. */
  synchronized RenewalHistory get() {
    return tracked == null ? history : history.with(tracked.times(countedCalls));
  }

  /** Counts each of these calls as soon as it is sent, and stops the previous attempt's calls. */
  synchronized void track(CallCounter calls) {
    if (tracked != null) {
      stop(tracked);
    }
    tracked = calls;
    countedCalls = 0;
  }

  /**
   * Notes a history in which these calls are counted.
   *
   * @param saved whether the store has it
   */
  @SuppressWarnings("ReferenceEquality") // ignores an attempt that another one has followed
  synchronized void remember(CallCounter calls, RenewalHistory next, boolean saved) {
    if (calls == tracked) {
      history = saved ? RenewalHistory.NONE : next;
      countedCalls = calls.times().size();
    }
  }

  /** Returns whether one of these calls was sent, and no history counts it yet. */
  @SuppressWarnings("ReferenceEquality") // the next attempt has stopped an earlier one
  synchronized boolean hasUncounted(CallCounter calls) {
    return calls == tracked && !calls.times(countedCalls).isEmpty();
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
