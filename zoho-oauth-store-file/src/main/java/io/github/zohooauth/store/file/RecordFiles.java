package io.github.zohooauth.store.file;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a directory's records, for whoever has the turn of a record.
 *
 * <p>At every moment, and after a loss of power at any moment, {@code <name>.tok} is the old record
 * or the new one, or is absent if the record is; {@code <name>.bak} is the one before it.
 */
final class RecordFiles {

  private static final Logger LOG = System.getLogger("io.github.zohooauth.store.file");

  static final String RECORD = ".tok";
  static final String BACKUP = ".bak";
  private static final String TEMPORARY = ".tmp";
  private static final String ASIDE = "corrupt";
  private static final Pattern OWN =
      Pattern.compile("([0-9a-f]{64})(\\.tok|\\.bak|\\.[0-9a-f-]{36}\\.tmp)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSX").withZone(ZoneOffset.UTC);

  private final FileOps files;
  private final Path directory;
  private final FileCheck check;

  RecordFiles(FileOps files, Path directory, FileCheck check) {
    this.files = files;
    this.directory = directory;
    this.check = check;
  }

  static boolean isOwn(String file) {
    return file.equals(ASIDE) || OWN.matcher(file).matches();
  }

  /** A name that no other file has, and that is known for a leftover after a crash. */
  static String temporary(String name) {
    return temporary(name, UUID.randomUUID());
  }

  static String temporary(String name, UUID id) {
    return name + "." + id + TEMPORARY;
  }

  /**
   * Returns a record.
   *
   * @throws DamagedRecordException if its file does not hold what was written
   */
  Optional<StampedText> there(String name) throws IOException {
    try {
      return Optional.of(parsed(name, RECORD));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the record before this one.
   *
   * @throws DamagedRecordException if there is none, or its file does not hold what was written
   */
  StampedText before(String name) throws IOException {
    try {
      return parsed(name, BACKUP);
    } catch (NoSuchFileException e) {
      throw new DamagedRecordException();
    }
  }

  private StampedText parsed(String name, String suffix) throws IOException {
    check.beforeUseOf(name, suffix);
    byte[] bytes;
    try {
      bytes = files.read(file(name, suffix), StampedText.MAX_BYTES + 1);
    } catch (IOException e) { // for a link, the JDK throws no FileSystemException
      check.afterFailureOf(name, suffix);
      throw e;
    }
    return StampedText.parse(bytes);
  }

  /** Puts a record in the place of any other, which is kept beside it if it is a good one. */
  void put(String name, StampedText next, boolean keepsBefore) throws IOException {
    Path temporary = directory.resolve(temporary(name));
    try {
      write(temporary, next.bytes());
      if (keepsBefore) {
        keep(name);
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
      String what =
          "was written, but a loss of power may bring back the one before: its directory could not"
              + " be synced (%s). Check the disk".formatted(e.getClass().getSimpleName());
      throw (IOException) new RefusedException(what).initCause(e);
    }
  }

  private void write(Path temporary, byte[] bytes) throws IOException {
    try (FileOps.NewFile file = files.create(temporary)) {
      file.write(bytes);
      file.sync();
    }
  }

  private void keep(String name) throws IOException {
    files.delete(file(name, BACKUP));
    files.link(file(name, BACKUP), file(name, RECORD));
  }

  private void removeAfter(IOException failure, Path temporary) {
    try {
      files.delete(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Gives a damaged file a second name, so that it is kept when another takes its place. */
  void setAside(String name) throws IOException {
    try {
      files.makeDirectory(asides());
    } catch (FileAlreadyExistsException e) {
      // from the last time
    }
    for (Instant at = Instant.now(); ; at = at.plusMillis(1)) {
      Path aside = asides().resolve(name + ".corrupt-" + TIME.format(at));
      try {
        files.link(aside, file(name, RECORD));
      } catch (FileAlreadyExistsException e) {
        continue; // another one of this millisecond
      }
      files.sync(asides());
      LOG.log(Level.WARNING, "A damaged record was set aside as {0}", aside);
      return;
    }
  }

  /** Removes a record and all copies of it; absent is fine. */
  void remove(String name) throws IOException {
    files.delete(file(name, BACKUP));
    files.delete(file(name, RECORD));
    for (String aside : files.list(asides())) {
      if (aside.startsWith(name)) {
        files.delete(asides().resolve(aside));
        files.sync(asides());
      }
    }
    files.sync(directory);
  }

  /** The names of the records. */
  List<String> names() throws IOException {
    return files.list(directory).stream()
        .filter(file -> file.endsWith(RECORD) && OWN.matcher(file).matches())
        .map(RecordFiles::stem)
        .toList();
  }

  /** The files that a crash may have left, and the record that each belongs to. */
  List<Leftover> leftovers() throws IOException {
    List<String> names = files.list(directory);
    HashPrefixes records = HashPrefixes.ofNames(names, RECORD);
    List<Leftover> leftovers = new ArrayList<>();
    for (String file : names) {
      boolean ofNothing =
          file.endsWith(TEMPORARY) || (file.endsWith(BACKUP) && !records.contains(file));
      Matcher own = ofNothing ? OWN.matcher(file) : null;
      if (own != null && own.matches()) {
        leftovers.add(new Leftover(own.group(1), file));
      }
    }
    return leftovers;
  }

  private static String stem(String file) {
    return file.substring(0, file.length() - RECORD.length());
  }

  /** Removes a file that belongs to nothing any more; false if it still does, or is gone. */
  boolean remove(Leftover leftover) throws IOException {
    boolean kept = leftover.file().endsWith(BACKUP) && exists(leftover.name());
    return !kept && files.delete(directory.resolve(leftover.file()));
  }

  void sync() throws IOException {
    files.sync(directory);
  }

  private boolean exists(String name) throws IOException {
    try {
      files.read(file(name, RECORD), 1);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Path file(String name, String suffix) {
    return directory.resolve(name + suffix);
  }

  private Path asides() {
    return directory.resolve(ASIDE);
  }

  record Leftover(String name, String file) {}
}
