package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a renewal under one lease: it reads and decides again, makes one token call and
 * writes the record.
 */
final class RenewalAttempt {

  private final RenewalInput input;
  private final RenewalLease lease;
  private final RenewalContext client;
  private final TokenKey key;
  private final long begun;

  /** What was read under the lease, and the calls; null before a call is allowed. */
  private volatile @Nullable Work work;

  private volatile boolean isRefused;

  /** A record that may be renewed, and the token calls for it. */
  record Work(StoredToken current, DataCenter dataCenter, CallCounter calls) {

    RenewalHistory history() {
      return RenewalHistory.of(current);
    }
  }

  RenewalAttempt(RenewalInput input, RenewalLease lease) {
    this.input = input;
    this.lease = lease;
    this.client = input.client();
    this.key = input.key();
    this.begun = client.clock().running();
  }

  /**
   * Renews under the lease, and gives the lease back.
   *
   * <p>The result is a record with a valid access token, null if the token in memory stays, or a
   * failure.
   */
  CompletableFuture<@Nullable StoredToken> run() {
    CompletableFuture<@Nullable StoredToken> attempt;
    try {
      attempt = renew();
    } catch (Throwable e) { // not even an Error may keep the lease
      attempt = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<@Nullable StoredToken> ended =
        attempt.whenComplete((stored, failure) -> end(failure));
    try {
      CompletableFuture<@Nullable StoredToken> unused =
          client.pauses().limit(attempt, client.policy().leaseDuration());
    } catch (Throwable e) { // without a thread for the deadline, the attempt must not hang
      attempt.completeExceptionally(e);
    }
    return ended;
  }

  /**
   * Counts the calls and gives the lease back.
   *
   * <p>After a timeout the lease has expired, so only memory counts them. This then runs on the
   * timer's only thread, which must not wait for a slow store. The application's executor is not
   * used, because it may lose a task. If no other thread can be started, this one gives the lease
   * back.
   */
  private void end(@Nullable Throwable failure) {
    boolean passedOn = false;
    try {
      if (Futures.cause(failure) instanceof TimeoutException) {
        endCalls();
        client.threads().handover().execute(lease::giveBack);
        passedOn = true;
      } else {
        countCalls();
      }
    } finally { // not even an Error may keep the lease
      if (!passedOn) {
        lease.giveBack();
      }
    }
  }

  /** Stops a call that still waits for its turn. */
  private void endCalls() {
    Work made = work;
    if (made != null) {
      made.calls().end();
    }
  }

  /**
   * Stops further calls, and writes those into the record that are in no notes. It uses no clock
   * and no listener, because one of them may have thrown an Error.
   */
  private void countCalls() {
    Work made = work;
    if (made == null) {
      return;
    }
    CallCounter calls = made.calls();
    calls.end();
    try {
      if (input.unsaved().hasUnnoted(calls)) {
        RenewalHistory history = made.history().with(calls.times());
        boolean saved = lease.get().replace(history.onto(made.current()));
        input.unsaved().note(calls, history, saved);
      }
    } catch (TokenStoreException e) {
      LOG.log(Level.WARNING, "The calls for {0} are not recorded: {1}", key, e.getMessage());
    } finally {
      input.unsaved().stop(calls);
    }
  }

  /** Returns whether nothing was sent because the accounts server is failing. */
  boolean isRefused() {
    Work made = work;
    return isRefused || (made != null && made.calls().isRefused());
  }

  private CompletableFuture<@Nullable StoredToken> renew() {
    StoredToken current = input.withUnsavedHistory(lease.get().current());
    RenewalDecision decision = input.decide(current);
    return switch (decision.action()) {
      case SERVE -> CompletableFuture.completedFuture(current);
      case KEEP -> CompletableFuture.completedFuture(input.isRejected(current) ? current : null);
      case PAUSE, FAIL -> throw input.failure(decision, current);
      case RENEW_IN_BACKGROUND, RENEW_AND_WAIT ->
          ifServerWorks(current, () -> call(begin(current)));
      case REPLACE -> ifServerWorks(current, () -> call(replacing(begin(current))));
    };
  }

  private CompletableFuture<@Nullable StoredToken> ifServerWorks(
      StoredToken current, Supplier<CompletableFuture<@Nullable StoredToken>> call) {
    DataCenter dataCenter = input.dataCenter(current);
    TemporaryFailureException failing = input.strategy().refusal(dataCenter).orElse(null);
    if (failing == null) {
      return call.get();
    }
    isRefused = true;
    client.events().failed(key, dataCenter, client.clock().since(begun), failing);
    return input.isAlive(current)
        ? CompletableFuture.completedFuture(current)
        : CompletableFuture.failedFuture(failing);
  }

  private Work begin(StoredToken current) {
    DataCenter dataCenter = input.dataCenter(current);
    client.dataCenters().requireApiDomain(key.owner(), dataCenter);
    CallCounter calls = new CallCounter(client.clock(), callsWithRepeat(current));
    Work made = new Work(current, dataCenter, calls);
    work = made;
    input.unsaved().track(calls);
    return made;
  }

  /**
   * Returns how many token calls this attempt may make. A repeat never uses the last quarter of the
   * budget.
   */
  private int callsWithRepeat(StoredToken current) {
    RenewalPolicy policy = client.policy();
    Instant now = client.clock().instant();
    int spent = RenewalHistory.of(current).callsAround(now, policy.budgetWindow()).size();
    return policy.callBudget() - policy.reserve() - spent;
  }

  /**
   * Records that the call is made only for a rejected token, before it is sent. If this process is
   * killed meanwhile, no other host makes such a call soon.
   */
  private Work replacing(Work begun) {
    RenewalHistory history = begun.history().replacing(client.clock().instant());
    Work noted = new Work(history.onto(begun.current()), begun.dataCenter(), begun.calls());
    work = noted;
    boolean saved = true;
    try {
      if (!lease.get().replace(noted.current())) {
        throw input.replaced();
      }
    } catch (TokenStoreException e) {
      saved = false; // memory keeps what cannot be saved
    }
    input.unsaved().note(begun.calls(), history, saved);
    return noted;
  }

  private CompletableFuture<@Nullable StoredToken> call(Work made) {
    Instant askedAt = client.clock().instant();
    return input
        .strategy()
        .renew(made.current(), made.dataCenter(), made.calls())
        .thenApply(response -> response.onto(made.current(), apiDomain(response, made), askedAt))
        .handle(
            (next, failure) ->
                CompletableFuture.supplyAsync(
                    () -> answered(made, next, failure), client.after(failure)))
        .thenCompose(Function.identity());
  }

  private StoredToken answered(Work made, StoredToken next, @Nullable Throwable failure) {
    RenewalHistory counted = input.counted(made.history(), made.calls().times());
    RenewalResultWriter writer =
        new RenewalResultWriter(input, lease.get(), made, client.clock().since(begun));
    return failure == null
        ? writer.saveRenewed(next, counted.succeeded())
        : writer.saveFailure(counted, client.callers().known(failure));
  }

  /**
   * Returns the API domain. If Zoho leaves {@code api_domain} out of a refresh, the previous one is
   * used.
   */
  private URI apiDomain(TokenResponse response, Work made) {
    String received = response.apiDomain();
    StoredToken.Issued token = made.current().accessToken();
    if (received == null && token != null) {
      received = token.apiDomain().toString();
    }
    return client.dataCenters().apiDomain(received, key.owner(), made.dataCenter());
  }
}
