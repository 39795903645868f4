package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.TokenCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A directory on a network file system causes a warning, and a local one does not. */
@Tag("F10")
class NetworkProofTest {

  private static final List<String> SHARED =
      List.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "smbfs",
          "fuse.sshfs",
          "fuse.glusterfs",
          "9p",
          "afpfs",
          "ceph",
          "lustre",
          "virtiofs");
  private static final List<String> LOCAL =
      List.of("ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "apfs", "hfs", "NTFS", "fuseblk");

  @RegisterExtension private final LogCapture log = new LogCapture();

  @TempDir private Path temp;

  @Test
  void open_onNetworkFileSystem_logsAWarning() {
    Proof.holds(
        "F10",
        Stream.concat(SHARED.stream(), LOCAL.stream()).toList(),
        type -> {
          log.messages().clear();
          FileTokenStore.open(on(type), temp, TokenCodec.plain());
          if (SHARED.contains(type)) {
            assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("WARNING")
                .contains(temp.toRealPath().toString(), "(" + type + ")", "zoho-oauth-store-jdbc");
          } else {
            assertThat(log.messages()).isEmpty();
          }
        });
  }

  @Test
  void fileSystem_ofLocalDirectory_hasAName() throws IOException {
    assertThat(DiskFileOps.INSTANCE.fileSystem(temp)).isNotBlank();
  }

  private static FileOps on(String type) {
    return new FaultyDisk(FaultyDisk.Fault.NONE) {
      @Override
      public String fileSystem(Path path) {
        return type;
      }
    };
  }
}
