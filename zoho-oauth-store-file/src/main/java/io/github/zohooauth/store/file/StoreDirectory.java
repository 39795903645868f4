package io.github.zohooauth.store.file;

import io.github.zohooauth.store.file.StoreErrors.Refused;
import io.github.zohooauth.store.file.Uninterruptibles.IoCallable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** The directory of a store. If another directory takes its place, checks that one before use. */
final class StoreDirectory {

  private static final Logger LOG = System.getLogger("io.github.zohooauth.store.file");

  /** The names that Linux, macOS and Windows give to file systems that hosts share. */
  private static final Pattern NETWORK_FILE_SYSTEMS =
      Pattern.compile(
          "(nfs|smb|cifs|fuse|osxfuse|macfuse|9p|afp|afs|webdav|davfs|ceph|gluster|lustre|beegfs"
              + "|gpfs|gfs|ocfs|orangefs|pvfs|ncp|coda|virtiofs|vboxsf|prl_fs|acfs).*");

  /** An error, because without the directory no record can be told from a missing one. */
  private static final String MISSING =
      "is not available: its directory has no %s, so it was removed, renamed or unmounted. Nothing"
          + " was read or written. Restore the directory, or open the store again to begin an empty"
          + " one";

  private static final String REPLACED =
      "is not available: since the store was opened, its directory was replaced by one that %s."
          + " Restore the store's own directory";

  private final FileOps files;
  private final Path path;
  private final OwnershipCheck check;

  /** The lock file of the directory that was checked last. */
  private volatile LockFile lockFile;

  StoreDirectory(FileOps files, Path path, OwnershipCheck check, LockFile lockFile) {
    this.files = files;
    this.path = path;
    this.check = check;
    this.lockFile = lockFile;
  }

  /**
   * Creates the directory if it does not exist, and checks it.
   *
   * <p>Its files are checked when they are used, because a check of many files takes seconds.
   *
   * @throws Refused if it belongs to another user, or is open to others and not a store's alone
   */
  static StoreDirectory open(FileOps files, Path directory) throws IOException {
    create(files, directory.toAbsolutePath());
    Path path = directory.toRealPath();
    if (!Files.isDirectory(path)) {
      throw new Refused("is not a directory");
    }
    OwnershipCheck check = OwnershipCheck.of(files, path);
    check.checkDirectory();
    StoreDirectory opened = new StoreDirectory(files, path, check, LockFile.create(path));
    opened.warnOfNetwork();
    return opened;
  }

  /** Creates a directory and its parents, and syncs their names to the disk. */
  static void create(FileOps files, Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent == null) {
      return;
    }
    try {
      createOne(files, directory);
    } catch (NoSuchFileException e) {
      create(files, parent);
      createOne(files, directory);
    }
    try {
      // Also if it existed: the process that created it may have crashed before its sync.
      files.sync(parent);
    } catch (AccessDeniedException e) {
      // A parent that this user may not read cannot be synced.
    }
  }

  private static void createOne(FileOps files, Path directory) throws IOException {
    try {
      files.makeDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      // Nothing is left to do.
    }
  }

  private void warnOfNetwork() throws IOException {
    String type = files.fileSystem(path);
    String name = type.toLowerCase(Locale.ROOT);
    if (!name.equals("fuseblk") && NETWORK_FILE_SYSTEMS.matcher(name).matches()) {
      LOG.log(
          Level.WARNING,
          "{0} is on a network file system ({1}), where two hosts may hold the same lock. Use a"
              + " local disk, or zoho-oauth-store-jdbc for several hosts",
          path,
          type);
    }
  }

  /** Returns the real path, without links. */
  Path path() {
    return path;
  }

  RecordDirectory records() {
    return new RecordDirectory(files, path, check);
  }

  /**
   * Returns the lock file, after checking that the directory is in its place.
   *
   * <p>A link to that same directory is accepted, as after a rename: its files are the checked
   * ones. To refuse it would stop no attack, because only a user who may rename in the parent can
   * set the link, and they can swap real directories as well. A link to any other directory is
   * refused.
   *
   * @throws Refused if the directory does not exist, or is another that must not be used
   */
  LockFile lockFile() throws IOException {
    LockFile known = lockFile;
    if (known.isInPlace()) {
      return known;
    }
    try {
      check.checkDirectory();
      LockFile reopened = LockFile.existing(path);
      // Once more: another user may have put a directory there before the file was opened.
      check.checkDirectory();
      check.forgetFiles();
      lockFile = reopened;
      return reopened;
    } catch (NoSuchFileException e) {
      throw new Refused(MISSING.formatted(LockFile.NAME));
    } catch (Refused e) {
      throw new Refused(REPLACED.formatted(e.getMessage()));
    }
  }

  /** Reads without a lock. Reads again if another directory took the place of this one. */
  <T> T read(IoCallable<T> operations) throws IOException {
    return Uninterruptibles.call(
        () -> {
          while (true) {
            LockFile before = lockFile;
            T result = operations.call();
            if (before.isInPlace()) {
              return result;
            }
            lockFile();
          }
        });
  }
}
