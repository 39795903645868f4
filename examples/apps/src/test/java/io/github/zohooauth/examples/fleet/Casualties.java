package io.github.zohooauth.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One process renews, Zoho keeps it waiting, and it is killed or stopped: what its peers do. */
final class Casualties implements AutoCloseable {

  private static final int THREADS = 4;
  private static final Duration HANG_GUARD = Duration.ofSeconds(10);

  private final String id;
  private final SharedStore.Opened store;
  private final Fleet fleet;
  private final List<Launched> peers;
  private final Duration patience;
  private final Random chances;
  private final Calls calls;
  private Duration slowest = Duration.ZERO;

  /**
   * Starts the peers.
   *
   * @param patience how long a caller waits for a token
   */
  Casualties(String id, SharedStore shared, Path directory, Duration patience) throws IOException {
    this.id = id;
    this.patience = patience;
    chances = new Random(Proof.seed(id, 4));
    store = shared.open();
    fleet = Fleet.around(shared, directory, patience);
    fleet.authorize();
    peers = List.of(fleet.launch(), fleet.launch());
    peers.forEach(Casualties::warmUp);
    calls = new Calls(fleet);
  }

  /** The holder is killed: soon its peers have a new token, for one call more. */
  void kill(Duration soon) {
    try (Launched process = fleet.guest()) {
      Holder holder = renewing(process, Duration.ofHours(2));
      peers.forEach(peer -> peer.order(Order.token(THREADS)));
      long killed = System.nanoTime();
      process.kill();
      answerOrNot(holder);
      assertThat(served(peers)).as("tokens served").hasSize(1);
      assertSince(killed, soon);
      holder.answer();
      assertThat(calls.sinceLastLook()).as("token calls, one in vain").isEqualTo(2);
    }
  }

  /** The holder is stopped: soon its peers have a new token, to which it gives way later. */
  void pauseAndOvertake(Duration soon) {
    try (Launched process = fleet.guest()) {
      Holder holder = renewing(process, Duration.ofHours(2));
      long paused = System.nanoTime();
      process.pause();
      answerOrNot(holder);
      Set<String> tokens = served(ordered(peers));
      assertSince(paused, soon);
      Optional<StoredToken.Issued> newest = stored();
      process.resume();
      holder.answer();
      Report late = process.report();
      assertThat(late.outrun()).as("renewals that came too late to be stored").isEqualTo(1);
      assertThat(late.refused()).as("tokens that the CRM refused").isZero();
      assertThat(late.tokens()).as("tokens of the late one").isEqualTo(tokens);
      assertThat(stored()).as("the stored token").isEqualTo(newest);
      assertThat(calls.sinceLastLook()).as("token calls, one in vain").isEqualTo(2);
    }
  }

  /** The holder is stopped, and the token has expired: callers wait as long as ever. */
  void pauseAndWait() {
    try (Launched process = fleet.guest()) {
      Holder holder = renewing(process, Duration.ofHours(2));
      long paused = System.nanoTime();
      process.pause();
      answerOrNot(holder);
      for (Launched peer : ordered(peers)) {
        assertThat(peer.report().failures())
            .as("callers that are to try later")
            .isEqualTo(Map.of("TemporaryFailureException", THREADS));
      }
      assertSince(paused, patience.plusSeconds(1));
      process.resume();
      holder.answer();
      Set<String> tokens = served(List.of(process));
      assertThat(served(ordered(peers))).as("tokens of the peers").isEqualTo(tokens);
      assertThat(calls.sinceLastLook()).as("token calls").isEqualTo(1);
    }
  }

  /** The holder is stopped, and the token has minutes left: nobody waits. */
  void pauseBesideCallers() {
    fleet.advance(Duration.ofHours(2));
    Set<String> good = served(ordered(peers));
    try (Launched process = fleet.guest()) {
      calls.sinceLastLook();
      Holder holder = renewing(process, Duration.ofMinutes(58));
      process.pause();
      assertThat(served(ordered(peers))).as("tokens of the peers").isEqualTo(good);
      process.resume();
      holder.answer();
      assertThat(served(List.of(process))).as("tokens of the holder").isEqualTo(good);
      assertThat(calls.sinceLastLook()).as("token calls").isEqualTo(1);
    }
  }

  /** A JVM's first call takes its time. */
  private static void warmUp(Launched peer) {
    do {
      peer.order(Order.token(THREADS));
    } while (peer.report().served() < THREADS);
  }

  private Holder renewing(Launched process, Duration later) {
    warmUp(process);
    fleet.advance(later);
    return Holder.of(fleet, process, THREADS);
  }

  /** Zoho acts on the holder's call now, or after its peers' call. */
  private void answerOrNot(Holder holder) {
    if (chances.nextBoolean()) {
      holder.answer();
    }
  }

  private static List<Launched> ordered(List<Launched> processes) {
    processes.forEach(process -> process.order(Order.token(THREADS)));
    return processes;
  }

  private static Set<String> served(List<Launched> processes) {
    Set<String> tokens = new HashSet<>();
    for (Launched process : processes) {
      Report report = process.report();
      assertThat(report.failures()).as("callers that got no token").isEmpty();
      assertThat(report.refused()).as("tokens that the CRM refused").isZero();
      tokens.addAll(report.tokens());
    }
    return tokens;
  }

  /** A machine that does much else may take longer, so that only the full size is strict. */
  private void assertSince(long begun, Duration limit) {
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    slowest = slowest.compareTo(took) > 0 ? slowest : took;
    assertThat(took).as("time it took").isLessThan(Proof.isFull() ? limit : HANG_GUARD);
  }

  private Optional<StoredToken.Issued> stored() {
    return store.tokens().load(fleet.key()).map(StoredToken::accessToken);
  }

  /** Says how long the peers needed at most. */
  @Override
  public void close() {
    System.out.printf("%s slowest %d ms%n", id, slowest.toMillis());
    fleet.close();
    store.close();
  }
}
