package io.github.zohooauth.internal.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Owners that Zoho limits in the same moment return in the tenth of the wait after its end. */
class CoolDownSpreadTest {

  private static final int OWNERS = 10_000;
  private static final int BUCKETS = 20;

  private final ErrorReader errors =
      new ErrorReader(
          Scene.CLIENT_ID, () -> Scene.NOW, Duration.ofSeconds(20), Duration.ofMinutes(10));

  @ParameterizedTest
  @CsvSource({"'', 600", "120, 120", "3600, 3600", "'Sun, 01 Mar 2026 12:05:00 GMT', 300"})
  void limitedOwners_returnEvenly_andNoneBeforeItsTime(String retryAfter, long seconds) {
    HttpAnswer denied =
        HttpAnswer.of(
            400,
            "{\"error\":\"Access Denied\"}".getBytes(UTF_8),
            HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (name, value) -> true));
    Instant named = Scene.NOW.plusSeconds(seconds);
    long range = seconds * 1000 / 10;
    int[] buckets = new int[BUCKETS];
    for (int i = 0; i < OWNERS; i++) {
      RateLimitedException limited =
          (RateLimitedException) errors.read(denied, Grant.Type.REFRESH_TOKEN, DataCenter.EU);
      long later = Duration.between(named, limited.retryAt()).toMillis();
      assertThat(later).as("milliseconds after the wait").isBetween(0L, range);
      buckets[(int) Math.min(BUCKETS - 1, later * BUCKETS / range)]++;
    }
    for (int count : buckets) {
      assertThat(count)
          .as("owners in each twentieth of the time: 500, with a deviation of 22")
          .isBetween(325, 675);
    }
  }
}
