package io.github.zohooauth.store.file;

import static io.github.zohooauth.store.file.TokenFixture.KEY;
import static io.github.zohooauth.store.file.TokenFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.store.TokenCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A store of many records opens as quickly as an empty one, and lists its directory once. */
@ExtendWith(LogCapture.class)
class OpeningTest {

  @TempDir private Path temp;

  private static int callsOfOpening(Path directory) {
    FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.NONE);
    FileTokenStore.open(disk, directory, TokenCodec.plain());
    return disk.calls();
  }

  @Test
  void open_readsNoRecord_andListsTheDirectoryOnce() {
    int ofNone = callsOfOpening(temp.resolve("tokens"));
    FileTokenStore store = FileTokenStore.at(temp.resolve("tokens"));
    for (int i = 0; i < 2 * 20; i++) {
      store.save(TokenFixture.key(i % 20), token(i));
    }
    assertThat(callsOfOpening(temp.resolve("tokens"))).isLessThanOrEqualTo(ofNone);
    FaultyDisk disk =
        new FaultyDisk(FaultyDisk.Fault.NONE) {
          @Override
          public List<String> list(Path directory) throws IOException {
            lists++;
            return super.list(directory);
          }
        };
    lists = 0;
    FileTokenStore.open(disk, temp.resolve("tokens"), TokenCodec.plain());
    assertThat(lists).isEqualTo(1);
  }

  private int lists;

  @Test
  void open_removesLeftovers_andKeepsBackups() throws IOException {
    FileTokenStore store = FileTokenStore.at(temp);
    store.save(KEY, token(1));
    store.save(KEY, token(2));
    String deleted = TokenFixture.key(1).sha256();
    Files.copy(temp.resolve(KEY.sha256() + ".tok"), temp.resolve(deleted + ".bak"));
    Files.createFile(temp.resolve(RecordDirectory.temporary(KEY.sha256())));
    Files.createFile(temp.resolve("not-ours.tmp"));
    FileTokenStore.at(temp);
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              KEY.sha256() + ".tok", KEY.sha256() + ".bak", "store.lock", "not-ours.tmp");
    }
  }
}
