package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.RotatingZoho;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Some hours of a client whose secret is replaced at random moments: at Zoho first, and some time
 * later where its function reads it. In a wild history the function has faults of its own, too; in
 * a hostile one it mostly returns another wrong secret each time.
 */
final class SecretHistory {

  private static final int STEPS = 150;
  private static final int BUDGET = 8;
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** The library may add a tenth to the wait for its budget. */
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(11);

  private final long seed;
  private final boolean isWild;
  private final boolean isHostile;
  private final Random chance;
  private final int owners;
  private final IdleTime time = new IdleTime();
  private final Thread tester = Thread.currentThread();
  private String atZoho = "secret-0";
  private volatile String supplied = atZoho;
  private volatile boolean isFaulty;
  private final AtomicInteger reads = new AtomicInteger();
  private volatile @Nullable String misread;
  private int rotations;
  private Instant rotatedAt = Instant.MIN;
  private Instant suppliedFrom = Instant.MIN;

  SecretHistory(long seed) {
    this.seed = seed;
    this.isHostile = seed % 3 == 2;
    this.isWild = isHostile || seed % 3 == 1;
    this.chance = new Random(seed);
    this.owners = 1 + chance.nextInt(3);
  }

  void play() throws Exception {
    TokenStore store = TokenStore.inMemory();
    try (RotatingZoho zoho = new RotatingZoho(time, atZoho);
        SelfClient client =
            SelfClient.builder()
                .clientId(Scene.CLIENT_ID)
                .clientSecret(this::secret)
                .dataCenter(zoho.dataCenter())
                .tokenStore(store)
                .margins(
                    Duration.ofSeconds(60), Duration.ofSeconds(60)) // callers wait, all of them
                .clock(time)
                .pauses(time)
                .build()) {
      for (int i = 0; i < owners; i++) {
        store.save(
            new TokenKey(Scene.CLIENT_ID, owner(i)),
            StoredToken.refreshing(zoho.dataCenter(), "r" + i));
      }
      for (int step = 0; step < STEPS; step++) {
        time.advance(Duration.ofSeconds(1 + chance.nextInt(chance.nextInt(5) == 0 ? 900 : 40)));
        change(zoho);
        ask(zoho, client);
      }
      requireBudgets(zoho);
    }
    assertThat(misread).as("misread").isNull();
    assertThat(reads.get()).as("reads").isPositive();
  }

  private static TokenOwner owner(int number) {
    return TokenOwner.user("u" + number);
  }

  private String secret() {
    int number = reads.incrementAndGet();
    if (Thread.currentThread() == tester) {
      misread = Thread.currentThread().getName();
    }
    if (!isFaulty) {
      return supplied;
    }
    return switch (isHostile ? 2 : number % 3) {
      case 0 -> throw new IllegalStateException("the vault is closed");
      case 1 -> " ";
      default -> "wrong-" + number;
    };
  }

  /** Replaces the secret at Zoho, and later where the function reads it. */
  private void change(RotatingZoho zoho) {
    boolean mayRotate = isWild || time.instant().isAfter(rotatedAt.plus(LONGEST_WINDOW));
    if (mayRotate && chance.nextInt(6) == 0 && atZoho.equals(supplied)) {
      rotatedAt = time.instant();
      String next = "secret-" + ++rotations;
      atZoho = next;
      if (chance.nextInt(3) == 0) {
        zoho.beforeNext(
            () -> {
              supplied = next;
              zoho.rotate(next);
            });
        suppliedFrom = Instant.MIN;
      } else {
        zoho.rotate(next);
        suppliedFrom = time.instant().plusSeconds(chance.nextInt(1_200));
      }
    }
    if (!time.instant().isBefore(suppliedFrom) && !suppliedFrom.equals(Instant.MIN)) {
      supplied = atZoho;
    }
    isFaulty = isWild && chance.nextInt(4) < (isHostile ? 3 : 1);
  }

  private void ask(RotatingZoho zoho, SelfClient client) throws Exception {
    boolean isRight = !isFaulty && (atZoho.equals(supplied) || suppliedFrom.equals(Instant.MIN));
    Map<Integer, CompletableFuture<AccessToken>> asked = new LinkedHashMap<>();
    for (int i = 0; i < owners; i++) {
      if (chance.nextInt(3) > 0) {
        asked.put(i, client.forOwner(owner(i)).getAccessTokenAsync());
      }
    }
    for (Map.Entry<Integer, CompletableFuture<AccessToken>> one : asked.entrySet()) {
      Throwable failure =
          one.getValue().handle((token, cause) -> Futures.cause(cause)).get(10, TimeUnit.SECONDS);
      boolean hasSpent = isWild && spent(zoho, "r" + one.getKey()) >= BUDGET;
      if (failure != null && isRight && !hasSpent) {
        throw new AssertionError("at %s: %s".formatted(time.instant(), failure));
      }
      assertThat(failure)
          .satisfiesAnyOf(
              none -> assertThat(none).isNull(),
              wrong -> assertThat(wrong).isInstanceOf(ConfigurationException.class),
              limited -> assertThat(limited).isInstanceOf(RateLimitedException.class));
    }
  }

  private long spent(RotatingZoho zoho, String refreshToken) {
    Instant from = time.instant().minus(LONGEST_WINDOW);
    return zoho.calls().getOrDefault(refreshToken, List.of()).stream()
        .filter(call -> call.at().isAfter(from))
        .count();
  }

  private static void requireBudgets(RotatingZoho zoho) {
    List<String> over = new ArrayList<>();
    zoho.calls()
        .forEach(
            (owner, calls) -> {
              for (int i = BUDGET; i < calls.size(); i++) {
                Instant ninth = calls.get(i).at();
                if (ninth.isBefore(calls.get(i - BUDGET).at().plus(WINDOW))) {
                  over.add(owner + " at " + ninth);
                }
              }
            });
    assertThat(over).as("more than %d calls in %s", BUDGET, WINDOW).isEmpty();
    assertThat(zoho.calls().values().stream().flatMap(List::stream))
        .anyMatch(RotatingZoho.Call::served);
  }

  @Override
  public String toString() {
    return "seed " + seed + (isHostile ? ", hostile" : isWild ? ", wild" : "");
  }
}
