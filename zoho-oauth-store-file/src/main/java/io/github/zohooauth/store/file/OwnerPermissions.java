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

/** The permissions that let only the owner open a file or directory: a mode or an access list. */
final class OwnerPermissions {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private OwnerPermissions() {}

  static boolean isPosix(Path path) {
    return supports(path, "posix");
  }

  /** Returns whether files have numbers for their owner and mode. */
  static boolean isUnix(Path path) {
    return supports(path, "unix");
  }

  /** Returns the attributes for creating a file that others may not open at any time. */
  static FileAttribute<?>[] file(Path path) throws IOException {
    return attributes(path, FILE);
  }

  /** Returns the attributes for creating a directory. */
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

  /** Returns whether other users may open this file or directory. */
  static boolean isOpenToOthers(Path path) throws IOException {
    PosixFileAttributeView posix = view(path, PosixFileAttributeView.class);
    if (posix != null) {
      return !DIRECTORY.containsAll(posix.readAttributes().permissions());
    }
    AclFileAttributeView acl = view(path, AclFileAttributeView.class);
    return acl != null && !acl.getAcl().equals(onlyFor(acl.getOwner()));
  }

  /** Removes the rights of other users from a file or directory. */
  static void closeToOthers(Path path) throws IOException {
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
