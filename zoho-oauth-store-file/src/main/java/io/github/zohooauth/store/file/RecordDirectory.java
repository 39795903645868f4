package io.github.zohooauth.store.file;

import io.github.zohooauth.store.file.StoreErrors.Corrupt;
import io.github.zohooauth.store.file.StoreErrors.Refused;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes the files of records. A change of a record requires its write lock.
 *
 * <p>At any time, also after a power loss, {@code <name>.tok} is the old or the new record, or does
 * not exist if the record does not. {@code <name>.bak} is its backup: the previous record.
 */
final class RecordDirectory {

  private static final Logger LOG = System.getLogger("io.github.zohooauth.store.file");

  static final String RECORD = ".tok";
  static final String BACKUP = ".bak";
  static final String TEMPORARY = ".tmp";
  private static final String CORRUPT = "corrupt";
  private static final Pattern OWN =
      Pattern.compile("([0-9a-f]{64})(\\.tok|\\.bak|\\.[0-9a-f-]{36}\\.tmp)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSX").withZone(ZoneOffset.UTC);

  private final FileOps files;
  private final Path directory;
  private final OwnershipCheck check;

  RecordDirectory(FileOps files, Path directory, OwnershipCheck check) {
    this.files = files;
    this.directory = directory;
    this.check = check;
  }

  static boolean isOwn(String file) {
    return file.equals(CORRUPT) || OWN.matcher(file).matches();
  }

  /** Returns the name of the record that a file belongs to; empty if it is not a store's file. */
  static Optional<String> recordOf(String file) {
    Matcher own = OWN.matcher(file);
    return own.matches() ? Optional.of(own.group(1)) : Optional.empty();
  }

  /** Returns a unique name, by which {@link Leftovers} finds the file after a crash. */
  static String temporary(String name) {
    return temporary(name, UUID.randomUUID());
  }

  static String temporary(String name, UUID id) {
    return name + "." + id + TEMPORARY;
  }

  /**
   * Returns a record.
   *
   * @throws Corrupt if its file does not hold what was written
   */
  Optional<RecordFormat> current(String name) throws IOException {
    try {
      return Optional.of(read(name, RECORD));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the backup of a record.
   *
   * @throws Corrupt if there is none, or its file does not hold what was written
   */
  RecordFormat backup(String name) throws IOException {
    try {
      return read(name, BACKUP);
    } catch (NoSuchFileException e) {
      throw new Corrupt();
    }
  }

  private RecordFormat read(String name, String suffix) throws IOException {
    check.checkBeforeUse(name, suffix);
    byte[] bytes;
    try {
      bytes = files.read(file(name, suffix), RecordFormat.MAX_BYTES + 1);
    } catch (IOException e) {
      check.checkFile(name + suffix); // for a link, it throws a better message
      throw e;
    }
    return RecordFormat.parse(bytes);
  }

  /**
   * Stores a record in place of any other.
   *
   * @param keepsBackup whether the current record is intact and becomes the backup
   */
  void put(String name, RecordFormat next, boolean keepsBackup) throws IOException {
    Path temporary = directory.resolve(temporary(name));
    try {
      write(temporary, next.bytes());
      if (keepsBackup) {
        files.delete(file(name, BACKUP));
        files.link(file(name, BACKUP), file(name, RECORD));
      }
      files.move(temporary, file(name, RECORD));
    } catch (IOException e) {
      removeAfter(e, temporary);
      throw e;
    }
    try {
      files.sync(directory);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      String why =
          "was written, but its directory could not be synced (%s). A power loss may bring back the"
                  .formatted(e.getClass().getSimpleName())
              + " previous record. Check the disk";
      throw (IOException) new Refused(why).initCause(e);
    }
  }

  private void write(Path temporary, byte[] bytes) throws IOException {
    try (FileOps.NewFile file = files.create(temporary)) {
      file.write(bytes);
      file.sync();
    }
  }

  private void removeAfter(IOException failure, Path temporary) {
    try {
      files.delete(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Gives a damaged file a second name, so that it is kept when a record replaces it. */
  void setAside(String name) throws IOException {
    try {
      files.makeDirectory(corrupt());
    } catch (FileAlreadyExistsException e) {
      // An earlier call created it.
    }
    for (Instant at = Instant.now(); ; at = at.plusMillis(1)) {
      Path copy = corrupt().resolve(name + ".corrupt-" + TIME.format(at));
      try {
        files.link(copy, file(name, RECORD));
      } catch (FileAlreadyExistsException e) {
        continue; // another copy of this millisecond
      }
      files.sync(corrupt());
      LOG.log(Level.WARNING, "A damaged record was set aside as {0}", copy);
      return;
    }
  }

  /** Deletes a record and all copies of it, if there are any. */
  void delete(String name) throws IOException {
    files.delete(file(name, BACKUP));
    files.delete(file(name, RECORD));
    for (String copy : files.list(corrupt())) {
      if (copy.startsWith(name)) {
        files.delete(corrupt().resolve(copy));
        files.sync(corrupt());
      }
    }
    files.sync(directory);
  }

  /** Returns the names of all records. */
  List<String> names() throws IOException {
    return files.list(directory).stream()
        .filter(file -> file.endsWith(RECORD))
        .flatMap(file -> recordOf(file).stream())
        .toList();
  }

  private Path file(String name, String suffix) {
    return directory.resolve(name + suffix);
  }

  private Path corrupt() {
    return directory.resolve(CORRUPT);
  }
}
