package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a renewal under one lease: it reads and decides again, makes one token call and
 * writes the result.
 */
final class RenewalAttempt {

  /** How long callers wait for the store after Zoho's answer. */
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(5);

  private final RenewalInput input;
  private final RenewalLease lease;
  private final RenewalContext client;
  private final TokenKey key;
  private final BooleanSupplier isOver;
  private final long begun;

  /** Completes when the result is written, or the lease has ended. */
  private final CompletableFuture<@Nullable StoredToken> outcome = new CompletableFuture<>();

  /** What callers get. It may come before the result is written. */
  private final CompletableFuture<@Nullable StoredToken> result = new CompletableFuture<>();

  private final AttemptCalls calls;
  private volatile boolean isStoppedByGate;

  /**
   * Makes an attempt.
   *
   * @param isOver whether the renewal has ended, so that no call may be made
   */
  RenewalAttempt(RenewalInput input, RenewalLease lease, BooleanSupplier isOver) {
    this.input = input;
    this.lease = lease;
    this.client = input.client();
    this.key = input.key();
    this.isOver = isOver;
    this.calls = new AttemptCalls(input, lease);
    this.begun = client.clock().running();
  }

  /**
   * Renews under the lease, and gives the lease back.
   *
   * <p>The result is a record with a valid access token, null if the token in memory stays, or a
   * failure. It comes when the lease was given back. If the store is late, a new token comes after
   * five seconds.
   */
  CompletableFuture<@Nullable StoredToken> run() {
    CompletableFuture<?> unused =
        outcome.whenComplete((stored, failure) -> end(failure)).whenComplete(this::serve);
    try {
      CompletableFuture<@Nullable StoredToken> limited =
          client.pauses().limit(outcome, lease.timeLeft());
      renew().whenComplete((stored, failure) -> Futures.pass(stored, failure, limited));
    } catch (Throwable e) { // not even an Error may keep the lease
      outcome.completeExceptionally(e);
    }
    return result;
  }

  private void serve(@Nullable StoredToken stored, @Nullable Throwable failure) {
    Futures.pass(stored, failure, result);
  }

  /**
   * Counts the calls and gives the lease back, after the work of this key that is in progress.
   *
   * <p>After a timeout the lease has expired, so only memory counts them. This then runs on the
   * timer's only thread, which must not wait for a slow store.
   */
  private void end(@Nullable Throwable failure) {
    boolean isLate = Futures.cause(failure) instanceof TimeoutException;
    boolean passedOn = false;
    try {
      if (isLate) {
        calls.end();
      }
      client.storeCalls().runSurely(key, isLate ? lease::giveBack : this::countAndGiveBack);
      passedOn = true;
    } finally { // not even an Error may keep the lease
      if (!passedOn) {
        lease.giveBack();
      }
    }
  }

  private void countAndGiveBack() {
    try {
      calls.endAndCount();
    } finally {
      lease.giveBack();
    }
  }

  /** Returns whether nothing was sent because the server is failing, or there is no secret. */
  boolean isStopped() {
    return isStoppedByGate || calls.areStopped();
  }

  /** Returns whether the failure is that of the supplied secret, which may change at any time. */
  boolean isOfSecret() {
    return calls.areOfSecret();
  }

  /** Returns whether a token call was allowed, so that the result is of this attempt. */
  boolean hasCalled() {
    return calls.haveBegun();
  }

  private CompletableFuture<@Nullable StoredToken> renew() {
    if (lease.timeLeft().isNegative()) {
      throw leasedTooLate();
    }
    StoredToken current = input.withUnsavedHistory(lease.get().current());
    requireInTime();
    RenewalDecision decision = input.decide(current);
    return switch (decision.action()) {
      case SERVE -> CompletableFuture.completedFuture(current);
      case KEEP -> CompletableFuture.completedFuture(input.isRejected(current) ? current : null);
      case PAUSE, FAIL -> throw input.failure(decision, current);
      case RENEW_IN_BACKGROUND, RENEW_AND_WAIT ->
          ifServerWorks(current, () -> call(calls.begin(current)));
      case RENEW_REJECTED ->
          ifServerWorks(current, () -> call(calls.noteRejectedRenewal(calls.begin(current))));
    };
  }

