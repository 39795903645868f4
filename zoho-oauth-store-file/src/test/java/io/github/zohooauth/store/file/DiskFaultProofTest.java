package io.github.zohooauth.store.file;

import static io.github.zohooauth.store.file.TokenFixture.KEY;
import static io.github.zohooauth.store.file.TokenFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each file operation fails in turn, alone or with all later ones. */
@Tag("F7")
@ExtendWith(LogCapture.class)
class DiskFaultProofTest {

  private static final Map<String, Supplier<IOException>> ERRORS =
      Map.of(
          "ENOSPC", () -> new FileSystemException("secret", null, "No space left on device"),
          "EIO", () -> new IOException("Input/output error"),
          "EROFS", () -> new FileSystemException("secret", null, "Read-only file system"),
          "EACCES", () -> new AccessDeniedException("secret"));
  private static final String INTERRUPT = "an interrupt";

  private interface Operation {
    void on(FileTokenStore store);
  }

  /** An operation on a store with token 2 and backup 1, and the token after it; 0 is none. */
  private record Act(String name, int after, boolean damaged, Operation operation) {}

  private static final List<Act> ACTS =
      List.of(
          new Act("save", 3, false, store -> store.save(KEY, token(3))),
          new Act("load", 2, false, store -> store.load(KEY)),
          new Act("mend", 1, true, store -> store.load(KEY)),
          new Act("save over damage", 3, true, store -> store.save(KEY, token(3))),
          new Act("delete", 0, false, store -> store.delete(KEY)),
          new Act("replace", 3, false, DiskFaultProofTest::replace));

  @TempDir private Path temp;
  private int directories;

  private static void replace(FileTokenStore store) {
    try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
      lease.current();
      assertThat(lease.replace(token(3))).isTrue();
    }
  }

  private record Case(Act act, String error, int call, boolean lasting, boolean afterEffect) {
    @Override
    public String toString() {
      return "%s at call %d%s of %s, %s the effect"
          .formatted(
              error,
              call,
              lasting ? " and later" : "",
              act.name(),
              afterEffect ? "after" : "before");
    }
  }

  @Test
  void failedCall_leavesTheOldOrTheNewRecord() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Act act : ACTS) {
      int calls = callsOf(act);
      for (int call = 1; call <= calls; call++) {
        for (String error : ERRORS.keySet()) {
          for (boolean lasting : new boolean[] {false, true}) {
            cases.add(new Case(act, error, call, lasting, false));
            cases.add(new Case(act, error, call, lasting, true));
          }
        }
      }
    }
    Proof.holds("F7", Proof.some(cases, 60, Proof.seed("F7", 20260507)), this::fails);
  }

  /** Java closes the channel of an interrupted thread. Then the store repeats the operation. */
  @Test
  void interruptedCall_isRepeated() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Act act : ACTS) {
      int calls = callsOf(act);
      for (int call = 1; call <= calls; call++) {
        cases.add(new Case(act, INTERRUPT, call, false, false));
        cases.add(new Case(act, INTERRUPT, call, false, true));
      }
    }
    Proof.holds("F7", cases, each -> assertThat(fails(each)).isFalse());
  }

  private int callsOf(Act act) throws IOException {
    FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.NONE);
    FileTokenStore store = FileTokenStore.open(disk, given(act), TokenCodec.plain());
    int before = disk.calls();
    act.operation().on(store);
    return disk.calls() - before;
  }

  private Path given(Act act) throws IOException {
    Path directory = temp.resolve("" + directories++);
    FileTokenStore store = FileTokenStore.at(directory);
    store.save(KEY, token(1));
    store.save(KEY, token(2));
    if (act.damaged()) {
      Files.writeString(record(directory), "torn");
    }
    return directory;
  }

  private boolean fails(Case c) throws IOException {
    Path directory = given(c.act());
    FaultyDisk probe = new FaultyDisk(FaultyDisk.Fault.NONE);
    FileTokenStore.open(probe, directory, TokenCodec.plain());
    int first = probe.calls() + c.call();
    FaultyDisk disk =
        new FaultyDisk(
            new FaultyDisk.Fault(
                first,
                c.lasting() ? Integer.MAX_VALUE : first,
                c.afterEffect(),
                ERRORS.getOrDefault(c.error(), ClosedByInterruptException::new)));
    FileTokenStore store = FileTokenStore.open(disk, directory, TokenCodec.plain());
    boolean failed = false;
    try {
      c.act().operation().on(store);
    } catch (TokenStoreException e) {
      failed = true;
      assertThat(e).hasMessageNotContainingAny("1000.access", "1000.refresh", "secret");
    }
    if (!c.lasting()) {
      assertThat(names(directory)).as("no leftover").noneMatch(name -> name.endsWith(".tmp"));
    }
    int before = c.act().damaged() ? 1 : 2;
    Optional<StoredToken> now = FileTokenStore.at(directory).load(KEY);
    assertThat(now.map(TokenFixture::number).orElse(0))
        .isIn(failed ? before : c.act().after(), c.act().after());
    FileTokenStore.at(directory).save(KEY, token(9));
    assertThat(FileTokenStore.at(directory).load(KEY)).contains(token(9));
    assertThat(names(directory)).noneMatch(name -> name.endsWith(".tmp"));
    return failed;
  }

  private static List<String> names(Path directory) throws IOException {
    return DiskFileOps.INSTANCE.list(directory);
  }

  private static Path record(Path directory) {
    return directory.resolve(KEY.sha256() + ".tok");
  }
}
