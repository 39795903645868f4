package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.ClosedException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One renewal of one key. No caller owns it: callers share its result, and no caller can cancel it.
 *
 * <p>It reads the record and decides. Then it returns the token, or pauses and reads again, or
 * makes a {@link RenewalAttempt} under the lease. Its steps follow each other, so no two threads
 * run in it at once.
 */
final class RenewalTask {

  private final RenewalContext client;
  private final RenewalStrategy renewal;
  private final TokenKey key;
  private final Ruling ruling;
  private long begun;
  private volatile Duration paused = Duration.ZERO;
  private volatile @Nullable Instant leasedSince;
  private volatile @Nullable ZohoOAuthException lastFailure;
  private final AtomicInteger tries = new AtomicInteger();

  /**
   * Makes a renewal.
   *
   * @param ended the expired token that must not be returned again, or null
   * @param rejected the token that an API rejected, if this renewal replaces it; or null
   * @param last the result of the previous renewal
   */
  RenewalTask(
      RenewalContext client,
      RenewalStrategy renewal,
      TokenKey key,
      Supplier<@Nullable EndedToken> ended,
      @Nullable Rejected rejected,
      LastRenewal last) {
    this.client = client;
    this.renewal = renewal;
    this.key = key;
    this.ruling = new Ruling(client, renewal, key, ended, rejected, last);
  }

  /**
   * Starts the renewal. It completes within {@link RenewalPolicy#longestRenewal}.
   *
   * <p>The result is a record with a valid access token, null if the held token stays, or a
   * failure.
   *
   * @param beside whether callers have a valid token meanwhile. If not, a valid token in the store
   *     is returned at once and renewed later
   */
  CompletableFuture<@Nullable StoredToken> start(boolean beside) {
    begun = client.ticks().now();
    try {
      CompletableFuture<@Nullable StoredToken> end =
          CompletableFuture.supplyAsync(() -> look(beside), client.starter())
              .thenCompose(Function.identity());
      return client.pauses().limit(end, client.policy().longestRenewal());
    } catch (Exception | OutOfMemoryError e) { // the executor rejects it or has no thread
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Returns whether a lease was taken for a token call. */
  boolean hasTried() {
    return tries.get() > 0;
  }

  /** Returns the token of the latest record that was read, if it had expired. */
  @Nullable EndedToken ended() {
    return ruling.ended();
  }

  /** Returns the earlier token that the store still has because a save failed; or null. */
  @Nullable EndedToken predecessor() {
    return ruling.predecessor();
  }

  /**
   * Reads the record and acts on it. Another thread, process or host may have renewed the token, or
   * may be renewing it.
   */
  private CompletableFuture<@Nullable StoredToken> look(boolean beside) {
    client.requireOpen();
    StoredToken current = ruling.known(client.store().load(key));
    RenewalDecision decision = ruling.decide(current);
    boolean good = decision.action() == RenewalDecision.Action.RENEW_BESIDE;
    if (decision.action() == RenewalDecision.Action.SERVE || (good && !beside)) {
      return CompletableFuture.completedFuture(current);
    }
    if (decision.action() == RenewalDecision.Action.KEEP) {
      return keep(decision, current);
    }
    if (decision.action() == RenewalDecision.Action.PAUSE) {
      return pause(decision, current);
    }
    ruling.requireAllowed(decision, current);
    ruling.requireNoRefusal();
    LeasedStep leased = new LeasedStep(client, key);
    try {
      if (leased.tryTake()) {
        tries.incrementAndGet();
        return new RenewalAttempt(client, renewal, key, ruling)
            .under(leased)
            .exceptionallyCompose(failure -> orRetry(Futures.cause(failure), beside));
      }
    } catch (Throwable e) { // an Error between the lease and the attempt must not keep the lease
      leased.giveBack();
      throw e;
    }
    return good ? CompletableFuture.completedFuture(current) : waitForHolder();
  }

  /** Keeps the rejected token, unless another holder of the lease is renewing it. */
  private CompletableFuture<@Nullable StoredToken> keep(
      RenewalDecision decision, StoredToken current) {
    Instant until = decision.until();
    return until != null && ruling.now().isBefore(until) && isLeased()
        ? waitForHolder()
        : CompletableFuture.completedFuture(ruling.isRejected(current) ? current : null);
  }

  private boolean isLeased() {
    Optional<TokenStore.Lease> lease = client.store().tryLease(key);
    lease.ifPresent(TokenStore.Lease::close);
    return lease.isEmpty();
  }

  /** Tries again after a temporary failure, with the pause that the record asks for. */
  private CompletableFuture<@Nullable StoredToken> orRetry(
      @Nullable Throwable failure, boolean beside) {
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
    Duration pause = Duration.between(ruling.now(), until);
    if (isTooLong(pause)) {
      ZohoOAuthException last = lastFailure;
      throw last != null ? last : decision.failure(current, ruling.dataCenter(current), key);
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
    return lookAfter(pause, client.pauses().pause(pause), ruling.waitedUntil());
  }

  /** Returns the failure of a wait for another holder. A store does not name the holder. */
  private TemporaryFailureException heldTooLong() {
    String what =
        "The renewal of %s waited for another: a thread, process or host that shares the store has"
            + " held its lease since %s or earlier, and brought no token. Nothing was sent. The"
            + " lease of a process that died ends by itself within %s: try again later, and check"
            + " for one that hangs.";
    return Failures.of(key.clientId())
        .temporary(what.formatted(key, leasedSince, client.policy().leaseDuration()));
  }

  /** Returns whether the pause would end after the timeout of the first caller. */
  private boolean isTooLong(Duration pause) {
    Duration run = client.ticks().since(begun);
    Duration spent = run.compareTo(paused) > 0 ? run : paused;
    return spent.plus(pause).compareTo(client.policy().callerTimeout()) > 0;
  }

  private CompletableFuture<@Nullable StoredToken> lookAfter(
      Duration pause, CompletableFuture<@Nullable Void> passing, Instant until) {
    client.work().endAtClose(passing, () -> passing.completeExceptionally(new ClosedException()));
    return passing.thenComposeAsync(
        passed -> {
          paused = paused.plus(pause);
          ruling.waited(until);
          return look(false);
        },
        client.executor());
  }
}
