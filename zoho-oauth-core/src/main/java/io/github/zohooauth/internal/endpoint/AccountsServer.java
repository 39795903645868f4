package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.internal.endpoint.BoundedCall.GateClosedException;
import io.github.zohooauth.internal.endpoint.ServerGate.Moment;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one client to one accounts server: a bounded number at a time, in the order in which
 * they came, and behind a {@link ServerGate}.
 *
 * <p>A call that waits holds no thread. If a call has not given its place back for long, such as
 * after an {@link Error}, the place is free again. Thread-safe. No lock is held while a call is
 * made or completed.
 */
final class AccountsServer {

  /** Calls to which the same rule applies. The oldest is the first in each set. */
  private static final class Line {
    Set<BoundedCall> waiting = new LinkedHashSet<>();
    final Set<BoundedCall> running = new LinkedHashSet<>();

    @Nullable BoundedCall first() {
      return waiting.isEmpty() ? null : waiting.iterator().next();
    }
  }

  private final int bound;
  private final long longestCall;
  private final TokenClock clock;
  private final Executor starter;
  private final ServerGate gate;

  /** Renewals, which obey the gate. */
  private final Line renewals = new Line();

  /** Calls that the gate never refuses. */
  private final Line others = new Line();

  private long arrivals;
  private @Nullable BoundedCall probe;

  /**
   * Makes a server without calls.
   *
   * @param longestCall the time after which a place is free even if its call has not ended
   * @param starter starts calls that have waited. Without it, calls that end at once would nest
   */
  AccountsServer(
      int bound, Duration longestCall, TokenClock clock, DoubleSupplier chance, Executor starter) {
    this.bound = bound;
    this.longestCall = longestCall.toNanos();
    this.clock = clock;
    this.starter = starter;
    this.gate = new ServerGate(bound, chance);
  }

  /**
   * Makes a call when it has a place.
   *
   * @return the answer, or the failure; a {@link GateClosedException} if the gate refuses the call.
   *     If it is completed or cancelled while the call waits, the call is not sent
   */
  CompletableFuture<HttpAnswer> call(BoundedCall.Request request) {
    BoundedCall call = new BoundedCall(request, this);
    try {
      GateClosedException closed = enter(call, request.obeysGate() ? moment() : Moment.NONE);
      if (closed != null) {
        call.result.completeExceptionally(closed);
      } else if (startReadyCalls(call)) {
        call.run();
      } else {
        call.result.whenComplete((answer, failure) -> leave(call));
      }
    } catch (Throwable e) { // not even an Error may leave the call behind
      leave(call);
      call.result.completeExceptionally(e);
    }
    return call.result;
  }

  /** Returns why the gate would refuse a renewal now; null if it would not. */
  @Nullable GateClosedException refusal() {
    Moment at = moment();
    synchronized (this) {
      return gate.isClosed() && !mayProbe(at) ? closedFailure(at) : null;
    }
  }

  /** Returns the gate's state; null while it is open. */
  @Nullable ClosedGate closedGate() {
    Moment at = moment();
    synchronized (this) {
      if (!gate.isClosed()) {
        return null;
      }
      GateClosedException refusal = closedFailure(at);
      Instant next = refusal.probeAt == null ? at.now() : refusal.probeAt;
      return new ClosedGate(refusal.since, !mayProbe(at), next);
    }
  }

  /** Lets the call wait, or returns why the gate refuses it. */
  private synchronized @Nullable GateClosedException enter(BoundedCall call, Moment at) {
    freeOverdue(renewals);
    freeOverdue(others);
    if (call.request.obeysGate() && gate.isClosed()) {
      if (!mayProbe(at)) {
        return closedFailure(at);
      }
      gate.admitOneIfOverdue(at.elapsed());
      probe = call;
    }
    call.number = arrivals++;
    lineOf(call).waiting.add(call);
    return null;
  }

  private boolean mayProbe(Moment at) {
    return !isProbing() && gate.isProbeDue(at.elapsed()) && hasPlace();
  }

