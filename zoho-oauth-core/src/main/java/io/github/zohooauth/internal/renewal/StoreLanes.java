package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.store.TokenKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work with the store: for each key one piece at a time, in the order in which it came.
 *
 * <p>If work does not return, later work of its key waits behind it and takes no thread. Work that
 * an executor loses is done with the next work of its key. Thread-safe, and without a lock that an
 * {@link Error} could leave behind.
 */
final class StoreLanes {

  /** Work of one key. It tells its own callers how it ends. */
  static final class Task {

    private final Runnable work;
    private final Runnable whenHanging;
    private final BooleanSupplier isOver;

    /** Set without a method call, which could fail if the stack of the thread ends. */
    private volatile boolean isEnded;

    /** Makes work that is always done. */
    Task(Runnable work) {
      this(work, () -> {}, () -> false);
    }

    /**
     * Makes work.
     *
     * @param whenHanging called if the key hangs before or during the work; idempotent
     * @param isOver whether the work need not be done
     */
    Task(Runnable work, Runnable whenHanging, BooleanSupplier isOver) {
      this.work = work;
      this.whenHanging = whenHanging;
      this.isOver = isOver;
    }

    void tellHanging() {
      whenHanging.run();
    }
  }

  /**
   * All work of one key. It is replaced as a whole, so one step decides every race. Compared by
   * identity, which a record would not be.
   */
  private static final class Lane {

    private final @Nullable Task latest;
    private final @Nullable Thread thread;
    private final List<Task> waiting;

    Lane(@Nullable Task latest, @Nullable Thread thread, List<Task> waiting) {
      this.latest = latest;
      this.thread = thread;
      this.waiting = waiting;
    }

    boolean isBusy() {
      return latest != null && !latest.isEnded;
    }

    boolean isIdle() {
      return !isBusy() && waiting.isEmpty();
    }

    /** Adds a task, and removes those that need not be done. */
    Lane with(Task task) {
      List<Task> next = new ArrayList<>(waiting.size() + 1);
      waiting.stream().filter(one -> !one.isOver.getAsBoolean()).forEach(next::add);
      next.add(task);
      return new Lane(latest, thread, next);
    }

    Lane without(Task task) {
      return new Lane(latest, thread, waiting.stream().filter(one -> one != task).toList());
    }

    /** Begins the first task in this thread. */
    Lane next() {
      List<Task> rest = List.copyOf(waiting.subList(1, waiting.size()));
      return new Lane(waiting.get(0), Thread.currentThread(), rest);
    }
  }

  private final ConcurrentMap<TokenKey, Lane> lanes = new ConcurrentHashMap<>();

  /**
   * Does the work of a key in one of these threads, after the earlier work of the key.
   *
   * <p>If the threads take no work, it is not done, and their failure is thrown.
   */
  void execute(TokenKey key, Task task, Executor threads) {
    if (add(key, task)) {
      return; // the thread that is busy with this key does it next
    }
    try {
      threads.execute(() -> drain(key));
    } catch (Throwable e) { // such as if no thread is left
      if (remove(key, task)) {
        throw e;
      }
    }
  }

  /** Does the work of a key, and if these threads take no work, in this thread. */
  void executeAnyway(TokenKey key, Task task, Executor threads) {
    if (!add(key, task)) {
      try {
        threads.execute(() -> drain(key));
      } catch (Throwable e) { // such as if no thread is left
        drain(key);
      }
    }
  }

  /** Returns whether this thread does work of the key. */
  boolean isInThisThread(TokenKey key) {
    Lane lane = lanes.get(key);
    return lane != null && lane.isBusy() && lane.thread == Thread.currentThread();
  }

  /** Tells the work of this key, in progress and waiting, that the key hangs. */
  void tellHanging(TokenKey key) {
    Lane lane = lanes.get(key);
    if (lane != null && lane.latest != null) {
      lane.latest.tellHanging();
      lane.waiting.forEach(Task::tellHanging);
    }
  }

  /** Adds a task. Returns whether a thread is busy with this key, and will see the task. */
  private boolean add(TokenKey key, Task task) {
    while (true) {
      Lane lane = lanes.get(key);
      Lane next = lane == null ? new Lane(null, null, List.of(task)) : lane.with(task);
      if (lane == null ? lanes.putIfAbsent(key, next) == null : lanes.replace(key, lane, next)) {
        return next.isBusy();
      }
    }
  }

  /** Removes a task that has not begun. Returns false if it has. */
  private boolean remove(TokenKey key, Task task) {
    for (Lane lane = lanes.get(key);
        lane != null && lane.waiting.contains(task);
        lane = lanes.get(key)) {
      Lane rest = lane.without(task);
      if (rest.isIdle() ? lanes.remove(key, lane) : lanes.replace(key, lane, rest)) {
        return true;
      }
    }
    return false;
  }

  /** Does the work of a key, unless another thread does. */
  private void drain(TokenKey key) {
    for (Task task = next(key); task != null; task = next(key)) {
      try {
        if (!task.isOver.getAsBoolean()) {
          task.work.run();
        }
      } catch (Throwable e) { // the work has told its callers, and the next work must go on
      } finally {
        task.isEnded = true;
      }
    }
  }

  private @Nullable Task next(TokenKey key) {
    for (Lane lane = lanes.get(key); lane != null && !lane.isBusy(); lane = lanes.get(key)) {
      if (lane.waiting.isEmpty()) {
        lanes.remove(key, lane);
      } else {
        Lane next = lane.next();
        if (lanes.replace(key, lane, next)) {
          return next.latest;
        }
      }
    }
    return null;
  }
}
