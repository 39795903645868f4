package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ObjectWalk;
import io.github.zohooauth.testkit.PassedOnStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client keeps nothing of the work that is complete. */
@Timeout(20)
class CompletedWorkTest {

  private static final int OWNERS = 200;

  /** What a client holds while work is in progress, and no longer. */
  private static final List<String> OPEN =
      List.of(
          "OpenWork$Step",
          "RenewalTask",
          "RenewalSteps",
          "RenewalAttempt",
          "RenewalLease",
          "Admission$Place",
          "CallCounter");

  private static final List<CannedAnswer> FAILURES =
      List.of(
          CountingZoho.BROKEN,
          CountingZoho.REFUSED,
          CountingZoho.DENIED,
          CannedAnswer.json(200, "{\"error\":\"invalid_client\"}"));

  /** Pauses that end at once. */
  @SuppressWarnings("NullAway") // does not see the interface's annotation in its class file
  private static final Delayer AT_ONCE = duration -> CompletableFuture.completedFuture(null);

  private final TokenStore store = TokenStore.inMemory();

  private static TokenOwner owner(int number) {
    return TokenOwner.user("user-" + number);
  }

  private static List<CompletableFuture<AccessToken>> askAll(SelfClient client) {
    return IntStream.range(0, OWNERS)
        .mapToObj(number -> client.forOwner(owner(number)).getAccessTokenAsync())
        .toList();
  }

  private static void awaitAll(List<CompletableFuture<AccessToken>> callers) throws Exception {
    for (CompletableFuture<AccessToken> caller : callers) {
      Throwable unused = caller.handle((token, failure) -> failure).get(10, TimeUnit.SECONDS);
    }
  }

  private static Set<String> open(SelfClient client) {
    Set<String> open = new TreeSet<>();
    for (Object object : ObjectWalk.from(client)) {
      String name = object.getClass().getName();
      if (OPEN.stream().anyMatch(name::contains)) {
        open.add(name.replaceAll("/.*|0x.*", ""));
      }
    }
    return open;
  }

  @Test
  void renewalsAndSignIns_leaveNothing_howeverTheyEnd() throws Exception {
    CountingZoho zoho = new CountingZoho(InstantSource.system());
    SelfClient client =
        zoho.client().tokenStore(store).pauses(AT_ONCE).maxConcurrentRenewals(8).build();
    try (zoho) {
      play(client, zoho);
    }
    assertThat(catchThrowable(() -> client.exchange("1.code"))).as("sign-in").isNotNull();
    requireNoneSoon(() -> open(client));
    client.close();
  }

  private static void requireNoneSoon(Supplier<Set<String>> left) {
    long begun = System.nanoTime();
    while (!left.get().isEmpty()) {
      assertThat(System.nanoTime() - begun)
          .as("time until none of these is left: %s", left.get())
          .isLessThan(Duration.ofSeconds(5).toNanos());
    }
  }

  private static Set<String> keys(SelfClient client) {
    Set<String> keys = new TreeSet<>();
    for (Object object : ObjectWalk.from(client)) {
      if (object instanceof TokenKey key && key.owner().user() != null) {
        keys.add(key.toString());
      }
    }
    return keys;
  }

  /** A store whose loads end when their caller waits. */
  private static final class AwaitedLoads extends PassedOnStore {

    private final Thread caller = Thread.currentThread();
    private final Semaphore begun = new Semaphore(0);
    private volatile boolean mayEnd;

    /** Runs the work in a thread of its own, and returns when it loads. */
    void execute(Runnable work) {
      mayEnd = false;
      new Thread(work).start();
      begun.acquireUninterruptibly();
      mayEnd = true;
    }

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      begun.release();
      while (!mayEnd || caller.getState() == Thread.State.RUNNABLE) {
        Thread.onSpinWait();
      }
      return super.load(key);
    }
  }

  @Test
  void loads_leaveNothing_evenIfTheyBeginBeforeTheirCallersWait() {
    AwaitedLoads loads = new AwaitedLoads();
    try (CountingZoho zoho = new CountingZoho(InstantSource.system());
        SelfClient client = zoho.client().tokenStore(loads).executor(loads::execute).build()) {
      for (int number = 0; number < 20; number++) {
        assertThat(client.isAuthorized(owner(number))).isFalse();
      }
      requireNoneSoon(() -> keys(client));
    }
  }

  private void play(SelfClient client, CountingZoho zoho) throws Exception {
    Instant longAgo = Instant.now().minus(Duration.ofHours(2));
    for (int number = 0; number < OWNERS; number++) {
      store.save(new TokenKey(Scene.CLIENT_ID, owner(number)), zoho.record("old", longAgo));
    }
    zoho.script = number -> number % 3 == 0 ? FAILURES.get(number / 3 % 4) : null;
    TokenKey first = new TokenKey(Scene.CLIENT_ID, owner(0));
    try (TokenStore.Lease another = store.tryLease(first).orElseThrow()) {
      List<CompletableFuture<AccessToken>> callers = askAll(client);
      for (int number = 0; number < OWNERS; number += 5) {
        callers.get(number).cancel(true);
      }
      awaitAll(callers);
      awaitAll(askAll(client)); // those that were left, too
      assertThat(another).isNotNull();
    }
    assertThat(client.exchange("1.code")).isNotNull();
  }
}
