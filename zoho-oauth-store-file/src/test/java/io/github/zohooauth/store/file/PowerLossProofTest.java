package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails before each step of each operation, and again before each step of the recovery.
 *
 * <p>Then the record is the old or the new one. If the operation had returned, it is the new one.
 */
@Tag("F2")
@ExtendWith(LogCapture.class)
class PowerLossProofTest {

  private static final Path ROOT = Path.of("/disk").toAbsolutePath();
  private static final Path DIRECTORY = ROOT.resolve("new").resolve("tokens");
  private static final String NAME = "5".repeat(64);
  private static final Path RECORD = DIRECTORY.resolve(NAME + ".tok");

  /** The directory of the lock file, which needs a real disk. */
  @TempDir private Path locks;

  private interface Operation {
    void on(ForgetfulDisk disk, LockedRecords records) throws IOException;
  }

  /** An operation, and the text of the record after it; empty if there is no record. */
  private record Step(String name, String after, Operation operation) {

    static Step save(String text) {
      return new Step(
          "save " + text, text, (disk, records) -> records.save(NAME, of(text), t -> {}));
    }

    static Step swap(String seen, String text) {
      return new Step("swap " + text, text, (disk, records) -> records.swap(NAME, seen, of(text)));
    }

    /** Reads a damaged record, which restores its backup. */
    static Step mend(String before) {
      return new Step(
          "mend", before, (disk, records) -> assertThat(records.read(NAME)).contains(of(before)));
    }

    static Step delete() {
      return new Step("delete", "", (disk, records) -> records.delete(NAME));
    }

    static Step rekey(String text) {
      return new Step(
          "rekey",
          text,
          (disk, records) -> records.rewrite(NAME, record -> false, record -> record));
    }
  }

  private static final List<Step> HISTORY =
      List.of(
          Step.save("a"),
          Step.save("b"),
          Step.swap("b", "c"),
          Step.mend("b"),
          Step.save("d"),
          Step.rekey("d"),
          Step.delete(),
          Step.save("e"),
          Step.save("f"));

  private static RecordFormat of(String text) {
    return new RecordFormat(text, text);
  }

  private record Case(String when, Set<String> allowed, ForgetfulDisk disk) {
    @Override
    public String toString() {
      return "Power lost at " + when;
    }
  }

  private final List<Case> cases = new ArrayList<>();
  private int disks;

  @Test
  void powerLoss_leavesTheOldOrTheNewRecord() throws IOException {
    play();
    Proof.holds("F2", cases, this::check);
    System.out.printf("F2 %d disks%n", disks);
    assertThat(disks).isGreaterThan(2_000);
  }

  /** Runs the history once, and keeps all disks that a power loss could leave. */
  private void play() throws IOException {
    ForgetfulDisk disk = new ForgetfulDisk(ROOT);
    disk.beforeEachStep(() -> cases(disk, "the start", Set.of("")));
    StoreDirectory.create(disk, DIRECTORY);
    LockedRecords records = new LockedRecords(directory(disk));
    String before = "";
    for (Step step : HISTORY) {
      Set<String> either = new HashSet<>(List.of(before, step.after()));
      if (step.name().equals("mend")) {
        disk.rot(RECORD);
        either = Set.of(step.after());
      }
      Set<String> allowed = either;
      disk.beforeEachStep(() -> cases(disk, step.name(), allowed));
      step.operation().on(disk, records);
      cases(disk, "the end of " + step.name(), Set.of(step.after()));
      before = step.after();
    }
  }

  private void cases(ForgetfulDisk disk, String when, Set<String> allowed) {
    disk.afterPowerLoss().forEach(found -> cases.add(new Case(when, allowed, found)));
  }

  /** Recovers a disk, with a second power loss at each step. */
  private void check(Case found) throws IOException {
    List<ForgetfulDisk> again = new ArrayList<>();
    found.disk().beforeEachStep(() -> again.addAll(found.disk().afterPowerLoss()));
    String record = recovered(found.disk());
    assertThat(found.allowed()).contains(record);
    for (ForgetfulDisk disk : again) {
      assertThat(recovered(disk)).as("after a second power loss").isEqualTo(record);
    }
    disks += 1 + again.size();
  }

  private StoreDirectory directory(ForgetfulDisk disk) throws IOException {
    OwnershipCheck check = new OwnershipCheck(disk, DIRECTORY, ForgetfulDisk.USER, "user");
    return new StoreDirectory(disk, DIRECTORY, check, LockFile.create(locks.toRealPath()));
  }

  private String recovered(ForgetfulDisk disk) throws IOException {
    StoreDirectory.create(disk, DIRECTORY);
    StoreDirectory directory = directory(disk);
    new Leftovers(disk, directory).remove();
    Optional<RecordFormat> found = new LockedRecords(directory).read(NAME);
    assertThat(disk.list(DIRECTORY)).allMatch(name -> !name.endsWith(".tmp"));
    assertThat(found.isEmpty() && disk.list(DIRECTORY).contains(NAME + ".bak")).isFalse();
    return found.map(RecordFormat::text).orElse("");
  }
}
