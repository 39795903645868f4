package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.internal.transport.CallCounter;
import org.jspecify.annotations.Nullable;

/**
 * What the store was not told of one key's token calls, or not yet. Thread-safe.
 *
 * <p>All renewals of the key share it. A call counts from when it is sent, so it makes no
 * difference how its attempt ends, and if an {@link Error} keeps the result of a renewal from
 * memory.
 */
final class UnsavedHistory {

  private RenewalHistory notes = RenewalHistory.NONE;
  private @Nullable CallCounter sender;
  private int told;

  synchronized RenewalHistory get() {
    return sender == null ? notes : notes.with(sender.times(told));
  }

  /** Counts each of these calls from when it is sent; the attempt before sends nothing more. */
  synchronized void sends(CallCounter calls) {
    if (sender != null) {
      end(sender);
    }
    sender = calls;
    told = 0;
  }

  /** Takes notes in which these calls are counted: the store has them, or could not be told. */
  @SuppressWarnings("ReferenceEquality") // an attempt that another has followed is not asked
  synchronized void told(@Nullable CallCounter by, RenewalHistory next, boolean stored) {
    if (by == sender) {
      notes = stored ? RenewalHistory.NONE : next;
      told = by == null ? 0 : by.times(0).size();
    }
  }

  /** Whether one of these calls was sent that is in no notes. */
  @SuppressWarnings("ReferenceEquality") // an attempt that another has followed was ended by it
  synchronized boolean lacks(CallCounter calls) {
    return calls == sender && !calls.times(told).isEmpty();
  }

  /** Lets none of these calls be sent any more. */
  @SuppressWarnings("ReferenceEquality")
  synchronized void end(CallCounter calls) {
    calls.end();
    if (calls == sender) {
      notes = get();
      sender = null;
    }
  }
}
