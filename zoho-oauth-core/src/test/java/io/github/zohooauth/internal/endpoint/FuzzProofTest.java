package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.AnswerMutants;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.CountedThread;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.TokenCall;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers of every kind of wrongness: a typed error or a success, soon, small and silent. */
@Tag("H1")
class FuzzProofTest {

  private static final long MEMORY = 16 * 1024 * 1024;
  private static final List<TokenCall> CALLS =
      List.of(
          TokenCall.EXCHANGE, TokenCall.REFRESH, TokenCall.CLIENT_CREDENTIALS, TokenCall.REVOKE);

  private static CountedThread thread;
  private static CannedZoho zoho;
  private static SeenLogs logs;

  private record Mutant(TokenCall call, CannedAnswer answer) {}

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
  void everyMutant_endsTyped_soon_small_andSilent() {
    AnswerMutants mutants = new AnswerMutants(Proof.seed("H1", 20260303));
    List<Integer> numbers = IntStream.range(0, Proof.size(400, 10_000)).boxed().toList();
    Proof.holds("H1", numbers, number -> hold(next(mutants, number)));
  }

  private static Mutant next(AnswerMutants mutants, int number) {
    TokenCall call = CALLS.get(number % CALLS.size());
    return new Mutant(call, mutants.next(call));
  }

  private static void hold(Mutant mutant) {
    zoho.answers(mutant.answer());
    try (Scene scene = new Scene(mutant.call(), zoho.dataCenter(), zoho.http)) {
      Optional<String> before = scene.tokenPart();
      long bytes = thread.allocatedBytes();
      long begun = System.nanoTime();
      Scene.End end = scene.play(); // any other exception than the library's own comes through here
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Scene.HANG_GUARD);
      assertThat(thread.allocatedBytes() - bytes).as("bytes").isLessThan(MEMORY);
      ZohoOAuthException failure = end.failure();
      if (failure != null) {
        assertThat(PlantedSecret.shownIn(failure)).as("shown by %s", mutant).isEmpty();
        assertThat(scene.tokenPart()).as("the record after %s", mutant).isEqualTo(before);
      }
      assertThat(PlantedSecret.shownIn(withoutScopes(end.token()))).as(mutant.toString()).isEmpty();
      assertThat(logs.drain())
          .allSatisfy(line -> assertThat(PlantedSecret.shownIn(line)).isEmpty());
    }
  }

  /** Scopes are shown, and a mutant may call anything a scope. */
  private static String withoutScopes(@Nullable AccessToken token) {
    return token == null
        ? ""
        : new AccessToken(
                token.value(), token.expiresAt(), Set.of(), token.dataCenter(), token.apiDomain())
            .toString();
  }
}
