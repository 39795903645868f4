package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.ApiCallWay;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.RefusingApi;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An hour of virtual time in which two hosts with one store send good requests, and others that an
 * API refuses; all ways to send and to replace a token take turns.
 */
public final class RefusedHourScenario implements AutoCloseable {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<ApiCallWay> WAYS = List.of(ApiCallWay.values());

  /** A token call that is answered when the test says so. */
  private static final class HeldCall {
    final CompletableFuture<@Nullable Void> sent = new CompletableFuture<>();
    final CompletableFuture<@Nullable Void> answered = new CompletableFuture<>();
  }

  final ManualTime time = new ManualTime();
  private final DataCenter dataCenter;
  private final RefusingApi api;
  private final HttpClient plain;
  private final ExecutorService threads;
  private final Duration step;
  private final CountingZoho zoho = new CountingZoho(time);
  private final TokenStore store = TokenStore.inMemory();
  private final List<SelfClient> hosts;
  private volatile @Nullable HeldCall held;
  private int sent;
  private int turn;
  private int refusals;

  /** Begins it with a token that has just been obtained, and a good request at each step. */
  public RefusedHourScenario(
      RefusingApi api, HttpClient plain, ExecutorService threads, Duration step) {
    this.api = api;
    this.plain = plain;
    this.threads = threads;
    this.step = step;
    this.dataCenter = DataCenter.of("eu", zoho.dataCenter().accountsServer(), api.base());
    AccessToken token =
        new AccessToken(
            "1.first-" + api.requests, time.instant().plus(HOUR), Set.of(), dataCenter, api.base());
    store.save(
        Scene.KEY,
        StoredToken.refreshing(dataCenter, "1.refresh").withAccessToken(token, time.instant()));
    zoho.script = number -> hold();
    this.hosts = List.of(host(dataCenter), host(dataCenter));
  }

  private SelfClient host(DataCenter dataCenter) {
    return zoho.client()
        .dataCenter(dataCenter)
        .tokenStore(store)
        .pauses(time)
        .httpClient(plain)
        .executor(Runnable::run)
        .build();
  }

  private @Nullable CannedAnswer hold() {
    HeldCall call = held;
    if (call != null) {
      call.sent.complete(null);
      call.answered.join();
    }
    return null;
  }

  public int tokenCalls() {
    return zoho.refreshes.get();
  }

  /** Plays the hour, with refused requests of both hosts that far apart. */
  public void play(Duration spacing) throws Exception {
    Instant end = time.instant().plus(HOUR);
    for (Instant next = time.instant(); time.instant().isBefore(end); time.advance(step)) {
      good(turn / 2);
      if (!time.instant().isBefore(next)) {
        for (SelfClient host : hosts) {
          refused(host);
        }
        next = next.plus(spacing);
      }
    }
    int due = (int) HOUR.dividedBy(step);
    assertThat(sent).as("good requests").isGreaterThanOrEqualTo(due);
  }

  /**
   * Plays the hour, in which the token of that moment dies that many times, each time before
   * another way to send.
   */
  public void playDeaths(int deaths) throws Exception {
    Instant end = time.instant().plus(HOUR);
    Duration life = HOUR.dividedBy(deaths + 1L);
    Instant next = time.instant().plus(life);
    for (int died = 0; time.instant().isBefore(end); time.advance(step)) {
      int way = turn / 2;
      if (died < deaths && !time.instant().isBefore(next)) {
        api.die(stored());
        way = died++;
        next = next.plus(life);
      }
      good(way);
      good(turn / 2);
    }
  }

  /** One of the good requests, by the next host and way: it works, and does not wait. */
  private void good(int way) throws Exception {
    SelfClient host = hosts.get(turn % 2);
    assertThat(host.getAccessTokenAsync()).as("a token at once").isDone();
    HttpResponse<byte[]> response = send(host, "/good", way);
    assertThat(response.statusCode()).as("good request %s", sent).isEqualTo(200);
    assertThat(response.body()).isEqualTo(RefusingApi.FINE);
    sent++;
    turn++;
    AccessToken served = host.getAccessToken();
    Instant due =
        RenewalPolicy.DEFAULT.renewFrom(
            served.value(), served.expiresAt(), served.expiresAt().minus(HOUR));
    if (!time.instant().isBefore(due)) {
      awaitNewer(served);
    }
  }

  /** Until the renewal beside the callers has ended: it takes no virtual time. */
  private void awaitNewer(AccessToken served) {
    Instant hung = Instant.now().plus(Scene.HANG_GUARD);
    while (stored().equals(served)) {
      assertThat(Instant.now()).as("when %s is renewed", served).isBefore(hung);
      Thread.onSpinWait();
    }
  }

  private AccessToken stored() {
    StoredToken stored = store.load(Scene.KEY).orElseThrow();
    return stored.accessTokenOf(dataCenter).orElseThrow();
  }

  /** One that the API refuses: while a token is renewed for it, the good ones go on. */
  private void refused(SelfClient host) throws Exception {
    HeldCall call = new HeldCall();
    held = call;
    int way = refusals++;
    int before = api.requests.get();
    try {
      Future<HttpResponse<byte[]>> asked = threads.submit(() -> send(host, "/deleted", way));
      CompletableFuture<?> ended = CompletableFuture.runAsync(() -> awaited(asked), threads);
      CompletableFuture.anyOf(ended, call.sent).get(10, TimeUnit.SECONDS);
      int beside = 0;
      for (; !ended.isDone() && beside < 4; beside++) {
        good(turn / 2);
      }
      held = null;
      call.answered.complete(null);
      HttpResponse<byte[]> answer = asked.get(10, TimeUnit.SECONDS);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).as("byte for byte").isEqualTo(api.mood.answer().body());
      api.mood
          .answer()
          .headers()
          .forEach((name, value) -> assertThat(answer.headers().allValues(name)).contains(value));
      assertThat(api.requests.get() - before - beside).as("sent").isBetween(1, 2);
    } finally {
      held = null;
      call.answered.complete(null);
    }
  }

  private static void awaited(Future<?> work) {
    try {
      work.get();
    } catch (Exception e) {
      // the caller looks at the work itself
    }
  }

  private HttpResponse<byte[]> send(SelfClient host, String path, int way) throws Exception {
    return WAYS.get(way % WAYS.size())
        .get(new ApiCallWay.Caller(host, plain, api.mood), api.base().resolve(path));
  }

  @Override
  public void close() {
    hosts.forEach(SelfClient::close);
    zoho.close();
  }
}
