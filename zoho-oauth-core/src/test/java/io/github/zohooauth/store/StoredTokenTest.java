package io.github.zohooauth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A record as an application makes it, part by part. */
public class StoredTokenTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** A note of another version. */
  public static final Map<String, String> LATER = Map.of("later", "{\"a\":[1,\"b\"]}");

  private static final StoredToken.Issued ISSUED =
      new StoredToken.Issued(
          "1000.access",
          NOON.plusSeconds(3600).plusNanos(1),
          Set.of("email"),
          URI.create("https://www.zohoapis.eu"));

  public static StoredToken noted(Map<String, String> notes) {
    return new StoredToken(
        "eu", ISSUED, NOON, "1000.refresh", Map.of("e-mail", "a@b.example"), notes);
  }

  @Test
  void record_isMadeOfItsSixParts_andKeepsThem() {
    Map<String, String> details = new HashMap<>(Map.of("e-mail", "a@b.example"));
    Map<String, String> notes = new HashMap<>(LATER);
    StoredToken token =
        new StoredToken("eu", ISSUED, NOON.plusNanos(1), "1000.refresh", details, notes);
    details.clear();
    notes.clear();
    assertThat(token.location()).isEqualTo("eu");
    assertThat(token.accessToken()).isEqualTo(ISSUED);
    assertThat(ISSUED.expiresAt()).isEqualTo(NOON.plusSeconds(3600));
    assertThat(token.obtainedAt()).isEqualTo(NOON);
    assertThat(token.refreshToken()).isEqualTo("1000.refresh");
    assertThat(token.details()).isEqualTo(Map.of("e-mail", "a@b.example")).isUnmodifiable();
    assertThat(token.notes()).isEqualTo(LATER);
    assertThatThrownBy(() -> token.notes().put("other", "1"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> token.notes().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(token)
        .isEqualTo(noted(LATER))
        .hasSameHashCodeAs(noted(LATER))
        .isNotEqualTo(noted(Map.of()))
        .asString()
        .doesNotContain("1000.access", "1000.refresh", "a@b.example");
    AccessToken access = token.accessTokenOf(DataCenter.EU).orElseThrow();
    assertThat(access.value()).isEqualTo("1000.access");
    assertThat(noted(LATER).withAccessToken(access, NOON)).isEqualTo(token);
  }

  @Test
  void accessTokenOf_isForTheDataCenterOfTheRecordAlone() {
    assertThatThrownBy(() -> noted(LATER).accessTokenOf(DataCenter.IN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dataCenter: the record's tokens were issued at eu, and this is in");
    AccessToken elsewhere =
        new AccessToken(
            "1.a", NOON, Set.of(), DataCenter.IN, URI.create("https://www.zohoapis.in"));
    assertThatThrownBy(() -> noted(LATER).withAccessToken(elsewhere, NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("dataCenter: ");
    StoredToken bare = StoredToken.refreshing(DataCenter.IN, "1000.refresh");
    assertThat(bare.accessTokenOf(DataCenter.IN)).isEmpty();
  }

  private static Map<String, String> details(int count, String name, String value) {
    Map<String, String> details = new HashMap<>(Map.of(name, value));
    IntStream.range(1, count).forEach(i -> details.put("name " + i, "value"));
    return details;
  }

  private record Bad(
      String option,
      String location,
      @Nullable Instant obtainedAt,
      String refreshToken,
      Map<String, String> details) {}

  private static Stream<Bad> badParts() {
    return Stream.of(
        new Bad("location", "https://evil.example", NOON, "1.r", Map.of()),
        new Bad("location", "EU", NOON, "1.r", Map.of()),
        new Bad("obtainedAt", "eu", Instant.MAX, "1.r", Map.of()),
        new Bad("obtainedAt", "eu", Instant.EPOCH.minusMillis(1), "1.r", Map.of()),
        new Bad("refreshToken", "eu", null, "1.SECRET\n", Map.of()),
        new Bad("details", "eu", null, "1.r", details(33, "n", "v")),
        new Bad("name", "eu", null, "1.r", details(1, "n".repeat(257), "v")),
        new Bad("value", "eu", null, "1.r", details(1, "n", "v".repeat(4097))));
  }

  @ParameterizedTest
  @MethodSource("badParts")
  void partThatIsMalformed_isRefusedByItsName(Bad bad) {
    assertThatThrownBy(
            () ->
                new StoredToken(
                    bad.location(),
                    null,
                    bad.obtainedAt(),
                    bad.refreshToken(),
                    bad.details(),
                    Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(bad.option() + ":")
        .hasMessageNotContaining("SECRET")
        .hasMessageNotContaining("evil");
  }

  @Test
  void mostDetails_areKept() {
    Map<String, String> most = details(32, "n".repeat(256), "v".repeat(4096));
    StoredToken token = new StoredToken("eu", null, null, null, most, Map.of());
    assertThat(token.details()).isEqualTo(most);
  }
}
