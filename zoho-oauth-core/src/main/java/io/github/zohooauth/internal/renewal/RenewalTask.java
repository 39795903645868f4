package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.ClosedException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One renewal of one key. No caller owns it: callers share its result, and no caller can cancel it.
 *
 * <p>It reads the record and decides. Then it returns the token, or pauses and reads again, or
 * makes a {@link RenewalAttempt} under the lease. Its steps follow each other, so no two threads
 * run in it at once.
 */
final class RenewalTask {

  /** The longest time between publishing and beginning. After that another renewal replaces it. */
  private static final Duration LONGEST_START = Duration.ofSeconds(5);

  private final RenewalContext client;
  private final boolean beside;
  private final CompletableFuture<@Nullable AccessToken> result = new CompletableFuture<>();
  private final AtomicInteger tries = new AtomicInteger();
  private final long published = System.nanoTime();
  private final long begun;
  private volatile boolean hasBegun;
  private volatile RenewalInput input;
  private volatile @Nullable StoredToken lastRecord;
  private volatile Duration paused = Duration.ZERO;
  private volatile @Nullable Instant leasedSince;
  private volatile @Nullable ZohoOAuthException lastFailure;

  /**
   * Makes a renewal.
   *
   * @param beside whether callers have a valid token meanwhile. If not, a valid token in the store
   *     is returned at once and renewed later
   */
  RenewalTask(RenewalInput input, boolean beside) {
    this.client = input.client();
    this.input = input;
    this.beside = beside;
    this.begun = client.clock().running();
  }

  /**
   * Returns what callers wait for. It completes with null if an exchange or a revocation has
   * replaced the token: then they ask again.
   */
  CompletableFuture<@Nullable AccessToken> result() {
    return result;
  }

  /** Returns the token that an API rejected, if this renewal replaces it; or null. */
  @Nullable AccessToken rejected() {
    return input.rejected();
  }

  boolean replaces(AccessToken token) {
    AccessToken rejected = rejected();
    return rejected != null && rejected.value().equals(token.value());
  }

  /** Returns whether a lease was taken for a token call. */
  boolean hasTried() {
    return tries.get() > 0;
  }

  /** Returns the token of the latest record that was read; null if there is none. */
  @Nullable HeldToken lastToken() {
    StoredToken record = lastRecord;
    return record == null ? null : input.token(record);
  }

  /** Marks the work as begun. The work has its own deadline and completes the result. */
  void begin() {
    hasBegun = true;
  }

  /**
   * Returns whether it is complete, or no thread will complete it. An {@link Error} may have ended
   * the thread that published it, or the one that should complete it.
   */
  boolean isOver() {
    Duration longest = hasBegun ? client.policy().longestRenewal() : Duration.ZERO;
    return result.isDone() || System.nanoTime() - published > longest.plus(LONGEST_START).toNanos();
  }

