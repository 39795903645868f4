package io.github.zohooauth.store.file;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The records by name; readers wait for nobody, and whoever changes one waits for its turn. */
final class Records {

  /** What has to hold of the record that is there before another takes its place. */
  interface Check {
    void holds(StampedText there) throws IOException;
  }

  /** Another form of a record. */
  interface Reform {
    StampedText of(StampedText there) throws IOException;
  }

  private final RecordFiles files;
  private final Turns turns;

  Records(RecordFiles files, Turns turns) {
    this.files = files;
    this.turns = turns;
  }

  /**
   * Returns a record; if it is damaged, the one before it, which takes its place.
   *
   * @throws DamagedRecordException if there is none before it, or that is damaged as well
   */
  Optional<StampedText> read(String name) throws IOException {
    try {
      return turns.look(() -> files.there(name));
    } catch (DamagedRecordException e) {
      return turns.take(name, () -> mended(name));
    }
  }

  private Optional<StampedText> mended(String name) throws IOException {
    try {
      return files.there(name);
    } catch (DamagedRecordException e) {
      StampedText before = files.before(name);
      files.setAside(name);
      files.put(name, before, false);
      return Optional.of(before);
    }
  }

  /** Stores a record in place of any other. */
  void save(String name, StampedText next, Check check) throws IOException {
    turns.take(
        name,
        () -> {
          Optional<StampedText> there = goodOrAside(name);
          if (there.isPresent()) {
            check.holds(there.get());
          }
          files.put(name, next, there.isPresent());
          return true;
        });
  }

  private Optional<StampedText> goodOrAside(String name) throws IOException {
    try {
      return files.there(name);
    } catch (DamagedRecordException e) {
      files.setAside(name);
      return Optional.empty();
    }
  }

  /** Stores a record in place of the one with this stamp, or of none; false if it is another. */
  boolean swap(String name, @Nullable String seen, StampedText next) throws IOException {
    return turns.take(
        name,
        () -> {
          Optional<StampedText> there = files.there(name);
          Optional<String> stamp = there.map(StampedText::stamp);
          if (stamp.equals(Optional.of(next.stamp()))) {
            return true; // an interrupt came after it was put there
          }
          boolean unchanged = stamp.equals(Optional.ofNullable(seen));
          if (unchanged) {
            files.put(name, next, there.isPresent());
          }
          return unchanged;
        });
  }

  /**
   * Stores a record in another form, which is no change of it: who saw it may still swap it.
   *
   * @return false if there is none, or it and the one before it have that form
   */
  boolean reform(String name, Predicate<StampedText> isFormed, Reform reform) throws IOException {
    return turns.take(
        name,
        () -> {
          Optional<StampedText> there = mended(name);
          if (there.isEmpty() || (isFormed.test(there.get()) && isBeforeFormed(name, isFormed))) {
            return false;
          }
          StampedText next = reform.of(there.get());
          files.put(name, next, true);
          files.put(name, next, true); // so that the one before it has no old form either
          return true;
        });
  }

  private boolean isBeforeFormed(String name, Predicate<StampedText> isFormed) throws IOException {
    try {
      return isFormed.test(files.before(name));
    } catch (DamagedRecordException e) {
      return false;
    }
  }

  /** Removes a record and all copies of it; absent is fine. */
  void delete(String name) throws IOException {
    turns.take(
        name,
        () -> {
          files.remove(name);
          return true;
        });
  }

  List<String> names() throws IOException {
    return turns.look(files::names);
  }

  /** Removes what a crash has left; whose turn is taken is alive and needs its files. */
  void clean() throws IOException {
    boolean cleaned = false;
    for (RecordFiles.Leftover leftover : files.leftovers()) {
      cleaned |= turns.ifFree(leftover.name(), () -> files.remove(leftover));
    }
    if (cleaned) {
      files.sync();
    }
  }
}
