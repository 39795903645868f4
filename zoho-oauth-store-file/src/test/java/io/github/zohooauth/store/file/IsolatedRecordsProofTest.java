package io.github.zohooauth.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record on whose files the disk hangs holds one thread, and all other records are used. */
@Tag("S3")
class IsolatedRecordsProofTest {

  private static final int OTHERS = 12;
  private static final int LAST_OPERATION = 16;
  private static final long LONGEST_SECONDS = 10;
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  /** What an application asks for one owner. */
  private enum Use {
    TOKEN,
    IS_AUTHORIZED,
    SIGN_IN,
    FORGET
  }

  @TempDir Path directory;

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  @Test
  void recordsThatHangAtAnyOperation_holdUpNoOtherRecord_andHeal() throws Exception {
    long seed = Proof.seed("S3 file", 20261204);
    try (AccountsServer zoho = new AccountsServer()) {
      zoho.answer(
          200,
          "{\"access_token\":\"1.new\",\"refresh_token\":\"1.r\",\"expires_in\":3600}"
              .getBytes(UTF_8));
      Proof.holds(
          "S3 file",
          LongStream.range(0, Proof.size(30, 2_000)).mapToObj(i -> seed + i).toList(),
          one -> hold(new Random(one), zoho, directory.resolve("store-" + one)));
    }
  }

  private static void hold(Random chance, AccountsServer zoho, Path store) throws Exception {
    HangingDisk disk = new HangingDisk();
    FileTokenStore tokens = FileTokenStore.open(disk, store, TokenCodec.plain());
    int count = 1 + chance.nextInt(8);
    for (int i = 0; i < count + OTHERS; i++) {
      tokens.save(TokenFixture.key(i), TokenFixture.token(i));
    }
    List<CompletableFuture<?>> asked = new ArrayList<>();
    try (SelfClient client = zoho.client(tokens)) {
      for (int i = 0; i < count; i++) {
        CompletableFuture<Boolean> hangs =
            disk.hang(TokenFixture.key(i).sha256(), 1 + chance.nextInt(LAST_OPERATION));
        CompletableFuture<?> use = use(client, i, chance);
        asked.add(use);
        CompletableFuture.anyOf(hangs, use.handle((done, failure) -> true))
            .get(LONGEST_SECONDS, TimeUnit.SECONDS);
      }
      for (int i = 0; i < 4 * count; i++) {
        asked.add(use(client, chance.nextInt(count), chance));
      }
      for (int i = count; i < count + OTHERS; i++) {
        use(client, i, chance).get(LONGEST_SECONDS, TimeUnit.SECONDS);
      }
      assertThat(disk.mostOfOneRecord()).as("operations on one record at a time").isOne();
      disk.release();
      for (CompletableFuture<?> use : asked) {
        requireOwnFailure(use);
      }
      for (int i = 0; i < count; i++) {
        requireHealed(client, tokens, TokenFixture.key(i));
      }
    } finally {
      disk.release();
    }
  }

  private static CompletableFuture<?> use(SelfClient client, int number, Random chance) {
    TokenOwner owner = TokenFixture.key(number).owner();
    Use use = Use.values()[chance.nextInt(Use.values().length)];
    return use == Use.TOKEN
        ? client.forOwner(owner).getAccessTokenAsync()
        : CompletableFuture.runAsync(() -> useNow(client, owner, use), THREADS);
  }

  private static void useNow(SelfClient client, TokenOwner owner, Use use) {
    switch (use) {
      case TOKEN -> client.forOwner(owner).getAccessToken();
      case IS_AUTHORIZED -> client.isAuthorized(owner);
      case SIGN_IN -> client.exchange("1.code", owner);
      case FORGET -> client.forget(owner);
    }
  }

  private static void requireOwnFailure(CompletableFuture<?> use) throws Exception {
    try {
      use.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(ZohoOAuthException.class);
    }
  }

  private static void requireHealed(SelfClient client, FileTokenStore tokens, TokenKey key)
      throws Exception {
    boolean isThere = tokens.load(key).isPresent();
    assertThat(client.isAuthorized(key.owner())).isEqualTo(isThere);
    if (isThere) {
      assertThat(
              client
                  .forOwner(key.owner())
                  .getAccessTokenAsync()
                  .get(LONGEST_SECONDS, TimeUnit.SECONDS))
          .isNotNull();
    }
  }
}
