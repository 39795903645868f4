package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SignInScene;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.ErrorRow;
import io.github.zohooauth.testkit.ExpectedError;
import io.github.zohooauth.testkit.ForbiddenServer;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.SignInCall;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every error at the token endpoints that sign users in: what it means, and how often is asked. */
@Tag("R5")
class SignInErrorsProofTest {

  private static final List<SignInCall> CALLS =
      List.of(
          SignInCall.CODE_OF_A_REDIRECT,
          SignInCall.MORE_SCOPES,
          SignInCall.DEVICE_CODE,
          SignInCall.DEVICE_TOKEN);

  /** Codes of which a device's polling has a reading of its own. */
  private static final Map<String, ExpectedError> OF_POLLING =
      Map.of(
          "authorization_pending", ExpectedError.START_AGAIN,
          "slow_down", ExpectedError.START_AGAIN,
          "expired", ExpectedError.START_AGAIN,
          "expired_token", ExpectedError.START_AGAIN,
          "access_denied", ExpectedError.REFUSED,
          "other_dc", ExpectedError.NAME_DATA_CENTER);

  private static CannedZoho zoho;
  private static SeenLogs logs;
  private static ForbiddenServer trap;

  /** What an answer means at a call. */
  private record Row(
      SignInCall call, CannedAnswer answer, ExpectedError verdict, @Nullable String code) {}

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

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (SignInCall call : CALLS) {
      for (ErrorRow row : ErrorRow.all()) {
        if (row.call() == TokenCall.REFRESH) {
          ExpectedError verdict = verdict(call, row.verdict(), row.errorCode());
          rows.add(new Row(call, row.answer(), verdict, row.errorCode()));
        }
      }
    }
    for (int status : List.of(200, 400, 401)) {
      OF_POLLING.forEach(
          (code, verdict) -> {
            CannedAnswer answer = CannedAnswer.json(status, "{\"error\":\"%s\"}".formatted(code));
            rows.add(new Row(SignInCall.DEVICE_TOKEN, answer, verdict, code));
          });
    }
    return rows;
  }

  private static ExpectedError verdict(
      SignInCall call, ExpectedError usual, @Nullable String code) {
    return switch (call) {
      case CODE_OF_A_REDIRECT ->
          usual == ExpectedError.AUTHORIZE_AGAIN ? ExpectedError.AUTHORIZE_WITH_NEW_CODE : usual;
      case DEVICE_CODE ->
          usual == ExpectedError.AUTHORIZE_AGAIN ? ExpectedError.FIX_CONFIGURATION : usual;
      case DEVICE_TOKEN ->
          "access_denied".equals(code)
              ? ExpectedError.REFUSED
              : usual == ExpectedError.TRY_LATER || usual == ExpectedError.AUTHORIZE_AGAIN
                  ? ExpectedError
                      .START_AGAIN // what passes is waited for until the code has expired
                  : usual;
      default -> usual;
    };
  }

  @Test
  void everyError_meansWhatTheTableSays_andChangesNothing() {
    Proof.holds(
        "R5", Proof.some(rows(), 300, Proof.seed("R5", 20260405)), SignInErrorsProofTest::hold);
  }

  private static void hold(Row row) {
    zoho.answersAfterPrompt(row.answer().with("Location", trap.url()));
    if (!row.call().hasPrompt()) {
      zoho.answers(row.answer().with("Location", trap.url()));
    }
    try (SignInScene scene = new SignInScene(row.call(), zoho.dataCenter(), zoho.http)) {
      Optional<String> before = scene.record();
      ZohoOAuthException failure = Optional.ofNullable(scene.play().failure()).orElseThrow();
      assertThat(failure)
          .isExactlyInstanceOf(row.verdict().type)
          .hasMessageContaining(row.verdict().advice)
          .hasMessageContaining("data center eu")
          .hasMessageContaining(Scene.CLIENT_ID);
      if (!OF_POLLING.containsValue(row.verdict())) {
        assertThat(failure.errorCode()).isEqualTo(Optional.ofNullable(row.code()));
      }
      assertThat(PlantedSecret.shownIn(failure)).isEmpty();
      assertThat(scene.record()).isEqualTo(before);
      assertThat(logs.drain())
          .allSatisfy(line -> assertThat(PlantedSecret.shownIn(line)).isEmpty());
      assertThat(zoho.asked()).as("asked").hasSizeBetween(1, most(row));
      assertThat(trap.caught()).isFalse();
    }
  }

  /** A code that stays undecided for five minutes is asked for ten times, after it was begun. */
  private static int most(Row row) {
    boolean over = "expired".equals(row.code()) || "expired_token".equals(row.code());
    boolean waits = row.verdict() == ExpectedError.START_AGAIN && !over;
    return waits ? 11 : row.call().hasPrompt() ? 2 : 1;
  }
}
