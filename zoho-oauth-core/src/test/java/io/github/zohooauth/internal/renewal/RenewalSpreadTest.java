package io.github.zohooauth.internal.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.store.StoredToken;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many owners whose tokens or waits end together do not come back together. */
class RenewalSpreadTest {

  private static final int OWNERS = 100_000;
  private static final int BUCKETS = 60;

  /** Of 1,000,000 even distributions over 60 buckets, one exceeds it. */
  private static final double MOST_UNEVEN = 127;

  private static final Instant NOW = Scene.NOW;
  private static final Instant EXPIRY = NOW.plus(Duration.ofHours(1));
  private static final RenewalPolicy POLICY = RenewalPolicy.DEFAULT;

  /** What tokens look like. */
  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  private enum Look {
    OF_ZOHO(chance -> "1000." + hex(chance) + "." + hex(chance)),
    SHORT(chance -> Integer.toHexString(chance.nextInt())),
    NUMBERED(chance -> "token-" + chance.nextInt(1_000_000_000));

    final Function<Random, String> token;

    Look(Function<Random, String> token) {
      this.token = token;
    }

    private static String hex(Random chance) {
      byte[] bytes = new byte[16];
      chance.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tokensObtainedTogether_areRenewedEvenly_beforeTheHardMargin(Look look) {
    Random chance = new Random(20261201);
    List<Instant> times =
        Stream.generate(() -> POLICY.renewFrom(look.token.apply(chance), EXPIRY, NOW))
            .limit(OWNERS)
            .toList();
    requireEven(times, EXPIRY.minusSeconds(300), EXPIRY.minusSeconds(120));
  }

  /** Each time is in this range, and each bucket of it has about as many. */
  private static void requireEven(List<Instant> times, Instant from, Instant to) {
    long range = Duration.between(from, to).toMillis();
    int[] buckets = new int[BUCKETS];
    for (Instant time : times) {
      long at = Duration.between(from, time).toMillis();
      assertThat(at).as("time in the range").isBetween(0L, range);
      buckets[(int) Math.min(BUCKETS - 1, at * BUCKETS / range)]++;
    }
    double even = (double) times.size() / BUCKETS;
    double chiSquare = IntStream.of(buckets).mapToDouble(n -> (n - even) * (n - even) / even).sum();
    assertThat(chiSquare).as("unevenness of %s", buckets).isLessThan(MOST_UNEVEN);
  }

  @Test
  void ownerCalledOnceAMinute_isRenewedBeforeItsCallersWait() {
    Random chance = new Random(20261202);
    for (int i = 0; i < OWNERS; i++) {
      Instant due = POLICY.renewFrom(Look.OF_ZOHO.token.apply(chance), EXPIRY, NOW);
      assertThat(Duration.between(due, POLICY.waitFrom(EXPIRY, NOW)))
          .as("from the renewal to the wait")
          .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }
  }

  @Test
  void renewal_isBetweenTheMargins_ofAnyLength() {
    Random chance = new Random(20261203);
    for (int i = 0; i < OWNERS; i++) {
      Duration hard = Duration.ofMillis(1L + chance.nextInt(600_000));
      Duration soft = hard.plusMillis(chance.nextInt(86_400_000));
      Instant expiry = NOW.plusMillis(chance.nextInt(chance.nextBoolean() ? 10_000 : 86_400_000));
      RenewalPolicy policy = POLICY.withMargins(soft, hard);
      Duration third = Duration.between(NOW, expiry).dividedBy(3);
      Instant first = expiry.minus(soft.compareTo(third) < 0 ? soft : third);
      assertThat(policy.renewFrom(Look.OF_ZOHO.token.apply(chance), expiry, NOW))
          .isBetween(first, policy.waitFrom(expiry, NOW));
    }
  }

  @Test
  void ownersWithSpentBudgets_returnEvenly_andNoneBeforeItsTime() {
    RenewalHistory spent = RenewalHistory.NONE.with(calls(8));
    Instant freed = NOW.minusSeconds(8).plus(Duration.ofMinutes(10));
    long wait = Duration.between(NOW.minusSeconds(1), freed).toMillis();
    requireSpread(spent, freed, freed.plusMillis(wait / 10));
  }

  @Test
  void ownersThatFailedTogether_returnEvenly_andNoneBeforeItsTime() {
    RenewalHistory failing = RenewalHistory.NONE.with(calls(4)).failing(NOW, "it failed", true);
    Instant spaced = NOW.minusSeconds(1).plusSeconds(150);
    requireSpread(failing, spaced, spaced.plusSeconds(15));
  }

  /** That many calls, one in each of the last seconds. */
  private static List<Instant> calls(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(NOW::minusSeconds).toList();
  }

  /** With the same history, owners wait until times of their own in this range. */
  private static void requireSpread(RenewalHistory history, Instant from, Instant to) {
    List<StoredToken> owners =
        IntStream.range(0, 10_000)
            .mapToObj(i -> StoredToken.refreshing(DataCenter.EU, "1000.refresh-" + i))
            .map(history::onto)
            .toList();
    requireEven(owners.stream().map(RenewalSpreadTest::waitsUntil).toList(), from, to);
    for (StoredToken owner : owners.subList(0, 100)) {
      Instant until = waitsUntil(owner);
      assertThat(waitsUntil(owner)).as("on another host").isEqualTo(until);
      assertThat(decideAt(until.minusMillis(1), owner).until())
          .as("a millisecond before its end")
          .isEqualTo(until);
      assertThat(decideAt(until, owner).action()).isEqualTo(RenewalDecision.Action.RENEW_AND_WAIT);
    }
  }

  private static Instant waitsUntil(StoredToken owner) {
    return Objects.requireNonNull(decideAt(NOW, owner).until());
  }

  private static RenewalDecision decideAt(Instant now, StoredToken owner) {
    return RenewalDecision.of(
        new RenewalDecision.Facts(owner, null, DataCenter.EU, true, now, 0, null), POLICY);
  }
}
