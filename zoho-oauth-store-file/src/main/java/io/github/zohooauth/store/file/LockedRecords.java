package io.github.zohooauth.store.file;

import io.github.zohooauth.store.file.StoreErrors.Corrupt;
import io.github.zohooauth.store.file.Uninterruptibles.IoCallable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads records without a lock, and changes each under its write lock. */
final class LockedRecords {

  private final StoreDirectory directory;
  private final RecordDirectory files;

  LockedRecords(StoreDirectory directory) {
    this.directory = directory;
    this.files = directory.records();
  }

  private <T> T locked(String name, IoCallable<T> operations) throws IOException {
    return Uninterruptibles.call(() -> directory.lockFile().withWriteLock(name, operations));
  }

  /**
   * Returns a record. If its file is damaged, restores the backup and returns that.
   *
   * @throws Corrupt if there is no intact backup
   */
  Optional<RecordFormat> read(String name) throws IOException {
    try {
      return directory.read(() -> files.current(name));
    } catch (Corrupt e) {
      return locked(name, () -> restored(name));
    }
  }

  private Optional<RecordFormat> restored(String name) throws IOException {
    try {
      return files.current(name);
    } catch (Corrupt e) {
      RecordFormat backup = files.backup(name);
      files.setAside(name);
      files.put(name, backup, false);
      return Optional.of(backup);
    }
  }

  /**
   * Stores a record in place of any other, and returns true.
   *
   * @param check throws if the record that is there must not be replaced
   */
  boolean save(String name, RecordFormat next, Consumer<RecordFormat> check) throws IOException {
    return locked(
        name,
        () -> {
          Optional<RecordFormat> current = currentOrSetAside(name);
          current.ifPresent(check);
          files.put(name, next, current.isPresent());
          return true;
        });
  }

  private Optional<RecordFormat> currentOrSetAside(String name) throws IOException {
    try {
      return files.current(name);
    } catch (Corrupt e) {
      files.setAside(name);
      return Optional.empty();
    }
  }

  /**
   * Stores a record if the current one still has the version that was seen.
   *
   * @param seen null if there was no record
   * @return false if the current record has another version
   */
  boolean swap(String name, @Nullable String seen, RecordFormat next) throws IOException {
    return locked(
        name,
        () -> {
          Optional<RecordFormat> current = files.current(name);
          if (current.filter(next::hasVersionOf).isPresent()) {
            return true; // an interrupt came after it was written
          }
          boolean unchanged = current.map(RecordFormat::version).equals(Optional.ofNullable(seen));
          if (unchanged) {
            files.put(name, next, current.isPresent());
          }
          return unchanged;
        });
  }

  /**
   * Encodes a record and its backup anew. Keep the version, so that a lease may still replace it.
   *
   * @param isCurrent whether a record needs no new encoding
   * @return false if there is no record, or it and its backup need no new encoding
   */
  boolean rewrite(
      String name, Predicate<RecordFormat> isCurrent, UnaryOperator<RecordFormat> encode)
      throws IOException {
    return locked(
        name,
        () -> {
          Optional<RecordFormat> record = restored(name);
          if (record.isEmpty()
              || (isCurrent.test(record.get()) && isBackupCurrent(name, isCurrent))) {
            return false;
          }
          RecordFormat next = encode.apply(record.get());
          files.put(name, next, true);
          files.put(name, next, true); // replaces the backup, which has the old encoding
          return true;
        });
  }

  private boolean isBackupCurrent(String name, Predicate<RecordFormat> isCurrent)
      throws IOException {
    try {
      return isCurrent.test(files.backup(name));
    } catch (Corrupt e) {
      return false;
    }
  }

  /** Removes a record and all copies of it, if there are any, and returns true. */
  boolean delete(String name) throws IOException {
    return locked(
        name,
        () -> {
          files.delete(name);
          return true;
        });
  }

  List<String> names() throws IOException {
    return directory.read(files::names);
  }
}
