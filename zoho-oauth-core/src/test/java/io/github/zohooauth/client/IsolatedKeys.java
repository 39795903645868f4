package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.HangingKeys;
import io.github.zohooauth.testkit.HangingKeys.Call;
import io.github.zohooauth.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A random history in which the store's calls of some keys hang, while other keys are used. */
final class IsolatedKeys implements AutoCloseable {

  private static final int OTHERS = 20;
  private static final Duration HANGING = Duration.ofSeconds(10);

  /** All callers are still there at the end. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** What an application asks for one owner. */
  private enum Use {
    TOKEN,
    IS_AUTHORIZED,
    DETAILS,
    SIGN_IN,
    REVOKE,
    FORGET
  }

  /** What loads the record first. */
  private static final List<Use> READS =
      List.of(Use.TOKEN, Use.IS_AUTHORIZED, Use.DETAILS, Use.SIGN_IN, Use.REVOKE);

  private final Random chance;
  private final ExecutorService threads;
  private final int bound;
  private final ManualTime time = new ManualTime();
  private final CountingZoho zoho = new CountingZoho(time);
  private final HangingKeys store = new HangingKeys();
  private final AtomicInteger busy = new AtomicInteger();
  private final SelfClient client;

  IsolatedKeys(long seed, ExecutorService threads) {
    this.chance = new Random(seed);
    this.threads = threads;
    this.bound = 1 + chance.nextInt(4);
    this.client =
        zoho.client()
            .tokenStore(store)
            .pauses(time)
            .maxConcurrentRenewals(bound)
            .callerTimeout(PATIENCE)
            .watch(this::counting)
            .build();
  }

  private Executor counting(Executor own) {
    return work -> own.execute(() -> counted(work));
  }

  private void counted(Runnable work) {
    busy.incrementAndGet();
    try {
      work.run();
    } finally {
      busy.decrementAndGet();
    }
  }

  private TokenOwner expired(String name) {
    TokenOwner owner = TokenOwner.user(name);
    store.tokens.save(key(owner), zoho.record("old", time.instant().minus(Duration.ofHours(2))));
    return owner;
  }

  private static TokenKey key(TokenOwner owner) {
    return new TokenKey(Scene.CLIENT_ID, owner);
  }

  void play() throws Exception {
    List<TokenOwner> hanging = new ArrayList<>();
    List<CompletableFuture<?>> asked = new ArrayList<>();
    int count = 1 + chance.nextInt(12);
    for (int i = 0; i < count; i++) {
      TokenOwner owner = expired("hangs" + i);
      Call at = any(Call.values());
      store.hang(key(owner), at);
      hanging.add(owner);
      asked.add(use(owner, useThatReaches(at)));
      assertThat(store.begun().tryAcquire(Scene.HANG_GUARD.toSeconds(), TimeUnit.SECONDS))
          .as("key %d of %d hangs, at %s", i + 1, count, at)
          .isTrue();
      time.advance(HANGING); // so that it gives its place up
    }
    for (int i = 0; i < 4 * count; i++) {
      TokenOwner owner = hanging.get(chance.nextInt(count));
      asked.add(use(owner, any(Use.values())));
    }
    for (int i = 0; i < OTHERS; i++) {
      TokenOwner owner = expired("user" + i);
      use(owner, i == 0 ? Use.TOKEN : any(Use.values()))
          .get(Scene.HANG_GUARD.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(store.hanging()).as("keys that hang").isEqualTo(count);
    assertThat(store.mostOfOneKey()).as("calls of one key at a time").isOne();
    assertThat(busy).as("threads").hasValueLessThanOrEqualTo(count + bound);
    store.release();
    for (CompletableFuture<?> use : asked) {
      requireOwnFailure(use);
    }
    for (TokenOwner owner : hanging) {
      requireHealed(owner);
    }
  }

  private <T> T any(T[] values) {
    return values[chance.nextInt(values.length)];
  }

  private Use useThatReaches(Call call) {
    return switch (call) {
      case LOAD -> READS.get(chance.nextInt(READS.size()));
      case SAVE -> Use.SIGN_IN;
      case DELETE -> Use.FORGET;
      case TRY_LEASE, CURRENT, REPLACE, CLOSE -> Use.TOKEN;
    };
  }

  private CompletableFuture<?> use(TokenOwner owner, Use use) {
    return use == Use.TOKEN
        ? client.forOwner(owner).getAccessTokenAsync()
        : CompletableFuture.runAsync(() -> useNow(owner, use), threads);
  }

  private void useNow(TokenOwner owner, Use use) {
    switch (use) {
      case TOKEN -> client.forOwner(owner).getAccessToken();
      case IS_AUTHORIZED -> client.isAuthorized(owner);
      case DETAILS -> client.details(owner);
      case SIGN_IN -> client.exchange("1.code", owner);
      case REVOKE -> client.revoke(owner);
      case FORGET -> client.forget(owner);
    }
  }

  private static void requireOwnFailure(CompletableFuture<?> use) throws Exception {
    try {
      use.get(Scene.HANG_GUARD.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(ZohoOAuthException.class);
    }
  }

  private void requireHealed(TokenOwner owner) throws Exception {
    CompletableFuture<AccessToken> token = client.forOwner(owner).getAccessTokenAsync();
    if (store.tokens.load(key(owner)).isPresent()) {
      assertThat(token.get(Scene.HANG_GUARD.toSeconds(), TimeUnit.SECONDS).expiresAt())
          .isAfter(time.instant());
    } else { // it was revoked or forgotten
      assertThat(token)
          .failsWithin(Scene.HANG_GUARD)
          .withThrowableThat()
          .withCauseInstanceOf(AuthorizationRequiredException.class);
    }
  }

  @Override
  public void close() {
    store.release();
    client.close();
    zoho.close();
  }
}
