package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SignInScene;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.AnswerMutants;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.CountedThread;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.SignInCall;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wrong answers to the calls that sign users in: typed, small, silent, and nothing is changed. */
@Tag("H1")
class SignInFuzzProofTest {

  private static final long MEMORY = 16 * 1024 * 1024;
  private static final List<SignInCall> CALLS = List.of(SignInCall.values());

  private static CountedThread thread;
  private static CannedZoho zoho;
  private static SeenLogs logs;

  private record Mutant(SignInCall call, CannedAnswer answer) {}

  @BeforeAll
  static void start() {
    thread = new CountedThread();
    zoho =
        new CannedZoho(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(thread.executor)
                .build());
    logs = new SeenLogs();
  }

  @AfterAll
  static void stop() {
    zoho.close();
    logs.close();
    thread.close();
  }

  @Test
  void everyMutant_endsTyped_small_andSilent() {
    AnswerMutants mutants = new AnswerMutants(Proof.seed("H1", 20260407));
    List<Integer> numbers = IntStream.range(0, Proof.size(300, 10_000)).boxed().toList();
    Proof.holds("H1", numbers, number -> hold(next(mutants, number)));
  }

  private static Mutant next(AnswerMutants mutants, int number) {
    SignInCall call = CALLS.get(number % CALLS.size());
    return new Mutant(call, mutants.of(right(call)));
  }

  /** What the call would be content with. */
  private static String right(SignInCall call) {
    String server = zoho.dataCenter().accountsServer().toString();
    return switch (call) {
      case CODE_OF_A_REDIRECT, MORE_SCOPES, DEVICE_TOKEN ->
          TokenAnswer.to(TokenCall.EXCHANGE).json();
      case DEVICE_CODE ->
          """
          {"user_code":"ABCD-3600","device_code":"%s","verification_url":"%s/oauth/v3/device",\
          "verification_uri_complete":"%s/oauth/v3/device?user_code=A","expires_in":3600,\
          "interval":5}"""
              .formatted(PlantedSecret.DEVICE_CODE.value, server, server);
      case USER_INFO ->
          "{\"sub\":\"3600\",\"ZUID\":3600,\"email\":\"a@example.com\",\"given_name\":\"%s\"}"
              .formatted(PlantedSecret.IN_ERROR_CODE.value);
      case KEYS ->
          "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/oauth/v2/keys\",\"keys\":[%s]}"
              .formatted(server, server, IdTokenFixture.KEY.toPublicJWK().toJSONString());
    };
  }

  private static void hold(Mutant mutant) {
    if (mutant.call().hasPrompt()) {
      zoho.answersAfterPrompt(mutant.answer());
    } else {
      zoho.answers(mutant.answer());
    }
    try (SignInScene scene = new SignInScene(mutant.call(), zoho.dataCenter(), zoho.http)) {
      Optional<String> before = scene.record();
      long bytes = thread.allocatedBytes();
      Scene.End end = scene.play(); // any other exception than the library's own comes through here
      int polls = mutant.call().hasPrompt() ? 11 : 1;
      assertThat(thread.allocatedBytes() - bytes).as("bytes").isLessThan(MEMORY * polls);
      ZohoOAuthException failure = end.failure();
      if (failure != null) {
        assertThat(PlantedSecret.shownIn(failure)).as("shown by %s", mutant).isEmpty();
        assertThat(scene.record()).as("the record after %s", mutant).isEqualTo(before);
      }
      assertThat(logs.drain())
          .allSatisfy(line -> assertThat(PlantedSecret.shownIn(line)).isEmpty());
    }
  }
}
