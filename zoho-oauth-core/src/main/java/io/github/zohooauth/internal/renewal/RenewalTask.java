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
 * <p>It looks at the record as often as {@link RenewalSteps} asks for. It has a place among the
 * admitted renewals during a look, but not during a pause, nor while a call of the store hangs.
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
  private final CompletableFuture<@Nullable StoredToken> work = new CompletableFuture<>();
  private final SharedResult result = new SharedResult(this::leaveQueue);
  private volatile Admission.@Nullable Place place;
  private volatile @Nullable Long admittedAt;

  /** Whether it waits for a pause, or for an earlier call of the store. */
  private volatile boolean isPausing;

  /**
   * Makes a renewal.
   *
   * @param isBackground whether callers have a valid token meanwhile. If not, a valid token in the
   *     store is returned without renewal
   */
  RenewalTask(RenewalInput input, boolean isBackground) {
    this.client = input.client();
    this.key = input.key();
    this.steps = new RenewalSteps(input, isBackground, work::isDone);
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
    if (mine != null && mine.isWaiting()) {
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

  /** Returns about how many renewals are before this one; 0 if it was admitted before. */
  long before() {
    Admission.Place mine = place;
    return mine != null && admittedAt == null && mine.isWaiting() ? mine.before() : 0;
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
    work.whenComplete(completion);
    work.whenComplete((record, failure) -> endPlace());
    client.work().endAtClose(result.future(), this::endIfWaiting);
    enter(isBackground);
  }

  /** Ends a renewal that no thread will complete. Its callers ask again. */
  void abandon() {
    result.complete(null);
    work.completeExceptionally(new CancellationException());
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
    if (isPausing || (mine != null && mine.leave())) {
      work.completeExceptionally(new ClosedException());
    }
  }

  private void enter(boolean renewsValidToken) {
    Admission.Place next = client.admission().new Place(ticket, () -> look(renewsValidToken));
    place = next;
    next.enter();
    if (result.hasCallers()) {
      next.hurry(); // they joined when it was not in the queue
    }
    if (client.isClosed()) {
      endIfWaiting();
    }
  }

  /** Looks at the record, as an admitted renewal, after the earlier calls of its key. */
  private void look(boolean renewsValidToken) {
    Admission.Place mine = Objects.requireNonNull(place);
    try {
      if (admittedAt == null) {
        admittedAt = System.nanoTime();
        CompletableFuture<@Nullable StoredToken> unused =
            client.pauses().limit(work, client.policy().longestRenewal());
      }
      isPausing = true;
      client.calls().begin(key, () -> look(mine, renewsValidToken), mine::end, work::isDone);
      if (client.isClosed()) {
        endIfWaiting();
      }
    } catch (Throwable e) { // not even an Error may keep the place
      looked(mine, null, e);
    }
  }

  private void look(Admission.Place mine, boolean renewsValidToken) {
    isPausing = false;
    try {
      if (mine.hasEnded() && !isBackground && result.isLeft()) {
        abandon(); // all callers have left while the store hung
        return;
      }
      steps.look(renewsValidToken).whenComplete((step, failure) -> looked(mine, step, failure));
    } catch (Throwable e) { // not even an Error may keep the place
      looked(mine, null, e);
    }
  }

  private void looked(
      Admission.Place mine, RenewalSteps.@Nullable Step step, @Nullable Throwable failure) {
    mine.end();
    if (step == null) {
      work.completeExceptionally(Objects.requireNonNull(failure));
    } else if (step.pause() == null) {
      work.complete(step.record());
    } else {
      isPausing = true;
      ticket = mine.ticket();
      step.pause().whenComplete((passed, ended) -> resume());
      if (client.isClosed()) {
        endIfWaiting();
      }
    }
  }

  private void resume() {
    isPausing = false;
    try {
      if (!isBackground && result.isLeft()) {
        abandon(); // all callers have left during the pause
      } else if (!work.isDone()) {
        enter(false);
      }
    } catch (Throwable e) { // such as if no thread can be started
      work.completeExceptionally(e);
    }
  }
}
