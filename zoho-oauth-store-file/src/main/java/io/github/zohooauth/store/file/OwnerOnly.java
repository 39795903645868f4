package io.github.zohooauth.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files and directories that nobody but their owner may open: by mode, or by access list. */
final class OwnerOnly {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  static boolean isPosix(Path path) {
    return supports(path, "posix");
  }

  /** Whether files have a number for their owner and one for their mode. */
  static boolean isUnix(Path path) {
    return supports(path, "unix");
  }

  /** What a file is created with, so that there is no moment at which others may open it. */
  static FileAttribute<?>[] file(Path path) throws IOException {
    return attributes(path, FILE);
  }

  /** What a directory is created with. */
  static FileAttribute<?>[] directory(Path path) throws IOException {
    return attributes(path, DIRECTORY);
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode)
      throws IOException {
    if (isPosix(path)) {
      return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)};
    }
    return supports(path, "acl")
        ? new FileAttribute<?>[] {new AccessList(onlyFor(currentUser(path)))}
        : new FileAttribute<?>[0];
  }

  /** Whether others may open this file or directory. */
  static boolean isLoose(Path path) throws IOException {
    PosixFileAttributeView posix = view(path, PosixFileAttributeView.class);
    if (posix != null) {
      return !DIRECTORY.containsAll(posix.readAttributes().permissions());
    }
    AclFileAttributeView acl = view(path, AclFileAttributeView.class);
    return acl != null && !acl.getAcl().equals(onlyFor(acl.getOwner()));
  }

  /** Takes everybody's rights but the owner's away from a file or directory. */
  static void tighten(Path path) throws IOException {
    PosixFileAttributeView posix = view(path, PosixFileAttributeView.class);
    if (posix != null) {
      posix.setPermissions(posix.readAttributes().isDirectory() ? DIRECTORY : FILE);
    }
    AclFileAttributeView acl = view(path, AclFileAttributeView.class);
    if (posix == null && acl != null) {
      acl.setAcl(onlyFor(acl.getOwner()));
    }
  }

  private static <V extends FileAttributeView> @Nullable V view(Path path, Class<V> type) {
    return Files.getFileAttributeView(path, type, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean supports(Path path, String view) {
    return path.getFileSystem().supportedFileAttributeViews().contains(view);
  }

  private static UserPrincipal currentUser(Path path) throws IOException {
    return path.getFileSystem()
        .getUserPrincipalLookupService()
        .lookupPrincipalByName(System.getProperty("user.name"));
  }

  private static List<AclEntry> onlyFor(UserPrincipal owner) {
    return List.of(
        AclEntry.newBuilder()
            .setType(AclEntryType.ALLOW)
            .setPrincipal(owner)
            .setPermissions(EnumSet.allOf(AclEntryPermission.class))
            .build());
  }

  private record AccessList(List<AclEntry> value) implements FileAttribute<List<AclEntry>> {

    @Override
    public String name() {
      return "acl:acl";
    }
  }
}
