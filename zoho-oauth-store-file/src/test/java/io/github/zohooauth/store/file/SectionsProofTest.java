package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twelve processes increment a count in one record under its lease, and are killed at random.
 *
 * <p>No two of them hold the lease at once, and no count is lost. Meanwhile, the store is opened
 * again and again.
 */
@Tag("F3")
class SectionsProofTest {

  private static final int PROCESSES = Proof.size(3, 12);
  private static final int SECTIONS = Proof.size(300, 100_000);
  private static final int SECTIONS_PER_KILL = Proof.size(100, 250);
  private static final Duration HANG = Duration.ofSeconds(Proof.size(10, 30));

  @TempDir private Path temp;

  private final List<ChildJvm> running = new ArrayList<>();
  private final List<Integer> names = new ArrayList<>();
  private final Set<Integer> killed = new HashSet<>();
  private int started;

  @Test
  void processes_countOneAtATime_whileSomeAreKilled() throws Exception {
    Random random = new Random(Proof.seed("F3", 20260503));
    Path history = Files.createFile(temp.resolve("history"));
    Path tokens = temp.resolve("tokens");
    try {
      while (running.size() < PROCESSES) {
        running.add(start(history));
        names.add(started);
      }
      for (int next = SECTIONS_PER_KILL; next < SECTIONS; next += SECTIONS_PER_KILL) {
        await(tokens, next);
        int victim = random.nextInt(PROCESSES);
        running.get(victim).kill(random.nextInt(500));
        killed.add(names.get(victim));
        running.set(victim, start(history));
        names.set(victim, started);
      }
      await(tokens, SECTIONS);
    } finally {
      running.forEach(ChildJvm::close);
      killed.addAll(names);
    }
    System.out.printf("F3 %d kills among %d processes%n", started - PROCESSES, PROCESSES);
    Proof.holds("F3", Files.readAllLines(history), new Sections()::follow);
  }

  private ChildJvm start(Path history) {
    return ChildJvm.run(CounterProcess.class, temp.resolve("tokens"), history, ++started, SECTIONS);
  }

  private static void await(Path tokens, int count) {
    long last = System.nanoTime();
    for (int seen = 0; seen < count; ) {
      int now =
          FileTokenStore.at(tokens).load(TokenFixture.KEY).map(TokenFixture::number).orElse(0);
      last = now > seen ? System.nanoTime() : last;
      seen = now;
      assertThat(System.nanoTime() - last).as("no progress").isLessThan(HANG.toNanos());
      LockSupport.parkNanos(1_000_000);
    }
  }

  /**
   * Follows the history of {@link CounterProcess}: the process that holds the lease, and the count.
   */
  private final class Sections {

    private int in;
    private int count;

    void follow(String line) throws IOException {
      String[] words = line.split(" ", -1);
      int process = Integer.parseInt(words[1]);
      int read = Integer.parseInt(words[2]);
      switch (words[0]) {
        case "enter" -> enter(process, read);
        case "leave" -> {
          assertThat(process).as("the process that leaves").isEqualTo(in);
          assertThat(read).isEqualTo(count + 1);
          in = 0;
          count = read;
        }
        default -> throw new IOException("another wrote under the lease");
      }
    }

    private void enter(int process, int read) {
      if (in == 0) {
        assertThat(read).as("a count was lost").isEqualTo(count);
      } else {
        assertThat(killed).as("the process that held the lease was killed").contains(in);
        assertThat(read).as("a count was lost").isBetween(count, count + 1);
      }
      in = process;
      count = read;
    }
  }
}
