package io.github.zohooauth.store.file;

import static io.github.zohooauth.store.file.TokenFixture.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of the files, by page. */
class ListingTest {

  private static final byte[] KEY_BYTES = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  @TempDir private Path temp;

  /** Saves ten records, and returns their keys in the order of their hashes. */
  private static List<TokenKey> fill(FileTokenStore store) {
    List<TokenKey> keys =
        IntStream.range(0, 10)
            .mapToObj(TokenFixture::key)
            .sorted(Comparator.comparing(TokenKey::sha256))
            .toList();
    keys.forEach(key -> store.save(key, token(1)));
    return keys;
  }

  @Test
  void keys_areInTheOrderOfTheirHashes() {
    FileTokenStore store = FileTokenStore.at(temp);
    List<TokenKey> keys = fill(store);
    assertThat(store.keys()).isEqualTo(keys);
    assertThat(store.keys(3)).isEqualTo(keys.subList(0, 3));
    assertThat(store.keys(keys.get(3), 3)).isEqualTo(keys.subList(4, 7));
  }

  @Test
  void page_readsItsOwnRecordsAlone_andNamesADamagedOne() throws IOException {
    FileTokenStore store = FileTokenStore.at(temp);
    List<TokenKey> keys = fill(store);
    TokenKey damaged = keys.get(5);
    Files.writeString(temp.resolve(damaged.sha256() + ".tok"), "zoho-oauth-record 1000.secret");
    assertThat(store.keys(5)).isEqualTo(keys.subList(0, 5));
    assertThat(store.keys(damaged, 9)).isEqualTo(keys.subList(6, 10));
    Iterator<TokenKey> all = store.keys().iterator();
    IntStream.range(0, 5).forEach(i -> assertThat(all.next()).isEqualTo(keys.get(i)));
    assertThatThrownBy(all::next)
        .isExactlyInstanceOf(TokenStoreException.class)
        .hasMessageContaining("The record of " + damaged.sha256())
        .hasMessageContaining("is damaged")
        .hasMessageNotContaining("1000.secret");
    assertThatThrownBy(() -> store.keys(6)).hasMessageContaining(damaged.sha256());
    assertThatThrownBy(() -> store.keysOf("user-1")).hasMessageContaining(damaged.sha256());
  }

  @Test
  void recordThatIsDeletedMeanwhile_isLeftOut_andThePageIsFilled() {
    FileTokenStore store = FileTokenStore.at(temp);
    List<TokenKey> keys = fill(store);
    Iterator<TokenKey> all = store.keys().iterator();
    assertThat(all.next()).isEqualTo(keys.get(0));
    store.delete(keys.get(1));
    assertThat(all.next()).isEqualTo(keys.get(2));
    assertThat(store.keys(3)).containsExactly(keys.get(0), keys.get(2), keys.get(3));
  }

  @Test
  void encryptedRecords_areListedWithTheirKeyOnly() {
    TokenCodec codec = TokenCodec.aesGcm(KeyRing.of("one", KEY_BYTES));
    FileTokenStore store = FileTokenStore.builder().directory(temp).codec(codec).build();
    List<TokenKey> keys = fill(store);
    assertThat(store.keys(10)).isEqualTo(keys);
    assertThat(store.keysOf("user-7")).containsExactly(TokenFixture.key(7));
    TokenCodec lacking = TokenCodec.aesGcm(KeyRing.of("two", KEY_BYTES));
    FileTokenStore other = FileTokenStore.builder().directory(temp).codec(lacking).build();
    assertThatThrownBy(() -> other.keys(1))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining(keys.get(0).sha256())
        .hasMessageContaining("the key one");
  }

  @Test
  void badLimit_isRefused_beforeTheDirectoryIsRead() throws IOException {
    FileTokenStore store = FileTokenStore.at(temp);
    Files.delete(temp.resolve(LockFile.NAME));
    Files.delete(temp);
    assertThatThrownBy(() -> store.keys(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit: must be 1 or more");
    assertThatThrownBy(() -> store.keys(1)).isInstanceOf(TokenStoreException.class);
  }
}
