package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountedHttp;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.SeenLogs;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What renewal does over hours, by clocks that jump, and after errors. */
class RenewalProofTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final IdleTime time = new IdleTime();
  private final CountingZoho zoho = new CountingZoho(time);

  @AfterEach
  void close() {
    zoho.close();
  }

  private SelfClient.Builder client(TokenStore store) {
    return zoho.client().tokenStore(store).pauses(time);
  }

  @Test
  @Tag("R6")
  void finalError_costsOneCall_howeverManyAsk() throws Exception {
    zoho.script = number -> CountingZoho.REFUSED;
    TokenStore store = TokenStore.inMemory();
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(HOUR.multipliedBy(2))));
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try (SelfClient client = client(store).build()) {
      int asked = Proof.size(1_000, 10_000);
      List<Future<Throwable>> callers =
          IntStream.range(0, asked)
              .mapToObj(i -> threads.submit(() -> catchThrowable(client::getAccessToken)))
              .toList();
      Proof.holds(
          "R6",
          callers,
          caller -> assertThat(caller.get()).isInstanceOf(AuthorizationRequiredException.class));
      assertThat(zoho.refreshes).hasValue(1);

      zoho.script = number -> null;
      StoredToken other = StoredToken.refreshing(zoho.dataCenter(), "1.another");
      store.save(Scene.KEY, other);
      assertThat(client.getAccessToken().value()).isEqualTo("1.access-2");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @Tag("R6")
  void finalErrors_ofManyOwners_areAllRemembered_alsoWhereNoneCanBeNoted() {
    zoho.script = number -> CountingZoho.REFUSED;
    StoredToken old = zoho.record("old", time.instant().minus(HOUR.multipliedBy(2)));
    TokenStore unwritable = new ReadOnlyStore(old);
    List<TokenOwner> owners =
        IntStream.range(0, Proof.size(150, 1_500)).mapToObj(i -> TokenOwner.user("u" + i)).toList();
    try (SelfClient client = client(unwritable).build();
        SeenLogs logs = new SeenLogs()) {
      for (int round = 1; round <= 3; round++) {
        Proof.holds(
            "R6",
            owners,
            owner ->
                assertThat(catchThrowable(client.forOwner(owner)::getAccessToken))
                    .isInstanceOf(AuthorizationRequiredException.class));
        assertThat(zoho.refreshes).hasValue(owners.size());
      }
      assertThat(logs.drain()).isNotEmpty();
    }
  }

  /** Has the same record for every key, and can store nothing. */
  private record ReadOnlyStore(StoredToken record) implements TokenStore {

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      return Optional.of(record);
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      throw new TokenStoreException("read-only");
    }

    @Override
    public void delete(TokenKey key) {
      throw new TokenStoreException("read-only");
    }
  }

  @Test
  @Tag("R8")
  void failuresBesideTheCallers_areNeverSeen_beforeTheTokenEnds() {
    Random chance = new Random(Proof.seed("R8", 20260313));
    List<Integer> hours =
        Stream.generate(() -> 1 + chance.nextInt(20)).limit(Proof.size(10, 1_000)).toList();
    try (SeenLogs logs = new SeenLogs()) {
      Proof.holds("R8", hours, this::holdHour);
      assertThat(logs.drain()).anyMatch(line -> line.contains("No new token"));
    }
  }

  /** An hour in which Zoho fails, and is asked every so many seconds. */
  private void holdHour(int step) throws Exception {
    zoho.script = number -> CountingZoho.BROKEN;
    TokenStore store = TokenStore.inMemory();
    store.save(Scene.KEY, zoho.record("served", Scene.NOW));
    IdleTime hour = IdleTime.counting(Scene.NOW, now -> {});
    try (SelfClient client = counted(store, hour)) {
      FutureTask<Boolean> caller =
          new FutureTask<>(() -> askForAnHour(client, hour, Duration.ofSeconds(step)));
      hour.begin();
      new Thread(caller).start();
      while (!caller.isDone() && hour.pass()) {}
      assertThat(caller.get()).isTrue();
    }
  }

  private boolean askForAnHour(SelfClient client, IdleTime hour, Duration step) throws Exception {
    try {
      int before = zoho.refreshes.get();
      while (hour.instant().isBefore(Scene.NOW.plus(HOUR).minus(step))) {
        assertThat(client.getAccessToken().value()).isEqualTo("1.served");
        hour.sleep(step);
      }
      assertThat(zoho.refreshes.get() - before).isBetween(1, 8);
      hour.sleep(step);
      assertThat(catchThrowable(client::getAccessToken))
          .isInstanceOf(TemporaryFailureException.class);
      hour.sleep(Duration.ofSeconds(15)); // then a closed gate lets a call pass
      assertThat(catchThrowable(client::getAccessToken))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("HTTP 502");
      return true;
    } finally {
      hour.end();
    }
  }

  /** No thread of its own is between a caller and the first step of the renewal. */
  private SelfClient counted(TokenStore store, IdleTime hour) {
    return client(store)
        .clock(hour)
        .pauses(hour)
        .httpClient(new CountedHttp(hour))
        .executor(Runnable::run)
        .watch(hour::counting)
        .callerTimeout(Duration.ofSeconds(4))
        .build();
  }

  @Test
  @Tag("R9")
  void clocksThatJump_neverBringATokenPastItsEnd() {
    Random chance = new Random(Proof.seed("R9", 20260314));
    List<Long> histories =
        Stream.generate(chance::nextLong).limit(Proof.size(100, 10_000)).toList();
    Proof.holds("R9", histories, history -> ClockHistory.play(history, zoho));
  }

  @Test
  @Tag("R11")
  void retryAfter_isObeyed_andATenthLaterAtMost() {
    Map<String, Duration> headers = new LinkedHashMap<>();
    for (int seconds : new int[] {1, 2, 30, 60, 120, 599, 600, 601, 1_800, 3_599, 3_600}) {
      headers.put(Integer.toString(seconds), Duration.ofSeconds(seconds));
      headers.put(" " + seconds + " ", Duration.ofSeconds(seconds));
      headers.put("@" + seconds, Duration.ofSeconds(seconds));
    }
    for (String tooLong : List.of("3601", "86400", "999999999", "@7200", "@99999999")) {
      headers.put(tooLong, HOUR);
    }
    for (String senseless :
        List.of("0", "-5", "soon", "", "1e3", "1.5", "120, 60", "9".repeat(40), "@-60", "@0")) {
      headers.put(senseless, Duration.ZERO); // the usual cool-down
    }
    Proof.holds("R11", List.copyOf(headers.entrySet()), this::holdRetryAfter);
  }

  private void holdRetryAfter(Map.Entry<String, Duration> row) {
    Instant second = time.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    time.advance(Duration.between(time.instant(), second)); // dates are of seconds
    String header =
        row.getKey().startsWith("@")
            ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                time.instant()
                    .plusSeconds(Long.parseLong(row.getKey().substring(1)))
                    .atOffset(ZoneOffset.UTC))
            : row.getKey();
    int before = zoho.refreshes.get();
    zoho.script =
        number -> number == before + 1 ? CountingZoho.DENIED.with("Retry-After", header) : null;
    TokenStore store = TokenStore.inMemory();
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(HOUR.multipliedBy(2))));
    try (SelfClient client = client(store).build()) {
      RateLimitedException limited = (RateLimitedException) catchThrowable(client::getAccessToken);
      Duration wait = Duration.between(time.instant(), limited.retryAt());
      if (row.getValue().isZero()) {
        assertThat(wait).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
      } else {
        Duration named = row.getValue();
        assertThat(wait).isBetween(named, named.plus(named.dividedBy(10)));
      }
      time.advance(wait.minusMillis(1));
      assertThat(catchThrowable(client::getAccessToken)).isInstanceOf(RateLimitedException.class);
      try (SelfClient restarted = client(store).build()) {
        assertThat(catchThrowable(restarted::getAccessToken))
            .isInstanceOf(RateLimitedException.class);
      }
      assertThat(zoho.refreshes.get() - before).isEqualTo(1);
      time.advance(Duration.ofMillis(1));
      assertThat(client.getAccessToken().value()).isEqualTo("1.access-" + (before + 2));
    }
  }
}
