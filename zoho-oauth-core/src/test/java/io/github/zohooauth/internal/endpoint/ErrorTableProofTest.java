package io.github.zohooauth.internal.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.ErrorRow;
import io.github.zohooauth.testkit.ExpectedError;
import io.github.zohooauth.testkit.ForbiddenServer;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every error, at every call, in every shape: what it means, and that it changes no token. */
@Tag("R5")
class ErrorTableProofTest {

  private static CannedZoho zoho;
  private static SeenLogs logs;
  private static ForbiddenServer trap;

  @BeforeAll
  static void start() throws IOException {
    zoho = new CannedZoho();
    logs = new SeenLogs();
    trap = new ForbiddenServer();
  }

  @AfterAll
  static void stop() throws IOException {
    zoho.close();
    logs.close();
    trap.close();
  }

  @Test
  void everyError_meansWhatTheTableSays_andChangesNoToken() {
    List<ErrorRow> rows = Proof.some(ErrorRow.all(), 432, Proof.seed("R5", 20260301));
    Proof.holds("R5", rows, ErrorTableProofTest::hold);
  }

  private static void hold(ErrorRow row) {
    zoho.answers(row.answer().with("Location", trap.url()));
    try (Scene scene = new Scene(row.call(), zoho.dataCenter(), zoho.http)) {
      Optional<String> before = scene.tokenPart();
      assertThat(before).isPresent();
      Scene.End end = scene.play();
      if (row.call() == TokenCall.REFRESH_BESIDE) {
        assertThat(end.wanted().value()).isEqualTo(PlantedSecret.STORED_ACCESS_TOKEN.value);
      } else if (row.verdict() == ExpectedError.GONE) {
        assertThat(end.failure()).isNull();
        before = Optional.empty();
      } else {
        assertThat(end.failure()).isNotNull();
        holdFailure(row, Optional.ofNullable(end.failure()).orElseThrow());
      }
      assertThat(scene.tokenPart()).isEqualTo(before);
      assertThat(logs.drain())
          .allSatisfy(line -> assertThat(PlantedSecret.shownIn(line)).isEmpty());
      assertThat(zoho.asked()).hasSize(calls(row));
      assertThat(trap.caught()).isFalse();
    }
  }

  /** A renewal is tried three times if it fails for now and there is no token meanwhile. */
  private static int calls(ErrorRow row) {
    boolean renews = row.call() == TokenCall.REFRESH || row.call() == TokenCall.CLIENT_CREDENTIALS;
    int tries = renews && row.verdict() == ExpectedError.TRY_LATER ? 3 : 1;
    int status = row.answer().status();
    // Zoho's pages print two paths for client credentials: a plain 400 may mean the other one.
    boolean wordless = Json.object(new String(row.answer().body(), UTF_8)).isEmpty();
    boolean hasTwoPaths = row.call() == TokenCall.CLIENT_CREDENTIALS && wordless;
    return row.isAskedInBothForms() || (hasTwoPaths && status == 400) ? 2 : tries;
  }

  private static void holdFailure(ErrorRow row, ZohoOAuthException failure) {
    assertThat(failure)
        .isExactlyInstanceOf(row.verdict().type)
        .hasMessageContaining("data center eu")
        .hasMessageContaining(Scene.CLIENT_ID)
        .hasMessageContaining(row.verdict().advice);
    if (row.call() == TokenCall.EXCHANGE
        && row.verdict() == ExpectedError.TRY_LATER
        && row.isUnexplained()) {
      assertThat(failure).hasMessageContaining("code may be consumed");
    }
    assertThat(failure.dataCenter()).contains("eu");
    assertThat(failure.clientId()).contains(Scene.CLIENT_ID);
    assertThat(failure.errorCode()).isEqualTo(Optional.ofNullable(row.errorCode()));
    assertThat(PlantedSecret.shownIn(failure)).isEmpty();
    if (failure instanceof RateLimitedException limited) {
      Instant from = Scene.NOW.plus(Duration.ofMinutes(10));
      assertThat(limited.retryAt()).isBetween(from, from.plus(Duration.ofMinutes(1)));
    }
  }

  @ParameterizedTest
  @CsvSource({"120,120", "3600,3600", "7200,3600", "999999999,3600", "' 60 ',60"})
  void retryAfter_inSeconds_isObeyedUpToAnHour(String header, long seconds) {
    for (CannedAnswer answer : throttled()) {
      holdWait(seconds, until(answer.with("Retry-After", header)));
    }
  }

  @ParameterizedTest
  @CsvSource({"90,90", "5400,3600"})
  void retryAfter_asDate_isObeyedUpToAnHour(long ahead, long seconds) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Scene.NOW.plusSeconds(ahead).atOffset(ZoneOffset.UTC));
    for (CannedAnswer answer : throttled()) {
      holdWait(seconds, until(answer.with("Retry-After", date)));
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "-5", "soon", "1e3", "99999999999999999999", "'Sun, 01 Mar 2026 11:59:59 GMT'"})
  void retryAfter_withoutSense_isTheUsualCoolDown(String header) {
    Instant from = Scene.NOW.plus(Duration.ofMinutes(10));
    for (CannedAnswer answer : throttled()) {
      assertThat(until(answer.with("Retry-After", header)))
          .isBetween(from, from.plus(Duration.ofMinutes(1)));
    }
  }

  private static List<CannedAnswer> throttled() {
    String denied = "{\"error\":\"Access Denied\",\"error_description\":\"too many requests\"}";
    return List.of(
        CannedAnswer.json(200, denied), CannedAnswer.json(400, denied), CannedAnswer.json(429, ""));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXCHANGE", "REFRESH", "CLIENT_CREDENTIALS", "REVOKE"})
  void status503_thatSaysWhenToComeBack_isObeyed(TokenCall call) {
    Instant until = until(call, CannedAnswer.of(503, "text/html", "").with("Retry-After", "300"));
    if (call == TokenCall.EXCHANGE || call == TokenCall.REVOKE) {
      assertThat(until).as("a person waits").isEqualTo(Scene.NOW.plusSeconds(300));
    } else {
      holdWait(300, until);
    }
  }

  /** Never before the time that Zoho names, and up to a tenth later. */
  private static void holdWait(long seconds, Instant until) {
    Instant named = Scene.NOW.plusSeconds(seconds);
    assertThat(until).isBetween(named, named.plusMillis(seconds * 100));
  }

  private static Instant until(CannedAnswer answer) {
    return until(TokenCall.REFRESH, answer);
  }

  private static Instant until(TokenCall call, CannedAnswer answer) {
    zoho.answers(answer);
    try (Scene scene = new Scene(call, zoho.dataCenter(), zoho.http)) {
      ZohoOAuthException failure = scene.play().failure();
      assertThat(failure).isInstanceOf(RateLimitedException.class);
      Instant until = ((RateLimitedException) Optional.ofNullable(failure).orElseThrow()).retryAt();
      assertThat(failure).hasMessageContaining(until.toString());
      return until;
    }
  }
}
