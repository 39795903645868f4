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
 * One renewal of one key, owned by no caller: callers share its end, and none can cancel or wedge
 * it. It looks at the store, decides, and then serves, pauses and looks again, or makes an {@link
 * RenewalAttempt} under the lease.
 *
 * <p>Its steps follow each other, so that no two threads are in it at once.
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
   * Makes one.
   *
   * @param ended the token whose time has run out, and which is not served again; or null
   * @param rejected the token that an API rejected, if this renewal is to replace it; or null
   * @param last what is remembered of the renewal before
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
   * Begins, and completes with a record whose access token is good, with null if what memory holds
   * stays, or with a failure; never later than {@link RenewalPolicy#longestRenewal}.
   *
   * @param beside whether the callers have a good token meanwhile; if not, one that is found in the
   *     store is theirs at once, and renewed later
   */
  CompletableFuture<@Nullable StoredToken> takeOff(boolean beside) {
    begun = client.ticks().now();
    try {
      CompletableFuture<@Nullable StoredToken> end =
          CompletableFuture.supplyAsync(() -> look(beside), client.starter())
              .thenCompose(Function.identity());
      return client.pauses().limit(end, client.policy().longestRenewal());
    } catch (Exception | OutOfMemoryError e) { // the executor refuses, or has no thread left
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Whether a lease was taken for a token call. */
  boolean hasTried() {
    return tries.get() > 0;
  }

  /** The token of the record that was last looked at, if its time had run out. */
  @Nullable EndedToken ended() {
    return ruling.ended();
  }

  /** The earlier token that the store still has, because a save failed; or null. */
  @Nullable EndedToken predecessor() {
    return ruling.predecessor();
  }

  /** Another thread, process or host may have renewed it, or be about to. */
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
    ruling.requireHope();
    LeasedStep leased = new LeasedStep(client, key);
    try {
      if (leased.tryTake()) {
        tries.incrementAndGet();
        return new RenewalAttempt(client, renewal, key, ruling)
            .under(leased)
            .exceptionallyCompose(failure -> orAgain(Futures.cause(failure), beside));
      }
    } catch (Throwable e) { // an Error between the lease and the attempt must not keep the lease
      leased.giveBack();
      throw e;
    }
    return good ? CompletableFuture.completedFuture(current) : waitForHolder();
  }

  /**
   * The rejected token stays, unless another holder of the lease is about to bring a better one.
   */
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

  /** What failed for now may be tried again, after the pause that its record asks for. */
  private CompletableFuture<@Nullable StoredToken> orAgain(
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

  /** The holder is not named, because a store tells only that a lease is held. */
  private TemporaryFailureException heldTooLong() {
    String what =
        "The renewal of %s waited for another: a thread, process or host that shares the store has"
            + " held its lease since %s or earlier, and brought no token. Nothing was sent. The"
            + " lease of a process that died ends by itself within %s: try again later, and check"
            + " for one that hangs.";
    return Failures.of(key.clientId())
        .temporary(what.formatted(key, leasedSince, client.policy().leaseDuration()));
  }

  /** Whether it would end after the patience of the first caller. */
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
