package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.endpoint.VirtualServers.Mood;
import io.github.zohooauth.internal.endpoint.VirtualServers.Sent;
import io.github.zohooauth.internal.endpoint.VirtualServers.Server;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.FormRequest;
import io.github.zohooauth.internal.transport.HttpCall;
import io.github.zohooauth.internal.transport.HttpSource;
import io.github.zohooauth.testkit.TokenAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * One outage of one data center beside a living one: owners who want a token before, while and
 * after it, each with pauses of its own after failures.
 */
final class GateHistory {

  /** Makes unlike numbers of seeds that follow each other, whose first numbers would be alike. */
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  private static final long SECOND = VirtualServers.SECOND;
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int QUICK_FAILURES = 4;
  private static final long SPACING = 150 * SECOND;
  static final List<Mood> OUTAGES =
      List.of(Mood.REFUSED, Mood.RESET, Mood.UNAVAILABLE, Mood.SILENT);

  static final DataCenter DYING = dataCenter("dying");
  static final DataCenter LIVING = dataCenter("living");

  /**
   * An owner without a token.
   *
   * @param asksAfter the time until its callers ask again after a refusal of the gate
   */
  private record Owner(
      int number, DataCenter dataCenter, long wants, long asksAfter, List<Double> chances) {}

  /** What became of a history. */
  record Played(
      List<Sent> sent,
      List<Long> refused,
      Map<Integer, Long> lastAsked,
      Map<Integer, Long> served,
      int refusedAtLiving,
      int mostAtATime) {

    List<Sent> at(DataCenter dataCenter) {
      String host = dataCenter.accountsServer().getHost();
      return sent.stream().filter(call -> call.host().equals(host)).toList();
    }
  }

  final long seed;
  final int bound;
  final Server outage;
  private final List<Owner> owners = new ArrayList<>();

  GateHistory(long seed) {
    this.seed = seed;
    Random chance = new Random(seed * SCATTER);
    bound = chance.nextBoolean() ? 64 : 1 + chance.nextInt(16);
    long from = chance.nextInt(20) * SECOND;
    long lasts = 1L + chance.nextInt(chance.nextInt(5) > 0 ? 40 : 200);
    outage = new Server(OUTAGES.get(chance.nextInt(OUTAGES.size())), from, from + lasts * SECOND);
    int count = 1 + chance.nextInt(30);
    for (int i = 0; i < count; i++) {
      owners.add(owner(i, DYING, outage.to() + 60 * SECOND, chance));
    }
    for (int i = 0; i < Math.min(bound, 5); i++) {
      owners.add(owner(count + i, LIVING, outage.to(), chance));
    }
  }

  private static Owner owner(int number, DataCenter dataCenter, long until, Random chance) {
    long wants = (long) (chance.nextDouble() * until);
    long asksAfter = SECOND / 2 + (long) (chance.nextDouble() * 8 * SECOND);
    List<Double> chances = chance.doubles(QUICK_FAILURES).boxed().toList();
    return new Owner(number, dataCenter, wants, asksAfter, chances);
  }

  private static DataCenter dataCenter(String name) {
    URI server = URI.create("https://accounts." + name + ".example");
    return DataCenter.of(name, server, URI.create(TokenAnswer.BASE));
  }

  /** When owners of the living data center want their tokens, by number. */
  Map<Integer, Long> wantedAtLiving() {
    Map<Integer, Long> wanted = new HashMap<>();
    owners.stream()
        .filter(owner -> owner.dataCenter().equals(LIVING))
        .forEach(owner -> wanted.put(owner.number(), owner.wants()));
    return wanted;
  }

  /** Whether there is a place for a call of each owner, even if all hang. */
  boolean hasPlaces() {
    return bound > owners.size();
  }

  int owners() {
    return owners.size();
  }

  Played play(boolean gated) {
    return new Play(gated).played();
  }

  @Override
  public String toString() {
    return "seed %d, bound %d, %s for %d s, %d owners"
        .formatted(
            seed, bound, outage.mood(), (outage.to() - outage.from()) / SECOND, owners.size());
  }

  private final class Play {

    private final VirtualServers world = new VirtualServers();
    private final HttpCall http = new HttpCall(HttpSource.given(world), world.time, DEADLINE);
    private final TokenEndpoint endpoint;
    private final boolean gated;
    private final List<Long> refused = new ArrayList<>();
    private final Map<Integer, Long> lastAsked = new HashMap<>();
    private final Map<Integer, Long> served = new HashMap<>();
    private int refusedAtLiving;

    Play(boolean gated) {
      this.gated = gated;
      world.servers.put(DYING.accountsServer().getHost(), outage);
      world.servers.put(LIVING.accountsServer().getHost(), new Server(Mood.WELL, 0, 0));
      ErrorReader errors =
          new ErrorReader(Scene.CLIENT_ID, world.clock, DEADLINE, Duration.ofMinutes(10));
      Random chance = new Random(seed);
      AccountsServers servers =
          new AccountsServers(
              http, errors, bound, DEADLINE, world.clock, chance::nextDouble, world);
      endpoint = new TokenEndpoint(CallSamples.fixedSecret(http, world), servers, errors);
    }

    Played played() {
      for (Owner owner : owners) {
        world.at(owner.wants(), () -> ask(owner, 0));
      }
      world.play(outage.to() + 1000 * SECOND);
      return new Played(
          world.sent, refused, lastAsked, served, refusedAtLiving, world.mostAtATime());
    }

    private void ask(Owner owner, int failures) {
      lastAsked.put(owner.number(), world.now());
      CallCounter calls = new CallCounter(world.clock, failures > 0 ? 1 : 6);
      renew(owner, calls)
          .whenComplete(
              (tokens, failure) -> {
                if (failure == null) {
                  served.put(owner.number(), world.now());
                } else if (calls.isStopped()) {
                  refused(owner);
                  world.at(world.now() + owner.asksAfter(), () -> ask(owner, failures));
                } else {
                  world.at(world.now() + pause(owner, failures), () -> ask(owner, failures + 1));
                }
              });
    }

    private CompletableFuture<TokenResponse> renew(Owner owner, CallCounter calls) {
      DataCenter dataCenter = owner.dataCenter();
      if (gated) {
        return endpoint.exchange(Grant.refreshToken("refresh"), dataCenter, calls);
      }
      URI uri = dataCenter.accountsServer().resolve("/oauth/v2/token");
      return http.post(new FormRequest(uri, Map.of(), null, true), calls)
          .thenApply(answer -> TokenResponse.in(answer).orElseThrow());
    }

    private void refused(Owner owner) {
      refused.add(world.now());
      if (owner.dataCenter().equals(LIVING)) {
        refusedAtLiving++;
      }
    }

    private static long pause(Owner owner, int failures) {
      return failures < QUICK_FAILURES
          ? (long) (owner.chances().get(failures) * (SECOND << failures))
          : SPACING;
    }
  }
}
