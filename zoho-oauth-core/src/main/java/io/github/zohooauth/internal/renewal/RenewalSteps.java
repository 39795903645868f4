package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one renewal. Each reads the record and decides: the end, a pause before the next
 * step, or a {@link RenewalAttempt} under the lease.
 *
 * <p>The steps follow each other, so no two threads run in it at once.
 */
final class RenewalSteps {

  /**
   * The result of a step.
   *
   * @param record a record with a valid access token; null if the token in memory stays
   * @param pause the pause before the next step; null if there is none
   */
  record Step(@Nullable StoredToken record, @Nullable CompletableFuture<@Nullable Void> pause) {

    static CompletableFuture<Step> end(@Nullable StoredToken record) {
      return CompletableFuture.completedFuture(new Step(record, null));
    }

    static CompletableFuture<Step> after(CompletableFuture<@Nullable Void> pause) {
      return CompletableFuture.completedFuture(new Step(null, pause));
    }
  }

  /**
   * The time that callers wait at least for another holder's token, even if a pause has used up the
   * caller timeout. All hosts pause until the same time, and one of them then makes the call.
   */
  private static final Duration MIN_WAIT_FOR_HOLDER = Duration.ofSeconds(5);

  private final RenewalContext client;
  private final boolean isBackground;
  private final BooleanSupplier isOver;
  private volatile RenewalInput input;
  private final AtomicInteger tries = new AtomicInteger();
  private volatile @Nullable Long begun;
  private volatile Duration paused = Duration.ZERO;
  private final OtherHolders others;
  private volatile @Nullable StoredToken lastRecord;
  private volatile @Nullable ZohoOAuthException lastFailure;
  private volatile boolean isOfSecret;

  /**
   * Makes the steps of a renewal.
   *
   * @param isOver whether the renewal has ended
   */
  RenewalSteps(RenewalInput input, boolean isBackground, BooleanSupplier isOver) {
    this.client = input.client();
    this.input = input;
    this.isBackground = isBackground;
    this.isOver = isOver;
    this.others = new OtherHolders(client, input.key(), input.held());
  }

  /**
   * Reports how the renewal ended.
   *
   * @param taken the record with the token that callers get; null if there is none
   * @param failure a new failure after all attempts; or null
   * @param alive whether the token in memory has not expired
   */
  void tellEnd(@Nullable StoredToken taken, @Nullable ZohoOAuthException failure, boolean alive) {
    others.tell(taken);
    if (failure != null && (alive || tries.get() > 0)) {
      client.events().failedFinally(input.key(), failure, alive);
    }
  }

  /** Returns whether the failure is that of the supplied secret, which may change at any time. */
  boolean isOfSecret() {
    return isOfSecret;
  }

  /** Returns the token of the latest record that was read; null if there is none. */
  @Nullable HeldToken lastToken() {
    StoredToken record = lastRecord;
    return record == null ? null : input.token(record);
  }

  /**
   * Reads the record and acts on it. Another thread, process or host may have renewed the token, or
   * may be renewing it.
   *
   * @param renewsValidToken whether a valid token in the store is renewed even so
   */
  CompletableFuture<Step> take(boolean renewsValidToken) {
    requireRunning();
    if (begun == null) {
      begun = client.clock().running();
    }
    GivenRefreshToken pending = client.configured().pending(input.key());
    if (pending != null) {
      Adoption.Outcome outcome = new Adoption(client, pending).attempt();
      if (outcome == Adoption.Outcome.LEASED) {
        return waitForHolder();
      } else if (outcome == Adoption.Outcome.CHANGED) {
        return tryAgain();
      }
    }
    StoredToken current = input.withUnsavedHistory(client.store().load(input.key()));
    lastRecord = current;
    others.see(current);
    RenewalDecision decision = input.decide(current);
    return switch (decision.action()) {
      case SERVE -> Step.end(current);
      case KEEP -> keep(decision, current);
      case PAUSE -> pause(decision, current);
      case RENEW_IN_BACKGROUND -> renewsValidToken ? attempt(current) : Step.end(current);
      case RENEW_AND_WAIT, RENEW_REJECTED -> attempt(null);
      case FAIL -> throw input.failure(decision, current);
    };
  }

