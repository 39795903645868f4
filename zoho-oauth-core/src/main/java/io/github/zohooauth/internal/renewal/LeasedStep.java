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
 * The lease of one attempt, with the step that {@code close()} waits for.
 *
 * <p>If an {@link Error} occurs before the attempt, the renewal gives both back.
 */
final class LeasedStep {

  private final RenewalContext client;
  private final TokenKey key;
  private OpenWork.@Nullable Step step;
  private TokenStore.@Nullable Lease lease;

  /** Makes the step without taking the lease. */
  LeasedStep(RenewalContext client, TokenKey key) {
    this.client = client;
    this.key = key;
  }

  /**
   * Takes the lease.
   *
   * @return false if another holder has it
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
   * Gives the lease back after the attempt.
   *
   * <p>After a timeout this runs on the timer's only thread, which must not wait for a slow store.
   * The application's executor is not used, because it may lose a task. If no other thread can be
   * started, this one gives the lease back.
   *
   * @param calls the calls of the attempt, or null if it made none. After a timeout the lease has
   *     expired, so only memory counts them
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
    } finally { // not even an Error may keep the lease
      if (!passedOn) {
        giveBack();
      }
    }
  }

  /** Gives the lease back if it was taken; idempotent. */
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
