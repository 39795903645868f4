package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.internal.runtime.ClosedException;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The lease of one attempt, and the step for which {@code close()} waits until it is given back.
 *
 * <p>If an {@link Error} comes before the attempt, the renewal gives both back.
 */
final class LeasedStep {

  private final RenewalContext client;
  private final TokenKey key;
  private OpenWork.@Nullable Step step;
  private TokenStore.@Nullable Lease lease;

  /** Takes nothing yet. */
  LeasedStep(RenewalContext client, TokenKey key) {
    this.client = client;
    this.key = key;
  }

  /**
   * Takes the lease.
   *
   * @return false if another has it
   * @throws ClosedException if the client is closed
   */
  boolean tryTake() {
    step = client.work().begin();
    lease = client.store().tryLease(key).orElse(null);
    if (lease == null) {
      giveBack();
    }
    return lease != null;
  }

  TokenStore.Lease lease() {
    return Objects.requireNonNull(lease, "lease");
  }

  /**
   * Gives it back after the attempt.
   *
   * <p>After a timeout this is the timer's one thread, which must not wait for a slow store. The
   * application's executor is not used, because it may lose a task. If no other thread can be had,
   * this one gives it back.
   *
   * @param calls of the attempt, or null if it made none; after a timeout the lease is over, and
   *     memory alone counts them
   */
  void giveBackAfter(@Nullable Throwable failure, @Nullable CountedCalls calls) {
    boolean passedOn = false;
    try {
      if (Futures.cause(failure) instanceof TimeoutException) {
        client.threads().handover().execute(this::giveBack);
        passedOn = true;
      } else if (calls != null) {
        calls.end(lease());
      }
    } finally { // an Error, too, must not keep the lease
      if (!passedOn) {
        giveBack();
      }
    }
  }

  /** Gives it back, if it was taken; idempotent. */
  void giveBack() {
    try {
      if (lease != null) {
        lease.close();
      }
    } finally {
      if (step != null) {
        step.end();
      }
    }
  }
}
