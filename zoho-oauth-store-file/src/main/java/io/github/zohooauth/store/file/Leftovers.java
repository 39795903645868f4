package io.github.zohooauth.store.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Removes files that a crash has left: temporary files, and backups without a record. */
final class Leftovers {

  private static final int PREFIX_DIGITS = 15;

  private record Leftover(String record, String file) {}

  private final FileOps files;
  private final StoreDirectory directory;

  Leftovers(FileOps files, StoreDirectory directory) {
    this.files = files;
    this.directory = directory;
  }

  /** Removes the leftovers of each record that is not being written at the moment. */
  void remove() throws IOException {
    boolean removed = false;
    for (Leftover leftover : find()) {
      removed |= directory.lockFile().ifWriteLockFree(leftover.record(), () -> removeOne(leftover));
    }
    if (removed) {
      files.sync(directory.path());
    }
  }

  private List<Leftover> find() throws IOException {
    List<String> names = files.list(directory.path());
    long[] records = prefixesOfRecords(names);
    List<Leftover> leftovers = new ArrayList<>();
    for (String file : names) {
      if (file.endsWith(RecordDirectory.TEMPORARY)
          || (file.endsWith(RecordDirectory.BACKUP)
              && Arrays.binarySearch(records, prefix(file)) < 0)) {
        Optional<String> record = RecordDirectory.recordOf(file);
        record.ifPresent(name -> leftovers.add(new Leftover(name, file)));
      }
    }
    return leftovers;
  }

  /**
   * Returns the first 60 bits of the hashes of all records, sorted.
   *
   * <p>They tell records apart. For 100,000 records, a search takes a third of the time of a set of
   * names.
   */
  private static long[] prefixesOfRecords(List<String> names) {
    long[] found = new long[names.size()];
    int count = 0;
    for (String name : names) {
      if (name.endsWith(RecordDirectory.RECORD)) {
        found[count++] = prefix(name);
      }
    }
    long[] sorted = Arrays.copyOf(found, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Returns any number for a name that does not start with a hash. */
  private static long prefix(String name) {
    long bits = 0;
    for (int i = 0; i < Math.min(PREFIX_DIGITS, name.length()); i++) {
      bits = bits << 4 | (Character.digit(name.charAt(i), 16) & 15);
    }
    return bits;
  }

  /** Removes a file unless it is the backup of a record that was stored meanwhile. */
  private boolean removeOne(Leftover leftover) throws IOException {
    boolean kept = leftover.file().endsWith(RecordDirectory.BACKUP) && exists(leftover.record());
    return !kept && files.delete(directory.path().resolve(leftover.file()));
  }

  private boolean exists(String record) throws IOException {
    Path file = directory.path().resolve(record + RecordDirectory.RECORD);
    try {
      files.read(file, 1);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
