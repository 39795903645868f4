package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Store;
import io.github.zohooauth.examples.benchmarks.library.Burst;
import io.github.zohooauth.examples.benchmarks.library.ZohoOAuthOwners;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The process of owners that are asked for while the accounts server is away, and afterwards. */
final class OwnersInOutage {

  /** What this process prints when the server is to go away. */
  static final String READY = "away";

  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final int owners;
  private final FastClock clock;
  private final Instant begun;
  private final boolean areTokensAlive;

  private OwnersInOutage(int owners, FastClock clock, boolean areTokensAlive) {
    this.owners = owners;
    this.clock = clock;
    this.begun = clock.instant();
    this.areTokensAlive = areTokensAlive;
  }

  /**
   * Prints how many owners were not served in the end, how many failures there were beside living
   * tokens, the peaks of sockets and threads, the token calls while the server was away, the
   * milliseconds until the last owner was served when it was back, the token calls from then on,
   * and the warnings in the log.
   *
   * @param args servers that answer at once and that go away; the owners of the warm-up; the burst;
   *     the speed of the clock; how long the server is away and how long it is watched afterwards,
   *     both by that clock; how often an owner is asked for; and whether the tokens live at first.
   *     They expire one after the other
   */
  public static void main(String[] args) throws Exception {
    Requests requests = Requests.counted();
    Warnings warnings = Warnings.counted();
    WarmUp.run(Contender.ZOHO_OAUTH, URI.create(args[0]), Integer.parseInt(args[2]));
    Burst burst = Burst.parse(List.of(args).subList(3, 6));
    FastClock clock = FastClock.start(Integer.parseInt(args[6]));
    boolean areTokensAlive = Boolean.parseBoolean(args[10]);
    OwnersInOutage all = new OwnersInOutage(burst.owners(), clock, areTokensAlive);
    ZohoOAuthOwners many =
        new ZohoOAuthOwners(
            ZohoOAuthOwners.builder(URI.create(args[1]), burst, all.store()).clock(clock).build());
    AskedAgain asked = new AskedAgain(many, 0, burst.owners(), all::mustBeServed);
    Gauge gauge = Gauge.start(Sockets.open());
    if (areTokensAlive) {
      asked.start(Duration.parse(args[9]));
      ThisProcess.pause(Duration.ofSeconds(2));
    }
    System.out.println(READY);
    ThisProcess.pause(Duration.ofMillis(200));
    long before = requests.count();
    if (!areTokensAlive) {
      asked.start(Duration.parse(args[9]));
    }
    ThisProcess.pause(clock.real(Duration.parse(args[7])).minusMillis(200));
    long back = requests.count();
    long broken = asked.counts().broken();
    AskedAgain.Counts healing = asked.restart();
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (healing.notServed() > 0 && System.nanoTime() - end < 0) {
      ThisProcess.pause(Duration.ofMillis(50));
    }
    ThisProcess.pause(clock.real(Duration.parse(args[8])));
    asked.stop();
    ThisProcess.end(
        healing.notServed(),
        broken + healing.broken(),
        gauge.sockets(),
        gauge.threads(),
        back - before,
        healing.notServed() > 0 ? Double.POSITIVE_INFINITY : healing.lastServed(),
        requests.count() - back,
        warnings.count());
  }

  private TokenStore store() {
    TokenStore store = TokenStore.inMemory();
    for (int owner = 0; owner < owners; owner++) {
      store.save(Store.key(owner), areTokensAlive ? living(owner) : Store.token(owner));
    }
    return store;
  }

  private Instant expiry(int owner) {
    return begun.plus(LIFE.multipliedBy(owner + 1L).dividedBy(owners));
  }

  private StoredToken living(int owner) {
    AccessToken token =
        new AccessToken(
            Store.ACCESS_TOKEN + owner,
            expiry(owner),
            Set.of("ZohoCRM.modules.ALL"),
            DataCenter.EU,
            URI.create("https://www.zohoapis.eu"));
    return StoredToken.refreshing(DataCenter.EU, Store.refreshToken(owner))
        .withAccessToken(token, expiry(owner).minus(LIFE));
  }

  private boolean mustBeServed(int owner) {
    return areTokensAlive && clock.instant().isBefore(expiry(owner).minusSeconds(5));
  }
}