  /**
   * Starts the work, which completes within {@link RenewalPolicy#longestRenewal}.
   *
   * <p>It returns a record with a valid access token, null if the token in memory stays, or a
   * failure.
   */
  CompletableFuture<@Nullable StoredToken> start() {
    try {
      CompletableFuture<@Nullable StoredToken> work =
          CompletableFuture.supplyAsync(() -> look(beside), client.starter())
              .thenCompose(Function.identity());
      return client.pauses().limit(work, client.policy().longestRenewal());
    } catch (Exception | OutOfMemoryError e) { // the executor rejects it or has no thread
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Reads the record and acts on it. Another thread, process or host may have renewed the token, or
   * may be renewing it.
   *
   * @param thorough whether a valid token in the store is renewed even so
   */
  private CompletableFuture<@Nullable StoredToken> look(boolean thorough) {
    client.requireOpen();
    StoredToken current = input.known(client.store().load(input.key()));
    lastRecord = current;
    RenewalDecision decision = input.decide(current);
    return switch (decision.action()) {
      case SERVE -> CompletableFuture.completedFuture(current);
      case KEEP -> keep(decision, current);
      case PAUSE -> pause(decision, current);
      case RENEW_BESIDE -> thorough ? attempt(current) : CompletableFuture.completedFuture(current);
      case RENEW_AND_WAIT, REPLACE -> attempt(null);
      case FAIL -> throw input.failure(decision, current);
    };
  }

  /**
   * Makes an attempt, or waits for another holder of the lease.
   *
   * @param current a record with a valid token, which is returned rather than waited for; or null
   */
  private CompletableFuture<@Nullable StoredToken> attempt(@Nullable StoredToken current) {
    if (input.rejected() != null && input.failure() != null) {
      throw input.failure(); // no token call for a rejected token fails in the same way again
    }
    RenewalLease lease = new RenewalLease(client, input.key());
    try {
      if (lease.tryTake()) {
        tries.incrementAndGet();
        return new RenewalAttempt(input, lease)
            .run()
            .exceptionallyCompose(failure -> orRetry(Futures.cause(failure)));
      }
    } catch (Throwable e) { // an Error between the lease and the attempt must not keep the lease
      lease.giveBack();
      throw e;
    }
    return current != null ? CompletableFuture.completedFuture(current) : waitForHolder();
  }

  /** Keeps the rejected token, unless another holder of the lease is renewing it. */
  private CompletableFuture<@Nullable StoredToken> keep(
      RenewalDecision decision, StoredToken current) {
    Instant until = decision.until();
    return until != null && client.clock().instant().isBefore(until) && isLeased()
        ? waitForHolder()
        : CompletableFuture.completedFuture(input.isRejected(current) ? current : null);
  }

  private boolean isLeased() {
    Optional<TokenStore.Lease> lease = client.store().tryLease(input.key());
    lease.ifPresent(TokenStore.Lease::close);
    return lease.isEmpty();
  }

  /** Tries again after a temporary failure, with the pause that the record asks for. */
  private CompletableFuture<@Nullable StoredToken> orRetry(@Nullable Throwable failure) {
    if (beside
        || tries.get() >= RenewalPolicy.TRIES
        || !(failure instanceof TemporaryFailureException temporary)) {
      Throwable known = Objects.requireNonNull(failure);
      return CompletableFuture.failedFuture(known);
    }
    lastFailure = temporary;
    return CompletableFuture.supplyAsync(() -> look(false), client.executor())
        .thenCompose(Function.identity());
  }

  private CompletableFuture<@Nullable StoredToken> pause(
      RenewalDecision decision, StoredToken current) {
    Instant until = Objects.requireNonNull(decision.until());
    Duration pause = Duration.between(client.clock().instant(), until);
    if (isTooLong(pause)) {
      ZohoOAuthException last = lastFailure;
      throw last != null ? last : input.failure(decision, current);
    }
    return lookAfter(pause, client.pauses().pauseByClock(pause), until);
  }

  private CompletableFuture<@Nullable StoredToken> waitForHolder() {
    Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(50, 150));
    if (leasedSince == null) {
      leasedSince = client.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }
    if (isTooLong(pause)) {
      throw heldTooLong();
    }
    return lookAfter(pause, client.pauses().pause(pause), input.satOutUntil());
  }

  /** Returns the failure of a wait for another holder. A store does not name the holder. */
  private TemporaryFailureException heldTooLong() {
    String what =
        "The renewal of %s waited for another: a thread, process or host that shares the store has"
            + " held its lease since %s or earlier, and brought no token. Nothing was sent. The"
            + " lease of a process that died ends by itself within %s: try again later, and check"
            + " for one that hangs.";
    return Failures.of(input.key().clientId())
        .temporary(what.formatted(input.key(), leasedSince, client.policy().leaseDuration()));
  }

  /** Returns whether the pause would end after the timeout of the first caller. */
  private boolean isTooLong(Duration pause) {
    Duration run = client.clock().since(begun);
    Duration spent = run.compareTo(paused) > 0 ? run : paused;
    return spent.plus(pause).compareTo(client.policy().callerTimeout()) > 0;
  }

  private CompletableFuture<@Nullable StoredToken> lookAfter(
      Duration pause, CompletableFuture<@Nullable Void> passing, @Nullable Instant until) {
    client.work().endAtClose(passing, () -> passing.completeExceptionally(new ClosedException()));
    return passing.thenComposeAsync(
        passed -> {
          paused = paused.plus(pause);
          input = input.satOut(until);
          return look(false);
        },
        client.executor());
  }
}
