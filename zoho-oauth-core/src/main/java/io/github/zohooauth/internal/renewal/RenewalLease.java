package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.internal.runtime.OpenWork.ClosedException;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lease of one attempt, with the work that {@code close()} waits for. */
final class RenewalLease {

  private final RenewalContext client;
  private final TokenKey key;
  private OpenWork.@Nullable Piece piece;
  private TokenStore.@Nullable Lease lease;
  private long takenFrom;

  /** Makes the work without taking the lease. */
  RenewalLease(RenewalContext client, TokenKey key) {
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
    piece = client.openWork().begin();
    takenFrom = System.nanoTime();
    lease = client.store().tryLease(key).orElse(null);
    if (lease == null) {
      giveBack();
    }
    return lease != null;
  }

  /** Returns how long the lease lasts. It may have been taken as soon as the store was called. */
  Duration timeLeft() {
    return client.policy().leaseDuration().minusNanos(System.nanoTime() - takenFrom);
  }

  TokenStore.Lease get() {
    return Objects.requireNonNull(lease, "lease");
  }

  /** Gives the lease back if it was taken; idempotent. */
  void giveBack() {
    try {
      if (lease != null) {
        lease.close();
      }
    } finally {
      if (piece != null) {
        piece.end();
      }
    }
  }
}