  /**
   * Makes an attempt, or waits for another holder of the lease.
   *
   * @param valid the record if its token is valid: it is returned if another holder has the lease;
   *     or null
   */
  private CompletableFuture<Step> attempt(@Nullable StoredToken valid) {
    if (input.rejected() != null && input.cachedFailure() != null) {
      throw input.cachedFailure(); // it still applies, so a rejected token causes no new call
    }
    RenewalLease lease = new RenewalLease(client, input.key());
    try {
      if (lease.tryTake()) {
        requireRunning();
        tries.incrementAndGet();
        RenewalAttempt attempt = new RenewalAttempt(input, lease, isOver);
        return attempt
            .run()
            .thenCompose(record -> end(attempt, record))
            .exceptionallyCompose(failure -> orRetry(attempt, Futures.cause(failure)));
      }
    } catch (Throwable e) { // an Error between the lease and the attempt must not keep the lease
      lease.giveBack();
      throw e;
    }
    return valid != null ? Step.end(valid) : waitForHolder();
  }

  private CompletableFuture<Step> end(RenewalAttempt attempt, @Nullable StoredToken record) {
    if (record != null && attempt.hasCalled()) {
      others.exclude(record);
    }
    return Step.end(record);
  }

  /** Stops the steps of a renewal that has ended, so that they do not call Zoho. */
  private void requireRunning() {
    client.requireOpen();
    if (isOver.getAsBoolean()) {
      throw new CancellationException();
    }
  }

  /** Keeps the rejected token, unless another holder of the lease is renewing it. */
  private CompletableFuture<Step> keep(RenewalDecision decision, StoredToken current) {
    Instant until = decision.until();
    return until != null && client.clock().instant().isBefore(until) && isLeased()
        ? waitForHolder()
        : Step.end(input.isRejected(current) ? current : null);
  }

  private boolean isLeased() {
    Optional<TokenStore.Lease> lease = client.store().tryLease(input.key());
    lease.ifPresent(TokenStore.Lease::close);
    return lease.isEmpty();
  }

  /** Tries again after a temporary failure, with the pause that the record asks for. */
  private CompletableFuture<Step> orRetry(RenewalAttempt attempt, @Nullable Throwable failure) {
    isOfSecret = attempt.isOfSecret();
    if (attempt.isStopped()) {
      tries.decrementAndGet(); // the failures that stopped it are in the log
    }
    if (isBackground
        || attempt.isStopped()
        || tries.get() >= RenewalPolicy.MAX_ATTEMPTS
        || !(failure instanceof TemporaryFailureException temporary)) {
      return CompletableFuture.failedFuture(Objects.requireNonNull(failure));
    }
    lastFailure = temporary;
    return Step.after(CompletableFuture.completedFuture(null));
  }

  private CompletableFuture<Step> pause(RenewalDecision decision, StoredToken current) {
    Instant until = Objects.requireNonNull(decision.until());
    Duration pause = Duration.between(client.clock().instant(), until);
    if (isTooLong(pause)) {
      ZohoOAuthException last = lastFailure;
      throw last != null ? last : input.failure(decision, current);
    }
    input = input.withEndedWait(until);
    return after(pause, client.pauses().pauseByClock(pause));
  }

  /** Adopts again after a change of the record, which may be the last of several. */
  private CompletableFuture<Step> tryAgain() {
    Duration pause = OtherHolders.nextPause();
    if (isTooLong(pause)) {
      throw input.recordChanged();
    }
    return after(pause, client.pauses().pause(pause));
  }

  private CompletableFuture<Step> waitForHolder() {
    Duration pause = OtherHolders.nextPause();
    if (isTooLong(pause) && others.waited().compareTo(MIN_WAIT_FOR_HOLDER) > 0) {
      throw others.heldTooLong("renewal");
    }
    others.waitFor(pause);
    return after(pause, client.pauses().pause(pause));
  }

  /** Returns whether the pause would exceed the caller timeout since the first step. */
  private boolean isTooLong(Duration pause) {
    Duration run = client.clock().since(Objects.requireNonNull(begun));
    Duration spent = run.compareTo(paused) > 0 ? run : paused;
    return spent.plus(pause).compareTo(client.policy().callerTimeout()) > 0;
  }

  private CompletableFuture<Step> after(Duration pause, CompletableFuture<@Nullable Void> passing) {
    paused = paused.plus(pause);
    return Step.after(passing);
  }
}
