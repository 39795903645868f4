package io.github.zohooauth.store.file;

import static io.github.zohooauth.store.file.TokenFixture.KEY;
import static io.github.zohooauth.store.file.TokenFixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sync of the directory fails after the rename, so the record was written. */
class UnsyncedDirectoryTest {

  @TempDir private Path temp;

  private boolean fails;

  private FileTokenStore store() {
    FileOps disk =
        new FaultyDisk(FaultyDisk.Fault.NONE) {
          @Override
          public void sync(Path directory) throws IOException {
            if (fails) {
              throw new IOException("1000.secret");
            }
            super.sync(directory);
          }
        };
    return FileTokenStore.open(disk, temp, TokenCodec.plain());
  }

  @Test
  void save_saysThatTheRecordWasWritten() {
    FileTokenStore store = store();
    fails = true;
    assertThatThrownBy(() -> store.save(KEY, token(1)))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("was written, but its directory could not be synced")
        .hasMessageNotContaining("secret");
    assertThat(store.load(KEY)).contains(token(1));
  }

  @Test
  void replace_allowsAnotherReplacement() {
    FileTokenStore store = store();
    store.save(KEY, token(1));
    try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
      lease.current();
      fails = true;
      assertThatThrownBy(() -> lease.replace(token(2))).isInstanceOf(TokenStoreException.class);
      assertThat(store.load(KEY)).contains(token(2));
      fails = false;
      assertThat(lease.replace(token(3))).as("no other has written").isTrue();
    }
    assertThat(store.load(KEY)).contains(token(3));
  }
}
