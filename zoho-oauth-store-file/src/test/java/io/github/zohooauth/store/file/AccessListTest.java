package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** File permissions by access lists instead of modes, on a simulated Windows file system. */
@Tag("F5")
class AccessListTest {

  private final FileSystem windows =
      Jimfs.newFileSystem(
          Configuration.windows().toBuilder().setAttributeViews("basic", "owner", "acl").build());

  @Test
  void closeToOthers_leavesTheOwnerAlone() throws IOException {
    for (Path path : List.of(Files.createFile(path("file")), Files.createDirectory(path("dir")))) {
      AclFileAttributeView view = Files.getFileAttributeView(path, AclFileAttributeView.class);
      view.setAcl(List.of(allowing(view.getOwner()), allowing(user("Everyone"))));
      assertThat(OwnerPermissions.isOpenToOthers(path)).isTrue();
      OwnerPermissions.closeToOthers(path);
      assertThat(OwnerPermissions.isOpenToOthers(path)).isFalse();
      assertThat(view.getAcl()).extracting(AclEntry::principal).containsExactly(view.getOwner());
    }
  }

  @Test
  void newFilesAndDirectories_areOpenToTheirUserAlone() throws IOException {
    for (FileAttribute<?>[] made :
        List.of(OwnerPermissions.file(path("new")), OwnerPermissions.directory(path("new")))) {
      assertThat(made)
          .singleElement()
          .satisfies(list -> assertThat(list.name()).isEqualTo("acl:acl"));
      assertThat(made[0].value())
          .isEqualTo(List.of(allowing(user(System.getProperty("user.name")))));
    }
  }

  private Path path(String name) {
    return windows.getPath("C:\\work", name);
  }

  private UserPrincipal user(String name) throws IOException {
    return windows.getUserPrincipalLookupService().lookupPrincipalByName(name);
  }

  private static AclEntry allowing(UserPrincipal user) {
    return AclEntry.newBuilder()
        .setType(AclEntryType.ALLOW)
        .setPrincipal(user)
        .setPermissions(AclEntryPermission.values())
        .build();
  }
}
