package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.internal.runtime.OpenWork.ClosedException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One renewal of one key, in the queue and then in progress. Callers share its result. No caller
 * owns it, so no caller can end it. When the last waiting caller leaves, the renewal leaves the
 * queue, and after a pause it does not come back.
 *
 * <p>It takes the {@link RenewalSteps} one after the other. It counts among the admitted renewals
 * only during a step: a pause, and a store call that hangs, make room for others.
 */
final class RenewalTask {

  /** The longest time between publishing and entering the queue. */
  private static final Duration LONGEST_START = Duration.ofSeconds(5);

  /** The time in the queue after which a caller who joins also calls {@link Admission#admit}. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private final RenewalContext client;
  private final TokenKey key;
  private final RenewalSteps steps;
  private final @Nullable AccessToken rejected;
  private final boolean isBackground;

  /** Its turn, which it keeps during pauses. */
  private volatile long ticket;

  private final long published = System.nanoTime();
  private final CompletableFuture<@Nullable StoredToken> outcome = new CompletableFuture<>();
  private final SharedResult result = new SharedResult(this::leaveQueue);
  private volatile Admission.@Nullable Place place; // null before the queue, and during a pause
  private volatile @Nullable Long admittedAt;

  /** Whether it waits for the end of a pause, or of an earlier call of the store. */
  private volatile boolean onlyWaits;

  /**
   * Makes a renewal.
   *
   * @param isBackground whether callers still have a valid token. Then the first step renews even
   *     if the token in the store is valid
   */
  RenewalTask(RenewalInput input, boolean isBackground) {
    this.client = input.client();
    this.key = input.key();
    this.steps = new RenewalSteps(input, isBackground, outcome::isDone);
    this.rejected = input.rejected();
    this.isBackground = isBackground;
    this.ticket = client.admission().newTicket(isBackground);
  }

  /** Returns the token that an API rejected, if this renewal replaces it; or null. */
  @Nullable AccessToken rejected() {
    return rejected;
  }

  boolean replaces(@Nullable AccessToken token) {
    return token != null && rejected != null && rejected.value().equals(token.value());
  }

  /** Returns what was read and tried. */
  RenewalSteps steps() {
    return steps;
  }

  /**
   * Returns what one caller waits for. It completes with null if an exchange or a revocation has
   * replaced the token: then the caller asks again. A caller who leaves cancels it.
   */
  CompletableFuture<@Nullable AccessToken> join() {
    arrive();
    return result.join();
  }

  /** Counts a caller, who waits for the result until they leave it. */
  void arrive() {
    result.arrive();
    Admission.Place mine = place;
    if (mine != null && mine.isQueued()) {
      mine.hurry();
      if (isPast(published, LATE)) { // an Error may have ended the thread that admits
        client.admission().admit();
      }
    }
  }

  private void leaveQueue() {
    Admission.Place mine = place;
    if (!isBackground && mine != null && mine.leave()) {
      result.complete(null);
    }
  }

  SharedResult result() {
    return result;
  }

  /** Says what it waits for, and what to do about it; empty if it is in progress or pauses. */
  String waitReason() {
    Admission.Place mine = place;
    if (mine == null || !mine.hasEnded() || outcome.isDone()) {
      return mine == null ? "" : mine.waitReason();
    }
    return "A call of the token store for this owner has not returned, and the renewal waits for it."
        + " Check the token store, or try again later.";
  }

  /**
   * Returns whether it is complete, or no thread will complete it. An {@link Error} may have ended
   * the thread that published it, or the one that should complete it.
   */
  boolean isDoneOrStuck() {
    Long since = admittedAt;
    if (result.isDone()) {
      return true;
    }
    return since == null
        ? place == null && isPast(published, LONGEST_START)
        : isPast(since, client.policy().longestRenewal().plus(LONGEST_START));
  }

  private static boolean isPast(long begun, Duration time) {
    return System.nanoTime() - begun > time.toNanos();
  }

  /**
   * Enters the queue. After admission the work completes within {@link
   * RenewalPolicy#longestRenewal}.
   *
   * @param completion takes a record with a valid access token, null if the token in memory stays,
   *     or a failure
   */
  void start(BiConsumer<@Nullable StoredToken, @Nullable Throwable> completion) {
    outcome.whenComplete(completion);
    outcome.whenComplete((record, failure) -> endPlace());
    client.openWork().endAtClose(result.future(), this::endIfWaiting);
    enter(isBackground);
  }

  /** Ends a renewal that no thread will complete. Its callers ask again. */
  void abandon() {
    result.complete(null);
    outcome.completeExceptionally(new CancellationException());
    endPlace();
  }

  private void endPlace() {
    Admission.Place mine = place;
    if (mine != null) {
      mine.end();
    }
  }

  /** Ends a renewal that only waits, because the client is closed. */
  private void endIfWaiting() {
    Admission.Place mine = place;
    if (onlyWaits || (mine != null && mine.leave())) {
      outcome.completeExceptionally(new ClosedException());
    }
  }

  private void enter(boolean renewsValidToken) {
    Admission.Place next = client.admission().new Place(ticket, () -> begin(renewsValidToken));
    place = next;
    next.enter();
    if (result.hasCallers()) {
      next.hurry(); // they joined when it was not in the queue
    }
    if (client.isClosed()) {
      endIfWaiting();
    }
  }

  /** Begins a step, as an admitted renewal, after the earlier store calls of its key. */
  private void begin(boolean renewsValidToken) {
    Admission.Place mine = Objects.requireNonNull(place);
    try {
      if (admittedAt == null) {
        admittedAt = System.nanoTime();
        CompletableFuture<@Nullable StoredToken> unused =
            client.pauses().limit(outcome, client.policy().longestRenewal());
      }
      onlyWaits = true;
      client
          .storeCalls()
          .runStep(key, () -> takeStep(mine, renewsValidToken), mine::end, outcome::isDone);
      if (client.isClosed()) {
        endIfWaiting();
      }
    } catch (Throwable e) { // not even an Error may keep the place
      endStep(mine, null, e);
    }
  }

  private void takeStep(Admission.Place mine, boolean renewsValidToken) {
    onlyWaits = false;
    try {
      if (mine.hasEnded() && !isBackground && result.isAbandoned()) {
        abandon(); // all callers have left while the store hung
        return;
      }
      steps.take(renewsValidToken).whenComplete((step, failure) -> endStep(mine, step, failure));
    } catch (Throwable e) { // not even an Error may keep the place
      endStep(mine, null, e);
    }
  }

  private void endStep(
      Admission.Place mine, RenewalSteps.@Nullable Step step, @Nullable Throwable failure) {
    mine.end();
    if (step == null) {
      outcome.completeExceptionally(Objects.requireNonNull(failure));
    } else if (step.pause() == null) {
      outcome.complete(step.record());
    } else {
      onlyWaits = true;
      ticket = mine.ticket();
      place = null;
      CompletableFuture<?> pause = step.pause();
      pause.whenComplete((passed, ended) -> resume());
      outcome.whenComplete((record, ended) -> pause.cancel(false)); // the clock may stand still
      if (client.isClosed()) {
        endIfWaiting();
      }
    }
  }

  private void resume() {
    onlyWaits = false;
    try {
      if (!isBackground && result.isAbandoned()) {
        abandon(); // all callers have left during the pause
      } else if (!outcome.isDone()) {
        enter(false);
      }
    } catch (Throwable e) { // such as if no thread can be started
      outcome.completeExceptionally(e);
    }
  }
}
