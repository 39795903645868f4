package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.Call;
import io.github.zohooauth.Canned;
import io.github.zohooauth.CannedZoho;
import io.github.zohooauth.ErrorRow;
import io.github.zohooauth.Proof;
import io.github.zohooauth.Scene;
import io.github.zohooauth.Secret;
import io.github.zohooauth.SeenLogs;
import io.github.zohooauth.SignInCall;
import io.github.zohooauth.SignInScene;
import io.github.zohooauth.Trap;
import io.github.zohooauth.Verdict;
import io.github.zohooauth.ZohoOAuthException;
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
  private static final Map<String, Verdict> OF_POLLING =
      Map.of(
          "authorization_pending", Verdict.START_AGAIN,
          "slow_down", Verdict.START_AGAIN,
          "expired", Verdict.START_AGAIN,
          "expired_token", Verdict.START_AGAIN,
          "access_denied", Verdict.REFUSED,
          "other_dc", Verdict.NAME_DATA_CENTER);

  private static CannedZoho zoho;
  private static SeenLogs logs;
  private static Trap trap;

  /** What an answer means at a call. */
  private record Row(SignInCall call, Canned answer, Verdict verdict, @Nullable String code) {}

  @BeforeAll
  static void start() throws IOException {
    zoho = new CannedZoho();
    logs = new SeenLogs();
    trap = new Trap();
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
        if (row.call() == Call.REFRESH) {
          Verdict verdict = verdict(call, row.verdict(), row.errorCode());
          rows.add(new Row(call, row.answer(), verdict, row.errorCode()));
        }
      }
    }
    for (int status : List.of(200, 400, 401)) {
      OF_POLLING.forEach(
          (code, verdict) -> {
            Canned answer = Canned.json(status, "{\"error\":\"%s\"}".formatted(code));
            rows.add(new Row(SignInCall.DEVICE_TOKEN, answer, verdict, code));
          });
    }
    return rows;
  }

  private static Verdict verdict(SignInCall call, Verdict usual, @Nullable String code) {
    return switch (call) {
      case CODE_OF_A_REDIRECT ->
          usual == Verdict.AUTHORIZE_AGAIN ? Verdict.AUTHORIZE_WITH_NEW_CODE : usual;
      case DEVICE_CODE -> usual == Verdict.AUTHORIZE_AGAIN ? Verdict.FIX_CONFIGURATION : usual;
      case DEVICE_TOKEN ->
          "access_denied".equals(code)
              ? Verdict.REFUSED
              : usual == Verdict.TRY_LATER || usual == Verdict.AUTHORIZE_AGAIN
                  ? Verdict.START_AGAIN // what passes is waited for until the code has expired
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
      assertThat(Secret.shownIn(failure)).isEmpty();
      assertThat(scene.record()).isEqualTo(before);
      assertThat(logs.drain()).allSatisfy(line -> assertThat(Secret.shownIn(line)).isEmpty());
      assertThat(zoho.asked()).as("asked").hasSizeBetween(1, most(row));
      assertThat(trap.caught()).isFalse();
    }
  }

  /** A code that stays undecided for five minutes is asked for ten times, after it was begun. */
  private static int most(Row row) {
    boolean over = "expired".equals(row.code()) || "expired_token".equals(row.code());
    boolean waits = row.verdict() == Verdict.START_AGAIN && !over;
    return waits ? 11 : row.call().hasPrompt() ? 2 : 1;
  }
}
