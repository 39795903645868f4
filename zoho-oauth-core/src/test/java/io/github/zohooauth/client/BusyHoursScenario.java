package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.http.FaultyNetwork;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CallerRecord;
import io.github.zohooauth.testkit.CallerThread;
import io.github.zohooauth.testkit.FaultPlan;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.LocalDataCenters;
import io.github.zohooauth.testkit.PlantedFault;
import io.github.zohooauth.testkit.TokenCallLog;
import io.github.zohooauth.testkit.TrustLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Some hours in which two hundred threads ask four clients with one store for the tokens of twelve
 * users, while calls fail, Zoho keeps to its limits, and the machine's clock is set and stops.
 */
public final class BusyHoursScenario implements AutoCloseable {

  private static final URI CALLBACK = URI.create("https://app.example/callback");
  private static final int THREADS = 200;
  private static final int CLIENTS = 4;
  private static final int OWNERS = 12;

  private final Random chance;
  private final LocalZoho zoho = LocalZoho.start();
  private final IdleTime time = IdleTime.counting(zoho.clock().instant(), zoho.clock()::set);
  private final TokenCallLog traffic = new TokenCallLog(time);
  private final TrustLimits beliefs = new TrustLimits(time);
  private final TokenStore store = TokenStore.inMemory();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> ownersByRefreshToken = new ConcurrentHashMap<>();
  private final List<String> owners = IntStream.range(0, OWNERS).mapToObj(i -> "user" + i).toList();
  private final Instant begun;
  private final FaultPlan plan;
  private final List<ServerClient> clients;

  /**
   * Signs the users in.
   *
   * @param upset whether the machine's clock is set and stops at times
   */
  public BusyHoursScenario(long seed, int hours, boolean upset) {
    chance = new Random(seed);
    begun = time.truth().plus(Duration.ofHours(1));
    plan = new FaultPlan(chance, begun, hours, upset);
    clients = clients();
    signIn();
    zoho.faults()
        .each(
            ServerRole.ACCOUNTS,
            "/oauth/v2/token",
            request ->
                request
                    .header(PlantedFault.HEADER)
                    .map(PlantedFault::valueOf)
                    .flatMap(PlantedFault::fault));
  }

  private List<ServerClient> clients() {
    Client registered = zoho.user("eu").serverClient(CALLBACK);
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return IntStream.range(0, CLIENTS)
        .mapToObj(
            i ->
                ServerClient.builder()
                    .clientId(registered.id())
                    .clientSecret(registered.secret())
                    .dataCenter(LocalDataCenters.of(zoho, "eu"))
                    .redirectUri(CALLBACK)
                    .tokenStore(beliefs.of(i, store))
                    .httpClient(
                        new FaultyNetwork(
                            http,
                            i,
                            time,
                            plan,
                            traffic,
                            token -> Objects.requireNonNull(ownersByRefreshToken.get(token))))
                    .executor(time.counting(threads))
                    .clock(time)
                    .ticks(time::running)
                    .pauses(time)
                    .watch(time::counting)
                    .build())
        .toList();
  }

  /** In the hour before, one after the other, so that their tokens do not end all at once. */
  private void signIn() {
    ServerClient web = clients.get(0);
    for (String owner : owners) {
      User user = zoho.user("eu");
      AuthorizationRequest request = web.authorizationRequest("ZohoCRM.org.READ");
      String redirect = zoho.browser(user).open(request.uri()).toString();
      web.exchange(request, redirect, signIn -> TokenOwner.user(owner));
      TokenKey key = new TokenKey(request.clientId, TokenOwner.user(owner));
      String refreshToken = store.load(key).map(StoredToken::refreshToken).orElseThrow();
      ownersByRefreshToken.put(refreshToken, owner);
      time.advance(Duration.ofHours(1).dividedBy(OWNERS));
    }
  }

  /**
   * Plays the hours.
   *
   * @param meanPause of each thread between two calls, in seconds
   */
  public List<CallerRecord> play(int hours, int meanPause) throws Exception {
    CallerThread.Scope scope =
        new CallerThread.Scope(
            zoho,
            time,
            traffic,
            beliefs,
            clients,
            owners,
            new ConcurrentHashMap<>(),
            new ConcurrentLinkedQueue<>(),
            begun.plus(Duration.ofHours(hours)),
            meanPause);
    List<Future<?>> asking = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      time.begin();
      asking.add(threads.submit(new CallerThread(scope, new Random(chance.nextLong()))));
    }
    upset();
    while (!asking.stream().allMatch(Future::isDone) && time.pass()) {}
    for (Future<?> thread : asking) {
      thread.get();
    }
    return List.copyOf(scope.asked());
  }

  /** Sets the wall clock, or lets the machine sleep, every ten minutes or so. */
  private void upset() {
    CompletableFuture<?> unused =
        time.pause(plan.untilUpset())
            .thenRun(
                () -> {
                  plan.upset(time);
                  upset();
                });
  }

  public FaultPlan plan() {
    return plan;
  }

  public TokenCallLog traffic() {
    return traffic;
  }

  public void requireWithinLimits() {
    assertThat(zoho.turnedAway()).isZero();
  }

  @Override
  public void close() {
    clients.forEach(ServerClient::close);
    threads.shutdownNow();
    zoho.close();
  }
}
