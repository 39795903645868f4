package io.github.zohooauth.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A token that is revoked while threads or processes renew it is not stored again. */
@Tag("R14")
@ExtendWith(LogCapture.class)
class RevocationProofTest {

  private static final byte[] ANSWER =
      "{\"access_token\":\"1000.renewed\",\"expires_in\":3600,\"status\":\"success\"}"
          .getBytes(UTF_8);

  @TempDir private Path temp;

  private final AccountsServer accounts = new AccountsServer();

  RevocationProofTest() throws IOException {
    accounts.answer(200, ANSWER);
  }

  @AfterEach
  void stop() {
    accounts.close();
  }

  @Test
  void revoke_whileThreadsRenew_removesTheRecord() throws InterruptedException {
    FileTokenStore store = FileTokenStore.at(temp);
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    try (SelfClient others = accounts.client(store)) {
      for (int i = 0; i < 2; i++) {
        threads.add(
            new Thread(
                () -> {
                  while (!stop.get()) {
                    RenewerProcess.renewAll(store, others);
                  }
                }));
      }
      threads.forEach(Thread::start);
      revokeAll(store);
      stop.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(store.keys()).as("after all renewals").isEmpty();
  }

  @Test
  void revoke_whileProcessesRenew_removesTheRecord() {
    FileTokenStore store = FileTokenStore.at(temp);
    List<ChildJvm> processes = new ArrayList<>();
    try {
      for (int i = 0; i < Proof.size(1, 4); i++) {
        processes.add(ChildJvm.run(RenewerProcess.class, temp, accounts.uri()));
      }
      processes.forEach(process -> assertThat(process.line()).isEqualTo("ready"));
      revokeAll(store);
    } finally {
      processes.forEach(ChildJvm::close);
    }
    assertThat(store.keys()).as("after all renewals").isEmpty();
  }

  private void revokeAll(FileTokenStore store) {
    Random random = new Random(Proof.seed("R14", 20260514));
    int before = accounts.calls();
    List<Integer> rounds = IntStream.range(0, Proof.size(20, 1_000)).boxed().toList();
    try (SelfClient client = accounts.client(store)) {
      Proof.holds(
          "R14",
          rounds,
          round -> {
            store.save(TokenFixture.key(round), TokenFixture.token(round));
            if (round % 2 == 0) { // during its renewal, or soon after
              accounts.awaitRefreshToken(requireNonNull(TokenFixture.token(round).refreshToken()));
            } else { // at any moment
              LockSupport.parkNanos(random.nextInt(20_000_000));
            }
            client.revoke(TokenFixture.key(round).owner());
            assertThat(store.load(TokenFixture.key(round))).isEmpty();
          });
    }
    assertThat(accounts.calls() - before).as("some were renewed").isGreaterThan(rounds.size());
  }
}