  private boolean isProbing() {
    BoundedCall last = probe;
    return last != null && (renewals.running.contains(last) || renewals.waiting.contains(last));
  }

  private synchronized GateClosedException closedFailure(Moment at) {
    Instant since = gate.failingSince();
    Instant next = at.now().plusNanos(Math.max(0, gate.probeAt() - at.elapsed()));
    return new GateClosedException(since == null ? at.now() : since, isProbing() ? null : next);
  }

  /** Reads the clock, which may be the application's. No lock is held meanwhile. */
  private Moment moment() {
    return new Moment(clock.elapsed(), clock.instant());
  }

  /** Frees the places of calls that should have ended long ago. */
  private void freeOverdue(Line line) {
    Iterator<BoundedCall> oldest = line.running.iterator();
    while (oldest.hasNext() && System.nanoTime() - oldest.next().begun > longestCall) {
      oldest.remove();
    }
  }

  private boolean hasPlace() {
    return renewals.running.size() + others.running.size() < bound;
  }

  /**
   * Starts the calls that may start.
   *
   * @param mine the call that the caller of this method starts; or null
   * @return whether that call may start
   */
  private boolean startReadyCalls(@Nullable BoundedCall mine) {
    for (BoundedCall next = takeNext(); next != null; next = takeNext()) {
      if (next == mine) {
        return true;
      }
      try {
        starter.execute(next);
      } catch (Throwable e) { // no thread can be started
        Set<BoundedCall> unused = end(next, false, null);
        next.result.completeExceptionally(e);
      }
    }
    return false;
  }

  /** Gives a place to the call that came first of those that may start; null if there is none. */
  private synchronized @Nullable BoundedCall takeNext() {
    BoundedCall renewal = hasPlace() && mayRenew() ? renewals.first() : null;
    BoundedCall other = hasPlace() ? others.first() : null;
    boolean isOther = renewal == null || (other != null && other.number < renewal.number);
    BoundedCall next = isOther ? other : renewal;
    if (next != null) {
      next.begun = System.nanoTime();
      next.epoch = gate.epoch();
      lineOf(next).running.add(next);
      lineOf(next).waiting.remove(next);
    }
    return next;
  }

  /** Returns whether one more renewal may call. Renewals of an earlier epoch do not count. */
  private boolean mayRenew() {
    if (gate.isUnlimited() || gate.isClosed()) {
      return true; // only the probe waits while it is closed
    }
    int epoch = gate.epoch();
    return renewals.running.stream().filter(call -> call.epoch == epoch).count() < gate.limit();
  }

  /** Gives back the place of a call, and tells the gate what the call says about the server. */
  void giveBack(BoundedCall call, @Nullable HttpAnswer answer, @Nullable Throwable failure) {
    boolean answered = false;
    Moment failedAt = null;
    try {
      BoundedCall.Outcome outcome = call.request.outcome().apply(answer, failure);
      answered = outcome == BoundedCall.Outcome.ANSWERED;
      failedAt = outcome == BoundedCall.Outcome.FAILED ? moment() : null;
    } finally { // the application's clock may have thrown
      for (BoundedCall refused : end(call, answered, failedAt)) {
        refused.result.completeExceptionally(closedFailure(Objects.requireNonNull(failedAt)));
      }
      boolean unused = startReadyCalls(null);
    }
  }

  /** Ends a call, and returns the renewals that may wait no longer because the gate has closed. */
  private synchronized Set<BoundedCall> end(
      BoundedCall call, boolean answered, @Nullable Moment failedAt) {
    lineOf(call).running.remove(call);
    if (answered) {
      gate.answered();
    } else if (failedAt != null && gate.failed(call == probe, call.epoch, failedAt)) {
      Set<BoundedCall> refused = renewals.waiting;
      renewals.waiting = new LinkedHashSet<>();
      return refused;
    }
    return Set.of();
  }

  /** Removes a call that waits. The place of a call in progress is not free before its end. */
  private synchronized void leave(BoundedCall call) {
    lineOf(call).waiting.remove(call);
  }

  private Line lineOf(BoundedCall call) {
    return call.request.obeysGate() ? renewals : others;
  }
}
