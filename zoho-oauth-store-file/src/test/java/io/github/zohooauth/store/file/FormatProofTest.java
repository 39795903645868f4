package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Reads files that the first version wrote, and refuses files of later formats. */
@Tag("F9")
@ExtendWith(LogCapture.class)
class FormatProofTest {

  /** The key of all files in {@code format}. */
  private static final TokenKey KEY =
      new TokenKey(
          "1000.FIXTURE",
          TokenOwner.user("zo\u00eb").inOrganization("7").inEnvironment(Environment.SANDBOX));

  @TempDir private Path temp;

  private Path record() {
    return temp.resolve(KEY.sha256() + ".tok");
  }

  private FileTokenStore storeWith(String fixture) throws IOException {
    FileTokenStore store = FileTokenStore.at(temp);
    try (InputStream file = FormatProofTest.class.getResourceAsStream("format/" + fixture)) {
      Files.write(record(), file.readAllBytes());
    }
    return store;
  }

  @Test
  void recordOfFirstFormat_isRead_andKeepsUnknownFields() {
    Proof.holds(
        "F9",
        List.of("v1.tok", "v1-with-later-fields.tok"),
        fixture -> {
          FileTokenStore store = storeWith(fixture);
          StoredToken token = store.load(KEY).orElseThrow();
          assertThat(token.refreshToken()).isEqualTo("1000.refresh-of-v1");
          assertThat(token.accessTokenOf(DataCenter.EU)).contains(ACCESS);
          assertThat(token.details()).containsEntry("e-mail", "zo\u00eb@example.com");
          assertThat(store.keys()).containsExactly(KEY);
          try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
            StoredToken current = lease.current().orElseThrow();
            assertThat(lease.replace(current.withDetail("note", "renewed"))).isTrue();
          }
          assertThat(Files.readString(record()).contains("\"later\":{\"a\":[1,\"b\"]}"))
              .isEqualTo(fixture.contains("later"));
        });
  }

  private static final AccessToken ACCESS =
      new AccessToken(
          "1000.access-of-v1",
          Instant.parse("2026-01-01T13:00:00Z"),
          Set.of("ZohoCRM.modules.ALL", "email"),
          DataCenter.EU,
          URI.create("https://sandbox.zohoapis.eu"));

  @Test
  void recordOfLaterFormat_staysUnchangedUntilItIsDeleted() {
    StoredToken other = StoredToken.refreshing(DataCenter.EU, "1000.other");
    Proof.holds(
        "F9",
        List.of("v2-file.tok", "v2-token.tok"),
        fixture -> {
          FileTokenStore store = storeWith(fixture);
          byte[] before = Files.readAllBytes(record());
          assertNewer(() -> store.load(KEY));
          assertNewer(() -> store.save(KEY, other));
          assertNewer(() -> store.keys(9));
          assertNewer(store::rekey);
          try (TokenStore.Lease lease = store.tryLease(KEY).orElseThrow()) {
            assertNewer(lease::current);
          }
          assertThat(Files.readAllBytes(record())).isEqualTo(before);
          assertThat(DiskFileOps.INSTANCE.list(temp))
              .containsExactlyInAnyOrder(record().getFileName().toString(), LockFile.NAME);
          store.delete(KEY);
          store.save(KEY, other);
          assertThat(store.load(KEY)).contains(other);
          store.delete(KEY);
        });
  }

  private static void assertNewer(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("format 2")
        .hasMessageMatching(".*[Uu]se a newer .*");
  }
}
