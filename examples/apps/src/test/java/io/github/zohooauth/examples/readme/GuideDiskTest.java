package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.store.file.FileTokenStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the guide of the file store says about full disks and backups. */
@Timeout(60)
@ExtendWith(LocalZohoExtension.class)
class GuideDiskTest {

  private static final TokenKey KEY = new TokenKey("1000.XXXX", TokenOwner.unnamed());

  @TempDir private Path temp;

  private SelfClient process(LocalZoho zoho, Client registered, AtomicBoolean full) {
    TokenStore store = new FullDisk(FileTokenStore.at(temp.resolve("tokens")), full);
    return SelfClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalEu.of(zoho))
        .tokenStore(store)
        .clock(zoho.clock())
        .build();
  }

  @Test
  void fullDisk_eachProcessRenewsForItself_untilThereIsRoom(LocalZoho zoho) {
    Client registered = zoho.user("eu").selfClient();
    AtomicBoolean full = new AtomicBoolean();
    try (SelfClient one = process(zoho, registered, full);
        SelfClient two = process(zoho, registered, full)) {
      AccessToken shared = one.exchange(registered.code("ZohoCRM.modules.ALL")).accessToken();
      full.set(true);
      assertThat(two.getAccessToken()).as("is stored").isEqualTo(shared);
      zoho.clock().advance(Duration.ofHours(1));
      AccessToken own = one.getAccessToken();
      assertThat(List.of(shared, own, two.getAccessToken())).doesNotHaveDuplicates();
      assertThat(one.getAccessToken()).as("is in memory").isEqualTo(own);
      assertThat(zoho.tokenRequests()).hasSize(3);
      String code = registered.code("ZohoCRM.modules.ALL");
      assertThatThrownBy(() -> one.exchange(code, TokenOwner.user("new")))
          .isInstanceOf(TokenStoreException.class);
      full.set(false);
      zoho.clock().advance(Duration.ofHours(1));
      assertThat(one.getAccessToken()).isEqualTo(two.getAccessToken());
    }
  }

  /** As the guide says, for a backup that runs in the JVM of the store. */
  @Test
  void backup_endsTheLocks_ifItReadsTheLockFile() throws Exception {
    Path tokens = temp.resolve("tokens");
    Path backup = Files.createDirectory(temp.resolve("backup"));
    String tryLease =
        "System.out.print(FileTokenStore.at(Path.of(\"%s\")).tryLease(TokenKey.parse(\"%s\")).isPresent());"
            .formatted(tokens, KEY.text());
    Compiled other = Compiled.statements(temp, "Other", tryLease);
    FileTokenStore store = FileTokenStore.at(tokens);
    store.save(KEY, StoredToken.refreshing(DataCenter.EU, "1000.r"));
    try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
      assertThat(lease.current()).isPresent();
      String record = KEY.sha256() + ".tok";
      Files.copy(tokens.resolve(record), backup.resolve(record));
      assertThat(other.run(temp, Map.of())).as("leased elsewhere").isEqualTo("false");
      Files.copy(tokens.resolve("store.lock"), backup.resolve("store.lock"));
      assertThat(other.run(temp, Map.of())).as("leased elsewhere").isEqualTo("true");
    }
  }
}
