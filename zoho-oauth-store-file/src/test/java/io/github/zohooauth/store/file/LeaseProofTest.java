package io.github.zohooauth.store.file;

import static io.github.zohooauth.store.file.TokenFixture.KEY;
import static io.github.zohooauth.store.file.TokenFixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that renews or writes is killed or suspended. */
@Tag("R4")
class LeaseProofTest {

  private static final Instant EXPIRY = Instant.parse("2026-01-01T13:00:00Z");
  private static final Duration HASTY = Duration.ofMillis(500);
  private static final Duration PATIENT = Duration.ofSeconds(20);

  @TempDir private Path temp;

  private static ChildJvm holder(Path directory) {
    ChildJvm holder = ChildJvm.run(HolderProcess.class, directory);
    assertThat(holder.line()).isEqualTo("held");
    return holder;
  }

  @Test
  void lease_ofKilledProcess_isFreeAtOnce() {
    FileTokenStore store = FileTokenStore.at(temp);
    Proof.holds(
        "R4",
        IntStream.range(0, Proof.size(2, 200)).boxed().toList(),
        round -> {
          try (ChildJvm holder = holder(temp)) {
            assertThat(store.tryLease(KEY)).as("while it lives").isEmpty();
            holder.kill(0);
            try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
              lease.current();
              assertThat(lease.replace(token(round))).isTrue();
            }
          }
        });
  }

  /** A suspended process may continue, so it keeps its lease. Callers wait until their timeout. */
  @Test
  void suspendedHolder_keepsItsLease_andDoesNotReplaceNewerRecords() {
    List<Integer> rounds = IntStream.range(0, Proof.size(1, 50)).boxed().toList();
    Proof.holds("R4", rounds, round -> stop(temp.resolve("stopped-" + round)));
  }

  private static void stop(Path directory) throws Exception {
    FileTokenStore store = FileTokenStore.at(directory);
    store.save(KEY, token(1));
    try (ChildJvm holder = holder(directory)) {
      holder.signal("STOP");
      long stopped = System.nanoTime();
      try (SelfClient soft = client(store, EXPIRY.minusSeconds(120), PATIENT);
          SelfClient hard = client(store, EXPIRY.plusSeconds(1), HASTY)) {
        assertThat(soft.getAccessToken().value()).isEqualTo("1000.access-1");
        assertThatThrownBy(hard::getAccessToken).isInstanceOf(TemporaryFailureException.class);
      }
      long rest = Duration.ofSeconds(Proof.size(0, 10)).toNanos() - (System.nanoTime() - stopped);
      holder.await(rest);
      assertThat(store.tryLease(KEY)).as("after the stop").isEmpty();
      store.save(KEY, token(2));
      holder.signal("CONT");
      holder.tell("go on");
      assertThat(holder.line()).as("the suspended process replaces").isEqualTo("false");
      assertThat(holder.exit()).isZero();
      assertThat(store.load(KEY)).contains(token(2));
      store.tryLease(KEY).orElseThrow().close();
    }
  }

  /** A suspended writer keeps its write lock. Readers do not wait; writers wait 10 s at most. */
  @Test
  void suspendedWriter_doesNotBlockReaders_andWritersTimeOut() {
    List<Integer> rounds = IntStream.range(0, Proof.size(2, 10)).boxed().toList();
    AtomicInteger refused = new AtomicInteger();
    Proof.holds("R4", rounds, round -> stopWriters(temp.resolve("written-" + round), refused));
    assertThat(refused.get()).as("saves that timed out").isBetween(Proof.size(0, 1), 10);
  }

  private static void stopWriters(Path directory, AtomicInteger refused) throws Exception {
    FileTokenStore store = FileTokenStore.at(directory);
    store.save(KEY, token(1));
    try (ChildJvm writers = ChildJvm.run(WriterProcess.class, directory, 1, 1, false, false)) {
      for (int lines = 0; lines < 50; lines++) {
        writers.line();
      }
      writers.signal("STOP");
      assertThat(store.load(KEY)).isPresent();
      assertThat(store.keys()).containsExactly(KEY);
      try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
        assertThat(lease.current()).isPresent();
      }
      if (Proof.isFull()) {
        assertThat(CompletableFuture.runAsync(() -> saveOrGiveUp(store, refused)))
            .succeedsWithin(Duration.ofSeconds(20));
      }
      writers.signal("CONT");
      store.save(KEY, token(1));
    }
  }

  private static void saveOrGiveUp(FileTokenStore store, AtomicInteger refused) {
    try {
      store.save(KEY, token(1));
    } catch (TokenStoreException e) {
      assertThat(e).hasMessageContaining("Another process has held the write lock for 10 s");
      refused.incrementAndGet();
    }
  }

  /** Returns a client without a server. */
  private static SelfClient client(TokenStore store, Instant now, Duration callerTimeout) {
    URI nowhere = URI.create("http://127.0.0.1:9");
    return SelfClient.builder()
        .clientId(KEY.clientId())
        .clientSecret("secret")
        .owner(KEY.owner())
        .dataCenter(DataCenter.of("eu", nowhere, URI.create("https://www.zohoapis.eu")))
        .tokenStore(store)
        .clock(InstantSource.fixed(now))
        .callerTimeout(callerTimeout)
        .build();
  }
}
