package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.VirtualServers;
import io.github.zohooauth.internal.endpoint.VirtualServers.Mood;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.TokenAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Owners who want tokens of one client, many of them at once, in virtual time on one thread. In
 * some histories the server and the store fail until {@link #well}.
 */
final class FairHistory implements AutoCloseable {

  static final long SECOND = VirtualServers.SECOND;
  static final long PATIENCE = 600 * SECOND;
  static final long LONGEST_ASK = 5 * SECOND;
  private static final String OLD = "1.old";
  private static final DataCenter PLACE =
      DataCenter.of("eu", URI.create("https://a.example"), URI.create(TokenAnswer.BASE));
  private static final List<Mood> FAULTS =
      List.of(Mood.REFUSED, Mood.RESET, Mood.UNAVAILABLE, Mood.SILENT);

  /** What makes an owner wait, besides the others. */
  enum Kind {
    PLAIN,
    /** One of two callers leaves. */
    LOSES_A_CALLER,
    /** The only caller leaves. */
    LEAVES,
    /** Has a token that is due, and lives for one or two minutes. */
    HAS_TOKEN,
    /** Another host holds the lease for some seconds, and brings no token. */
    LEASED_ELSEWHERE,
    /** Has spent its budget. */
    SPENT
  }

  /** An owner. All times are nanoseconds from the beginning. */
  final class Owner {

    final int number;
    final Kind kind = chance.nextBoolean() ? crowd : anyKind();
    final TokenKey key;
    final long wants;
    private final long asksAfter = SECOND + random(LONGEST_ASK - SECOND);

    /** Until then only the owner's own wait counts. */
    long ownWait;

    /** When the callers began to wait who got the token, or wait now; -1 if none waits. */
    long begun = -1;

    /** When the callers were served, or left; -1 before. */
    long ended = -1;

    Owner(int number, long wants) {
      this.number = number;
      this.wants = wants;
      this.key = new TokenKey(Scene.CLIENT_ID, TokenOwner.user("u" + number));
      StoredToken stored = StoredToken.refreshing(PLACE, "1.refresh-" + number);
      if (kind == Kind.HAS_TOKEN) {
        Instant expiry = instant(wants + 61 * SECOND + random(58 * SECOND));
        AccessToken old =
            new AccessToken(OLD, expiry, Set.of(), PLACE, URI.create(TokenAnswer.BASE));
        stored = stored.withAccessToken(old, expiry.minusSeconds(3600));
      } else if (kind == Kind.LEASED_ELSEWHERE) {
        TokenStore.Lease lease = store.tokens.tryLease(key).orElseThrow();
        ownWait = wants + random(3 * SECOND);
        world.at(ownWait, lease::close);
      } else if (kind == Kind.SPENT) {
        stored = spent().onto(stored);
      }
      store.tokens.save(key, stored);
      world.at(wants, this::ask);
    }

    /** Eight calls, the first of which is ten minutes ago within the next 20 s. */
    private RenewalHistory spent() {
      long freed = wants + random(20 * SECOND);
      Instant first = instant(freed).minus(Duration.ofMinutes(10));
      long last = freed - 600 * SECOND + 70 * SECOND;
      ownWait = freed + (freed - last) / 10;
      List<Instant> calls =
          IntStream.range(0, 8).mapToObj(i -> first.plusSeconds(10L * i)).toList();
      return RenewalHistory.NONE.with(calls);
    }

    boolean leaves() {
      return kind == Kind.LEAVES;
    }

    private void ask() {
      CompletableFuture<AccessToken> caller = caller();
      begun = caller.isDone() ? -1 : world.now();
      CompletableFuture<?> unused = caller.whenComplete(this::answered);
      if (leaves()) {
        world.at(world.now() + random(3 * SECOND), () -> leave(caller));
      } else if (kind == Kind.LOSES_A_CALLER) {
        CompletableFuture<AccessToken> other = caller();
        world.at(world.now() + random(SECOND), () -> other.cancel(false));
      }
    }

    private CompletableFuture<AccessToken> caller() {
      return client.forOwner(key.owner()).getAccessTokenAsync();
    }

    private void leave(CompletableFuture<AccessToken> caller) {
      if (caller.cancel(false)) {
        ended = world.now();
      }
    }

    private void answered(@Nullable AccessToken token, @Nullable Throwable failure) {
      if (ended >= 0 || (leaves() && failure != null)) {
        ended = world.now();
      } else if (token != null && !token.value().equals(OLD)) {
        ended = world.now();
      } else {
        if (failure != null) {
          failures.add(
              new Failure(this, world.now(), Objects.requireNonNull(Futures.cause(failure))));
        }
        begun = -1;
        world.at(world.now() + asksAfter, this::ask);
      }
    }

    /** When the token call began that brought the stored token; -1 if there was none. */
    long calledAt() {
      Instant obtained = store.tokens.load(key).orElseThrow().obtainedAt();
      boolean renewed = obtained != null && !obtained.isBefore(Scene.NOW);
      return renewed ? Duration.between(Scene.NOW, obtained).toNanos() : -1;
    }

    @Override
    public String toString() {
      return "owner %d (%s)".formatted(number, kind);
    }
  }

  /** What a caller got instead of a token. */
  record Failure(Owner owner, long at, Throwable cause) {}

  final int bound;
  final long well;
  private final Kind crowd; // of half of the owners

  final List<Owner> owners = new ArrayList<>();
  final List<Failure> failures = new ArrayList<>();
  final VirtualServers world = new VirtualServers();
  private final Random chance;
  private final FaultyStore store;
  private final SelfClient client;
  private final long seed;

  FairHistory(long seed) {
    this.seed = seed;
    chance = new Random(seed * 0x9E3779B97F4A7C15L); // or the first numbers would be alike
    bound = 1 + chance.nextInt(3);
    crowd = anyKind();
    well = chance.nextBoolean() ? 0 : random(60 * SECOND);
    store = new FaultyStore(() -> world.now() < well && chance.nextInt(10) == 0);
    world.servers.put("a.example", moods());
    client =
        SelfClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret("secret")
            .dataCenter(PLACE)
            .tokenStore(store)
            .httpClient(world)
            .executor(world)
            .watch(threads -> world)
            .pauses(world.time)
            .clock(world.time)
            .ticks(world.time::running)
            .callerTimeout(Duration.ofNanos(PATIENCE))
            .maxConcurrentRenewals(bound)
            .build();
    long end = well == 0 ? 60 * SECOND : well + 250 * SECOND;
    List<Long> bursts = chance.longs(1 + chance.nextInt(3), 0, end).boxed().toList();
    int count = 20 + chance.nextInt(60);
    for (int i = 0; i < count; i++) {
      boolean alone = chance.nextInt(8) == 0;
      long wants = alone ? random(end) : bursts.get(chance.nextInt(bursts.size())) + random(SECOND);
      owners.add(new Owner(i, wants));
    }
  }

  /** An outage of one kind, and single faults beside it, until all is well. */
  private VirtualServers.Moods moods() {
    Mood outage = FAULTS.get(chance.nextInt(FAULTS.size()));
    long from = random(well + 1);
    long to = from + random(well - from + 1);
    double share = chance.nextDouble() / 2;
    return time -> {
      if (time >= well) {
        return Mood.WELL;
      }
      boolean single = chance.nextDouble() < share;
      Mood other = single ? FAULTS.get(chance.nextInt(FAULTS.size())) : Mood.WELL;
      return from <= time && time < to ? outage : other;
    };
  }

  private Kind anyKind() {
    return Kind.values()[chance.nextInt(Kind.values().length)];
  }

  private long random(long below) {
    return (long) (chance.nextDouble() * below);
  }

  private static Instant instant(long time) {
    return Scene.NOW.plusNanos(time);
  }

  void play() {
    world.play(well + 2 * PATIENCE);
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "seed %d, bound %d, %d owners, most of them %s, well after %d s"
        .formatted(seed, bound, owners.size(), crowd, well / SECOND);
  }
}
