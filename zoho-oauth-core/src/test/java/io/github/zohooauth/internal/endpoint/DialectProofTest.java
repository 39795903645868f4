package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.testkit.AnswerDialect;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Members that are missing, renamed, wrongly typed, in other units, or hostile. */
@Tag("H4")
class DialectProofTest {

  private static CannedZoho zoho;
  private static SeenLogs logs;

  @BeforeAll
  static void start() {
    zoho = new CannedZoho();
    logs = new SeenLogs();
  }

  @AfterAll
  static void stop() {
    zoho.close();
    logs.close();
  }

  @Test
  void everyDialect_isReadAsWhatItMeans() {
    List<AnswerDialect> dialects = Proof.some(AnswerDialect.all(), 270, Proof.seed("H4", 20260302));
    Proof.holds("H4", dialects, DialectProofTest::hold);
  }

  private static void hold(AnswerDialect dialect) {
    zoho.answers(CannedAnswer.json(200, dialect.json()));
    try (Scene scene = new Scene(dialect.call(), zoho.dataCenter(), zoho.http)) {
      Optional<String> before = scene.tokenPart();
      Scene.End end = scene.play();
      if (dialect.claim() == null) {
        assertThat(end.failure())
            .isInstanceOfAny(TemporaryFailureException.class, AuthorizationRequiredException.class);
        assertThat(scene.tokenPart()).isEqualTo(before);
        return;
      }
      StoredToken stored = scene.store.load(dialect.call().key()).orElseThrow();
      assertThat(stored.accessTokenOf(zoho.dataCenter())).contains(end.wanted());
      dialect.claim().accept(new AnswerDialect.Reading(end.wanted(), stored));
      assertThat(logs.drain()).noneMatch(line -> line.contains("evil"));
    }
  }

  @Test
  void exchange_withoutRefreshToken_keepsTheRecordAndNamesConsent() {
    zoho.answers(
        CannedAnswer.json(
            200, TokenAnswer.to(TokenCall.EXCHANGE).with("refresh_token", "").json()));
    try (Scene scene = new Scene(TokenCall.EXCHANGE, zoho.dataCenter(), zoho.http)) {
      Optional<String> before = scene.tokenPart();
      assertThat(scene.play().failure())
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("prompt=consent");
      assertThat(scene.tokenPart()).isEqualTo(before);
    }
  }

  @Test
  void clientCredentials_askForScopesByComma() {
    zoho.answers(CannedAnswer.json(200, TokenAnswer.to(TokenCall.CLIENT_CREDENTIALS).json()));
    try (Scene scene = new Scene(TokenCall.CLIENT_CREDENTIALS, zoho.dataCenter(), zoho.http)) {
      assertThat(scene.play().wanted().scopes()).containsExactly("ZohoCRM.modules.ALL");
      assertThat(zoho.asked())
          .singleElement()
          .asString()
          .startsWith("/oauth/v2/token ")
          .contains("scope=ZohoCRM.modules.READ%2CZohoCRM.org.READ")
          .contains("soid=" + TokenCall.SOID);
    }
  }
}
