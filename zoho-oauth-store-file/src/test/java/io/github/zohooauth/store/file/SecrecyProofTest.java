package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An encrypted store shows no secrets in its files and can change its key while in use. */
class SecrecyProofTest {

  private static final KeyRing OLD = KeyRing.of("old", new byte[32]);
  private static final KeyRing NEW = KeyRing.of("new", key(1));

  @RegisterExtension private final LogCapture log = new LogCapture();

  @TempDir private Path temp;

  private static byte[] key(int first) {
    byte[] key = new byte[32];
    key[0] = (byte) first;
    return key;
  }

  private FileTokenStore store(KeyRing ring) {
    return FileTokenStore.builder().directory(temp).codec(TokenCodec.aesGcm(ring)).build();
  }

  @Test
  @Tag("E3")
  void filesOfEncryptedStore_containNoSecretAndNoOwner() throws IOException {
    int saves = Proof.size(60, 1_000);
    FileTokenStore store = store(OLD);
    IntStream.range(0, saves)
        .forEach(i -> store.save(TokenFixture.key(i % 50), TokenFixture.token(i)));
    Files.writeString(temp.resolve(TokenFixture.KEY.sha256() + ".tok"), "torn");
    store.load(TokenFixture.KEY);
    List<String> secrets = new ArrayList<>();
    for (String secret :
        List.of("1000.access-", "1000.refresh-", "user=user-", "1000.CLIENT", "www.zohoapis.eu")) {
      secrets.add(secret);
      for (int shift = 0; shift < 3; shift++) {
        byte[] bytes = ("xxx".substring(shift) + secret).getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getUrlEncoder().encodeToString(bytes);
        secrets.add(base64.substring(4, base64.length() - 4));
      }
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(temp)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSizeGreaterThan(50);
    Proof.holds(
        "E3",
        files,
        file ->
            assertThat(
                    file.getFileName()
                        + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain(secrets.toArray(String[]::new)));
  }

  @Test
  void wrongKey_throwsUnreadableRecord_andChangesNothing() throws IOException {
    store(OLD).save(TokenFixture.KEY, TokenFixture.token(1));
    Path record = temp.resolve(TokenFixture.KEY.sha256() + ".tok");
    byte[] before = Files.readAllBytes(record);
    FileTokenStore wrong = store(NEW);
    assertThatThrownBy(() -> wrong.load(TokenFixture.KEY))
        .isInstanceOf(UnreadableRecordException.class);
    assertThatThrownBy(() -> wrong.save(TokenFixture.KEY, TokenFixture.token(2)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("It is unchanged");
    assertThatThrownBy(() -> wrong.keys(9)).isInstanceOf(UnreadableRecordException.class);
    assertThatThrownBy(wrong::rekey).isInstanceOf(UnreadableRecordException.class);
    assertThat(Files.readAllBytes(record)).isEqualTo(before);
    assertThat(temp.resolve("corrupt")).doesNotExist();
    assertThat(log.messages()).isEmpty();
    assertThat(store(OLD).load(TokenFixture.KEY)).contains(TokenFixture.token(1));
  }

  @Test
  void rekey_withDamagedRecords_writesAllOthers() throws IOException {
    FileTokenStore old = store(OLD);
    List<TokenKey> keys = IntStream.range(0, 20).mapToObj(TokenFixture::key).toList();
    keys.forEach(key -> old.save(key, TokenFixture.token(1)));
    for (TokenKey damaged : keys.subList(0, 10)) {
      Files.writeString(temp.resolve(damaged.sha256() + ".tok"), "torn");
    }
    assertThatThrownBy(store(NEW.with("old", new byte[32]))::rekey)
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("is damaged");
    FileTokenStore after = store(NEW);
    assertThat(keys.subList(10, 20)).allMatch(key -> after.load(key).isPresent());
  }

  /** Adds a number outside the range of all types to each record. */
  private record OddCodec(TokenCodec plain) implements TokenCodec {

    @Override
    public String encode(TokenKey key, StoredToken token) {
      return plain.encode(key, token).replaceFirst("\\{", "{\"x\":1e9999999999,");
    }

    @Override
    public StoredToken decode(TokenKey key, String text) {
      return plain.decode(key, text);
    }

    @Override
    public TokenKey keyOf(String sha256, String text) {
      return plain.keyOf(sha256, text);
    }
  }

  @Test
  void rekey_withNumbersOutOfRange_writesAllOthers() {
    TokenCodec plain = TokenCodec.plain();
    FileTokenStore clear = FileTokenStore.builder().directory(temp).codec(plain).build();
    List<TokenKey> keys = IntStream.range(0, 20).mapToObj(TokenFixture::key).toList();
    keys.forEach(key -> clear.save(key, TokenFixture.token(1)));
    FileTokenStore odd =
        FileTokenStore.builder().directory(temp).codec(new OddCodec(plain)).build();
    keys.subList(0, 10).forEach(key -> odd.save(key, TokenFixture.token(2)));
    assertThatThrownBy(store(NEW.acceptingPlaintext())::rekey)
        .isInstanceOf(TokenStoreException.class)
        .hasMessageNotContaining("9999");
    FileTokenStore after = store(NEW);
    for (TokenKey key : keys.subList(10, 20)) {
      assertThat(temp.resolve(key.sha256() + ".tok")).content().contains("zot1.new.");
      assertThat(after.load(key)).contains(TokenFixture.token(1));
    }
  }

  /** Changes from plain text to the old key, then to the new key, while others read and renew. */
  @Test
  @Tag("E2")
  void rekey_whileOthersReadAndRenew_losesNothing() throws Exception {
    int records = Proof.size(40, 1_000);
    FileTokenStore plain = FileTokenStore.at(temp);
    List<TokenKey> keys = IntStream.range(0, records).mapToObj(TokenFixture::key).toList();
    keys.forEach(key -> plain.save(key, TokenFixture.token(0)));
    List<TokenKey> renewed = keys.subList(0, records / 2); // the others keep their first backup
    rekey(store(OLD.acceptingPlaintext()), renewed);
    rekey(store(NEW.with("old", new byte[32])), renewed);
    FileTokenStore after = store(NEW);
    Proof.holds("E2", keys, key -> assertThat(after.load(key)).isPresent());
    assertThat(after.rekey()).as("records of a second rekey").isZero();
  }

  private static void rekey(FileTokenStore store, List<TokenKey> keys) throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    List<Throwable> failures = new ArrayList<>();
    int[] renewals = new int[keys.size()];
    Arrays.setAll(renewals, i -> TokenFixture.number(store.load(keys.get(i)).orElseThrow()));
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      int first = t;
      threads.add(
          new Thread(
              () -> {
                for (int i = first; !stop.get(); i = (i + 2) % keys.size()) {
                  renew(store, keys.get(i), renewals[i]++);
                }
              }));
    }
    threads.forEach(
        thread -> {
          thread.setUncaughtExceptionHandler((dead, failure) -> failures.add(failure));
          thread.start();
        });
    assertThat(store.rekey()).isPositive();
    stop.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
    for (int i = 0; i < keys.size(); i++) {
      assertThat(TokenFixture.number(store.load(keys.get(i)).orElseThrow())).isEqualTo(renewals[i]);
    }
  }

  /** A lease may replace a record that was encoded again after the lease read it. */
  private static void renew(FileTokenStore store, TokenKey key, int number) {
    try (TokenStore.Lease lease = store.tryLease(key).orElseThrow()) {
      assertThat(lease.current()).contains(TokenFixture.token(number));
      assertThat(store.load(key)).contains(TokenFixture.token(number));
      assertThat(lease.replace(TokenFixture.token(number + 1))).isTrue();
    }
  }
}
