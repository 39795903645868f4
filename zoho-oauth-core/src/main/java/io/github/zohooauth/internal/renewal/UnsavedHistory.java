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

  private RenewalHistory notes = RenewalHistory.NONE;
  private @Nullable CallCounter sender;
  private int told;

  synchronized RenewalHistory get() {
    return sender == null ? notes : notes.with(sender.times(told));
  }

  /** Counts each of these calls as soon as it is sent, and stops the previous attempt's calls. */
  synchronized void sends(CallCounter calls) {
    if (sender != null) {
      end(sender);
    }
    sender = calls;
    told = 0;
  }

  /**
   * Takes a history in which these calls are counted.
   *
   * @param stored whether the store has it
   */
  @SuppressWarnings("ReferenceEquality") // ignores an attempt that another one has followed
  synchronized void told(@Nullable CallCounter by, RenewalHistory next, boolean stored) {
    if (by == sender) {
      notes = stored ? RenewalHistory.NONE : next;
      told = by == null ? 0 : by.times(0).size();
    }
  }

  /** Returns whether one of these calls was sent and is in no notes. */
  @SuppressWarnings("ReferenceEquality") // the next attempt has stopped an earlier one
  synchronized boolean lacks(CallCounter calls) {
    return calls == sender && !calls.times(told).isEmpty();
  }

  /** Stops further calls. */
  @SuppressWarnings("ReferenceEquality")
  synchronized void end(CallCounter calls) {
    calls.end();
    if (calls == sender) {
      notes = get();
      sender = null;
    }
  }
}
