package io.github.zohooauth.internal.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.RefusedHourScenario;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.ApiRefusal;
import io.github.zohooauth.testkit.RefusingApi;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An API's refusal of one request never takes an owner down, and costs few token calls. */
class RejectionProofTest {

  /** How far apart the refused requests are, from a second to ten minutes. */
  private static final List<Integer> SPACINGS =
      List.of(
          1, 2, 3, 5, 7, 10, 15, 20, 25, 29, 30, 31, 45, 59, 60, 61, 65, 75, 90, 100, 120, 150, 180,
          240, 299, 300, 301, 450, 599, 600);

  private record Case(ApiRefusal refusing, int spacing) {}

  private final RefusingApi api = new RefusingApi();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
    api.close();
  }

  /** At full size 3,600 good requests an hour. */
  private RefusedHourScenario hour(ApiRefusal mood) {
    api.begin(mood);
    return new RefusedHourScenario(api, http, threads, Duration.ofSeconds(Proof.size(120, 1)));
  }

  @Test
  @Tag("R15")
  void refusalForTheApisOwnReasons_costsNoGoodRequest_andFewTokenCalls() throws Exception {
    int without;
    try (RefusedHourScenario quiet = hour(ApiRefusal.ALL.get(0))) {
      quiet.playDeaths(0);
      without = quiet.tokenCalls();
    }
    Proof.holds("R15", cases(), each -> hold(each, without));
  }

  private void hold(Case each, int without) throws Exception {
    try (RefusedHourScenario hour = hour(each.refusing())) {
      hour.play(Duration.ofSeconds(each.spacing()));
      int most = each.refusing().namesCause() ? 0 : 6;
      assertThat(hour.tokenCalls() - without).as("token calls more").isLessThanOrEqualTo(most);
    }
  }

  /** All of them; reduced, each answer with one spacing. */
  private static List<Case> cases() {
    Random chance = new Random(Proof.seed("R15", 20261130));
    List<Case> cases = new ArrayList<>();
    for (ApiRefusal refusing : ApiRefusal.ALL) {
      if (Proof.isFull()) {
        SPACINGS.forEach(spacing -> cases.add(new Case(refusing, spacing)));
      } else {
        cases.add(new Case(refusing, SPACINGS.get(chance.nextInt(SPACINGS.size()))));
      }
    }
    return cases;
  }

  @Test
  @Tag("R15")
  void tokenThatDied_isReplacedAtItsFirstRefusal() {
    List<ApiRefusal> aboutTheToken =
        ApiRefusal.ALL.stream().filter(refusing -> !refusing.namesCause()).toList();
    List<Case> cases =
        aboutTheToken.stream()
            .flatMap(
                refusing ->
                    IntStream.rangeClosed(Proof.size(5, 1), 5)
                        .mapToObj(deaths -> new Case(refusing, deaths)))
            .toList();
    Proof.holds("R15", cases, this::holdDeaths);
  }

  /** The spacing is the number of deaths. */
  private void holdDeaths(Case each) throws Exception {
    try (RefusedHourScenario hour = hour(each.refusing())) {
      hour.playDeaths(each.spacing());
      assertThat(hour.tokenCalls()).as("token calls").isEqualTo(each.spacing());
    }
  }
}
