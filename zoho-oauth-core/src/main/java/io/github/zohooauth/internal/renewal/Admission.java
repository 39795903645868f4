package io.github.zohooauth.internal.renewal;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Admits the renewals of one client, a bounded number at a time.
 *
 * <p>Renewals for which callers wait come first, in the order in which the callers came. Background
 * renewals come after them. No thread waits here. Thread-safe, and without a lock that an {@link
 * Error} could leave behind.
 */
public final class Admission {

  /** The tickets of background renewals are higher than all others. */
  private static final long BACKGROUND = Long.MAX_VALUE / 2;

  private final int bound;
  private final AtomicLong tickets = new AtomicLong();
  private final AtomicInteger admitted = new AtomicInteger();
  private final Executor threads;
  private final ConcurrentNavigableMap<Long, Place> queue = new ConcurrentSkipListMap<>();

  /** The threads that start renewals. A renewal that ends at once does not nest the next one. */
  private final Set<Thread> admitting = ConcurrentHashMap.newKeySet();

  private volatile long lastAdmitted;

  /**
   * Makes a queue. At most {@code bound} renewals are in progress at a time.
   *
   * @param threads start the renewals
   */
  public Admission(int bound, Executor threads) {
    this.bound = bound;
    this.threads = threads;
  }

  /** Returns a ticket for a renewal that comes now. */
  long newTicket(boolean isBackground) {
    return (isBackground ? BACKGROUND : 0) + tickets.incrementAndGet();
  }

  private enum Stage {
    NEW,
    QUEUED,
    ADMITTED,
    ENDED
  }

  /**
   * A place in the queue, and then among the renewals that are admitted. A renewal that comes back
   * after a pause takes a new place with the ticket of its last one.
   */
  final class Place {

    private final Runnable work;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.NEW);
    private volatile long ticket;

    /**
     * Makes a place.
     *
     * @param work starts the work and returns. The work ends with {@link #end}
     */
    Place(long ticket, Runnable work) {
      this.ticket = ticket;
      this.work = work;
    }

    void enter() {
      if (stage.compareAndSet(Stage.NEW, Stage.QUEUED)) {
        queue.put(ticket, this);
        admit();
      }
    }

    /** Moves it from the background renewals to those whose callers wait. */
    void hurry() {
      if (ticket >= BACKGROUND && queue.remove(ticket, this)) {
        ticket = newTicket(false);
        queue.put(ticket, this);
        admit();
      }
    }

    /** Gives the place up. Returns false if it is not in the queue. */
    boolean leave() {
      boolean left = stage.compareAndSet(Stage.QUEUED, Stage.ENDED);
      if (left) {
        queue.remove(ticket, this);
      }
      return left;
    }

    /** Ends the wait or the work; idempotent. */
    void end() {
      if (leave()) {
        return;
      }
      Stage before = stage.getAndSet(Stage.ENDED);
      if (before == Stage.ADMITTED) {
        admitted.decrementAndGet();
        admit();
      }
    }

    long ticket() {
      return ticket;
    }

    boolean hasEnded() {
      return stage.get() == Stage.ENDED;
    }

    boolean isQueued() {
      return stage.get() == Stage.QUEUED;
    }

    /** Returns about how many renewals are before it, in the queue or in progress. */
    long before() {
      return Math.max(0, ticket - lastAdmitted - 1) + bound;
    }

    /** Says what it waits for, and what to do about it; empty if it is admitted. */
    String waitReason() {
      String turn =
          "The renewal waits for its turn, up to %d others are before it, and nothing was sent. Ask"
              + " for fewer tokens at a time, or raise callerTimeout or maxConcurrentRenewals.";
      return isQueued() ? turn.formatted(before()) : "";
    }

    private void start() {
      try {
        work.run();
      } catch (Throwable e) { // the renewal has a deadline of its own
        end();
      }
    }
  }

  /**
   * Lets a thread admit renewals if there is room.
   *
   * <p>The calling thread may be one of the application's with little stack left. So it reserves
   * nothing, which an {@link Error} could keep.
   */
  void admit() {
    boolean isInside = admitting.contains(Thread.currentThread());
    if (!isInside && !queue.isEmpty() && admitted.get() < bound) {
      threads.execute(this::admitWhileThereIsRoom);
    }
  }

  private void admitWhileThereIsRoom() {
    Thread me = Thread.currentThread();
    if (!admitting.add(me)) {
      return; // the executor has run this inside the loop below
    }
    try {
      for (Place next = take(); next != null; next = take()) {
        admitOnAnotherThread();
        next.start();
      }
    } finally {
      admitting.remove(me);
    }
  }

  /** Lets another thread admit renewals, while this one starts the work. */
  private void admitOnAnotherThread() {
    try {
      if (!queue.isEmpty() && admitted.get() < bound) {
        threads.execute(this::admitWhileThereIsRoom);
      }
    } catch (Throwable e) { // such as if no thread can be started: this one goes on alone
    }
  }

  /**
   * Takes room for one renewal. The count never exceeds the bound, not even for a moment: a renewal
   * that ends in that moment would find no room, and would admit none.
   */
  private boolean takeRoom() {
    int now = admitted.get();
    while (now < bound && !admitted.compareAndSet(now, now + 1)) {
      now = admitted.get();
    }
    return now < bound;
  }

  /** Takes the first place out of the queue; null if there is none or no room. */
  private @Nullable Place take() {
    Place taken = null;
    while (taken == null && !queue.isEmpty() && takeRoom()) {
      try {
        Map.Entry<Long, Place> first = queue.pollFirstEntry();
        if (first != null && first.getValue().stage.compareAndSet(Stage.QUEUED, Stage.ADMITTED)) {
          taken = first.getValue();
          lastAdmitted = first.getKey() < BACKGROUND ? first.getKey() : lastAdmitted;
        }
      } finally {
        if (taken == null) {
          admitted.decrementAndGet();
        }
      }
    }
    return taken;
  }
}
