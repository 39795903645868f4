package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenKey;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStore;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.contract.TokenStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTokenStoreTest extends TokenStoreContract {

  private static final TokenKey KEY = key(TokenOwner.user("zoë"));

  @TempDir private Path temp;

  private Path directory() {
    return temp.resolve("deeper").resolve("tokens");
  }

  @Override
  protected TokenStore store() {
    return FileTokenStore.at(directory());
  }

  @Override
  protected TokenStore reopen(TokenStore store) {
    return FileTokenStore.at(directory());
  }

  @Test
  void save_makesFilesThatOnlyTheirOwnerReads() throws IOException {
    store().save(KEY, token(1));
    assertThat(mode(directory())).isEqualTo("rwx------");
    assertThat(files()).singleElement().satisfies(f -> assertThat(mode(f)).isEqualTo("rw-------"));
  }

  @Test
  void save_leavesOneFilePerKey_namedByItsHash() throws IOException {
    TokenStore store = store();
    store.save(KEY, token(1));
    store.save(KEY, token(2));
    assertThat(files()).containsExactly(directory().resolve(KEY.sha256() + ".tok"));
  }

  @Test
  void load_ofTornFile_isAnErrorAndNeverAbsence() throws IOException {
    TokenStore store = store();
    store.save(KEY, token(1));
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> store.load(KEY))
          .as("torn at %d", length)
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining(KEY.text())
          .hasMessageNotContainingAny("1000.access", "1000.refresh");
    }
  }

  @Test
  void load_ofHugeFile_isRefused() throws IOException {
    TokenStore store = store();
    store.save(KEY, token(1));
    Files.write(files().get(0), new byte[300 * 1024]);
    assertThatThrownBy(() -> store.load(KEY)).isInstanceOf(TokenStoreException.class);
  }

  @Test
  void save_whereNoDirectoryCanBe_saysWhatToCheck() throws IOException {
    Files.createDirectories(temp);
    Path file = Files.writeString(temp.resolve("a file"), "");
    assertThatThrownBy(() -> FileTokenStore.at(file.resolve("tokens")).save(KEY, token(1)))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("check the directory's owner, mode and space");
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(directory())) {
      return files.toList();
    }
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
