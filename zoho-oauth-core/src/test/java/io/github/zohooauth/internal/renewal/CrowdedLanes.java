package io.github.zohooauth.internal.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.TokenKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A random history of several threads that bring work for a few keys. */
final class CrowdedLanes {

  private static final int THREADS = 4;
  private static final int STEPS = 40;
  private static final List<TokenKey> KEYS =
      List.of(
          new TokenKey("1000.LANES", TokenOwner.user("a")),
          new TokenKey("1000.LANES", TokenOwner.user("b")));

  /** A piece of work, with the number of its thread's step. */
  private final class Piece {

    private final TokenKey key;
    private final int thread;
    private final int step;
    private final AtomicInteger times = new AtomicInteger();
    private volatile boolean isOver;

    Piece(TokenKey key, int thread, int step) {
      this.key = key;
      this.thread = thread;
      this.step = step;
    }

    private void run() {
      boolean isAlone =
          inProgress.computeIfAbsent(key, k -> new AtomicInteger()).getAndIncrement() == 0;
      if (!isAlone) {
        problems.add("two pieces of one key at a time");
      }
      times.incrementAndGet();
      done.add(this);
      inProgress.get(key).decrementAndGet();
      if (step % 7 == 0) {
        throw new IllegalStateException("of the work");
      }
    }

    private StoreLanes.Task task() {
      return new StoreLanes.Task(this::run, () -> {}, () -> isOver);
    }
  }

  private final long seed;
  private final ExecutorService threads;
  private final StoreLanes lanes = new StoreLanes();
  private final Queue<Piece> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<Piece> rejected = new ConcurrentLinkedQueue<>();
  private final Queue<Piece> done = new ConcurrentLinkedQueue<>();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private final Map<TokenKey, AtomicInteger> inProgress = new ConcurrentHashMap<>();

  CrowdedLanes(long seed, ExecutorService threads) {
    this.seed = seed;
    this.threads = threads;
  }

  void play() throws Exception {
    List<Future<?>> parts = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      parts.add(threads.submit(() -> play(thread, new Random(seed * THREADS + thread))));
    }
    for (Future<?> part : parts) {
      part.get(10, TimeUnit.SECONDS);
    }
    CountDownLatch last = new CountDownLatch(KEYS.size());
    for (TokenKey key : KEYS) { // what was lost is done with the next work of its key
      lanes.execute(key, new StoreLanes.Task(last::countDown), threads);
    }
    assertThat(last.await(10, TimeUnit.SECONDS)).as("the last work is done").isTrue();
    assertThat(problems).isEmpty();
    for (Piece piece : accepted) {
      assertThat(piece.times.get()).as("times").isBetween(piece.isOver ? 0 : 1, 1);
    }
    for (Piece piece : rejected) {
      assertThat(piece.times).as("times of rejected work").hasValue(0);
    }
    requireOrder();
  }

  private void play(int thread, Random chance) {
    for (int step = 0; step < STEPS; step++) {
      Piece piece = new Piece(KEYS.get(chance.nextInt(KEYS.size())), thread, step);
      try {
        if (chance.nextInt(8) == 0) {
          lanes.executeAnyway(piece.key, piece.task(), executor(chance));
        } else {
          lanes.execute(piece.key, piece.task(), executor(chance));
        }
        accepted.add(piece);
        piece.isOver = chance.nextInt(8) == 0;
      } catch (RejectedExecutionException e) {
        rejected.add(piece);
      }
    }
  }

  private Executor executor(Random chance) {
    return switch (chance.nextInt(6)) {
      case 0 -> Runnable::run;
      case 1 -> work -> {}; // loses it
      case 2 ->
          work -> {
            throw new RejectedExecutionException();
          };
      default -> threads;
    };
  }

  private void requireOrder() {
    for (TokenKey key : KEYS) {
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        assertThat(
                done.stream()
                    .filter(piece -> piece.key.equals(key) && piece.thread == thread)
                    .map(piece -> piece.step))
            .as("order of one thread's work for a key")
            .isSorted();
      }
    }
  }
}