  private TokenStoreException leasedTooLate() {
    String what =
        "The token store took %s to lease the token of %s, and the lease may have ended meanwhile."
            + " Nothing was sent. Check the token store.";
    Duration took = client.policy().leaseDuration().minus(lease.timeLeft());
    return Failures.of(key.clientId())
        .store(what.formatted(Failures.inWords(took.truncatedTo(ChronoUnit.SECONDS)), key), null);
  }

  /** Stops an attempt whose store was so slow that the lease or the renewal has ended. */
  private void requireInTime() {
    if (outcome.isDone() || isOver.getAsBoolean()) {
      throw new CancellationException();
    }
  }

  private CompletableFuture<@Nullable StoredToken> ifServerWorks(
      StoredToken current, Supplier<CompletableFuture<@Nullable StoredToken>> call) {
    DataCenter dataCenter = input.dataCenter(current);
    TemporaryFailureException failing = input.strategy().refusal(dataCenter).orElse(null);
    if (failing == null) {
      return call.get();
    }
    isStoppedByGate = true;
    client.events().failed(key, dataCenter, client.clock().since(begun), failing);
    return input.isAlive(current)
        ? CompletableFuture.completedFuture(current)
        : CompletableFuture.failedFuture(failing);
  }

  private CompletableFuture<@Nullable StoredToken> call(AttemptCalls.RenewableRecord made) {
    requireInTime(); // from here on, the end of the attempt ends the call
    Instant askedAt = client.clock().instant();
    return input
        .strategy()
        .renew(made.current(), made.dataCenter(), made.calls())
        .thenApply(response -> response.onto(made.current(), apiDomain(response, made), askedAt))
        .handle((next, failure) -> answered(made, next, failure))
        .thenCompose(Function.identity());
  }

  /** Writes what came of the call. Callers wait for that at most five seconds. */
  private CompletableFuture<StoredToken> answered(
      AttemptCalls.RenewableRecord made, StoredToken next, @Nullable Throwable failure) {
    RenewalResultWriter writer =
        new RenewalResultWriter(input, lease.get(), made, client.clock().since(begun));
    if (client.store().mayBlock()) {
      serveAfter(LONGEST_WRITE, () -> serveLate(writer, next, failure));
    }
    return CompletableFuture.supplyAsync(
        () -> writer.write(next, failure), client.executorAfterAnswer(key, failure));
  }

  private void serveAfter(Duration longest, Runnable late) {
    try {
      CompletableFuture<?> limit = client.pauses().limit(new CompletableFuture<>(), longest);
      limit.whenComplete(
          (none, passed) -> {
            if (!result.isDone()) {
              client.threads().handover().execute(late);
            }
          });
      result.whenComplete((stored, failure) -> limit.cancel(false));
    } catch (Throwable e) { // without a thread for the deadline, the token is written even so
    }
  }

  private void serveLate(
      RenewalResultWriter writer, StoredToken next, @Nullable Throwable failure) {
    if (outcome.isDone()) { // only the end of the lease is late
      outcome.whenComplete(this::serve);
      return;
    }
    try {
      StoredToken unwritten = writer.unwritten(next, failure);
      if (unwritten != null && result.complete(unwritten)) {
        writer.tellLate(LONGEST_WRITE);
      }
    } catch (ZohoOAuthException e) {
      result.completeExceptionally(e);
    }
  }

  /**
   * Returns the API domain. If Zoho leaves {@code api_domain} out of a refresh, the previous one is
   * used.
   */
  private URI apiDomain(TokenResponse response, AttemptCalls.RenewableRecord made) {
    String received = response.apiDomain();
    StoredToken.Issued token = made.current().accessToken();
    if (received == null && token != null) {
      received = token.apiDomain().toString();
    }
    return client.apiDomain(received, key, made.dataCenter(), client.clock().since(begun));
  }
}
