package io.github.zohooauth.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SignInScene;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.ForbiddenServer;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.SignInCall;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No call follows a redirect, wherever it leads. */
@Tag("A3")
class RedirectedCallsProofTest {

  private static CannedZoho zoho;
  private static SeenLogs logs;
  private static ForbiddenServer trap;

  /** One of the two kinds of call, and where it is redirected to. */
  private record Redirected(
      @Nullable TokenCall call, @Nullable SignInCall signIn, int status, String target) {
    @Override
    public String toString() {
      return (call == null ? signIn : call) + " " + status + " to " + target;
    }
  }

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

  private static List<Redirected> all() {
    List<Redirected> all = new ArrayList<>();
    String here = zoho.dataCenter().accountsServer() + "/elsewhere";
    String overTls = trap.url().replaceFirst("^http:", "https:");
    for (int status : List.of(301, 302, 303, 307, 308)) {
      for (String target : List.of(here, trap.url(), overTls)) {
        for (TokenCall call : TokenCall.values()) {
          all.add(new Redirected(call, null, status, target));
        }
        for (SignInCall call : SignInCall.values()) {
          all.add(new Redirected(null, call, status, target));
        }
      }
    }
    return all;
  }

  @Test
  void redirect_isNotFollowed_byAnyCall() {
    Proof.holds(
        "A3", Proof.some(all(), 80, Proof.seed("A3", 20260406)), RedirectedCallsProofTest::hold);
  }

  private static void hold(Redirected redirected) {
    CannedAnswer answer =
        CannedAnswer.json(redirected.status(), TokenAnswer.to(TokenCall.EXCHANGE).json())
            .with("Location", redirected.target());
    TokenCall call = redirected.call();
    SignInCall signIn = redirected.signIn();
    if (call != null) {
      zoho.answers(answer);
      try (Scene scene = new Scene(call, zoho.dataCenter(), zoho.http)) {
        Optional<String> before = scene.tokenPart();
        Scene.End end = scene.play();
        if (call != TokenCall.REFRESH_BESIDE) {
          assertThat(end.failure()).isInstanceOf(ConfigurationException.class);
        }
        assertThat(scene.tokenPart()).isEqualTo(before);
      }
    } else if (signIn != null) {
      if (signIn.hasPrompt()) {
        zoho.answersAfterPrompt(answer);
      } else {
        zoho.answers(answer);
      }
      try (SignInScene scene = new SignInScene(signIn, zoho.dataCenter(), zoho.http)) {
        Optional<String> before = scene.record();
        assertThat(scene.play().failure()).isInstanceOf(ConfigurationException.class);
        assertThat(scene.record()).isEqualTo(before);
      }
    }
    assertThat(trap.caught()).as("contact at the target").isFalse();
    assertThat(zoho.asked()).isNotEmpty().noneMatch(asked -> asked.startsWith("/elsewhere"));
    assertThat(logs.drain()).allSatisfy(line -> assertThat(PlantedSecret.shownIn(line)).isEmpty());
  }
}
