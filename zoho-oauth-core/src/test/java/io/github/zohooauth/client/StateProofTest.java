package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.internal.text.Crypto;
import io.github.zohooauth.testkit.DestinationRecorder;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer belongs to the request whose state it has, once, while the request lives. */
@Tag("A7")
class StateProofTest {

  private static final TokenOwner OWNER = TokenOwner.user("42");

  private final ManualTime time = new ManualTime();
  private DestinationRecorder destinations;
  private ServerClient web;

  @BeforeEach
  void start() throws IOException {
    destinations = new DestinationRecorder();
    web =
        ServerClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(PlantedSecret.CLIENT_SECRET.value)
            .dataCenter(DataCenter.US)
            .redirectUri(URI.create("https://app.example/callback"))
            .httpClient(destinations.http)
            .clock(time)
            .build();
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
    destinations.close();
  }

  /** Makes of a state what comes back in its place, with a code or with an error. */
  private record Wrong(String what, UnaryOperator<String> parameters) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static List<Wrong> wrongAnswers(Random chance) {
    List<Wrong> wrong = new ArrayList<>();
    for (String rest : List.of("code=1000.abc", "error=access_denied", "error=invalid_scope")) {
      wrong.add(new Wrong("missing, " + rest, state -> rest));
      wrong.add(new Wrong("empty, " + rest, state -> rest + "&state="));
      wrong.add(new Wrong("twice, " + rest, s -> rest + "&state=" + s + "&state=" + s));
      String other = Crypto.randomText(192);
      wrong.add(new Wrong("of another request, " + rest, state -> rest + "&state=" + other));
      List<UnaryOperator<String>> changes =
          List.of(
              state -> state.toUpperCase(Locale.ROOT),
              state -> state.toLowerCase(Locale.ROOT),
              state -> state.substring(1),
              state -> state.substring(0, state.length() - 1),
              state -> state + "A",
              state -> "%20" + state,
              state -> state + "%00",
              state -> state.repeat(2));
      changes.forEach(
          change ->
              wrong.add(new Wrong("changed, " + rest, s -> rest + "&state=" + change.apply(s))));
      for (int i = 0; i < 60; i++) {
        int at = chance.nextInt(32);
        wrong.add(
            new Wrong("flipped at " + at + ", " + rest, s -> rest + "&state=" + flipped(s, at)));
      }
    }
    return wrong;
  }

  private static String flipped(String state, int at) {
    char other = state.charAt(at) == 'x' ? 'y' : 'x';
    return state.substring(0, at) + other + state.substring(at + 1);
  }

  @Test
  void wrongState_isRefused_beforeAnythingElse() {
    Proof.holds(
        "A7",
        wrongAnswers(new Random(Proof.seed("A7", 20260402))),
        answer -> {
          AuthorizationRequest request = web.authorizationRequest("A.b");
          String received = answer.parameters().apply(request.state());
          ZohoOAuthException failure =
              catchThrowableOfType(
                  ZohoOAuthException.class, () -> web.exchange(request, received, signIn -> OWNER));
          assertThat(failure).isInstanceOf(AuthorizationRequiredException.class);
          assertThat(failure.errorCode()).as("an error without a request").isEmpty();
          assertThat(failure).hasMessageNotContaining(request.state());
          assertThat(destinations.drain()).isEmpty();
          assertThat(answered(request, "error=access_denied").errorCode())
              .as("the right answer still counts")
              .contains("access_denied");
        });
  }

  private ZohoOAuthException answered(AuthorizationRequest request, String rest) {
    String query = rest + "&state=" + request.state();
    return catchThrowableOfType(
        ZohoOAuthException.class, () -> web.exchange(request, query, signIn -> OWNER));
  }

  @Test
  void state_isGoodOnce_alsoForAnError_andForAParsedCopy() {
    AuthorizationRequest refused = web.authorizationRequest("A.b");
    assertThat(answered(refused, "error=access_denied").errorCode()).contains("access_denied");
    assertThat(answered(refused, "code=1000.abc")).hasMessageContaining("answered before");
    AuthorizationRequest copy = AuthorizationRequest.parse(refused.text());
    assertThat(answered(copy, "code=1000.abc")).hasMessageContaining("answered before");
    AuthorizationRequest used = web.authorizationRequest("A.b");
    assertThat(answered(used, "code=1000.abc")).isInstanceOf(TemporaryFailureException.class);
    assertThat(destinations.drain()).isNotEmpty();
    assertThat(answered(used, "code=1000.abc")).hasMessageContaining("answered before");
    assertThat(destinations.drain()).as("the code is sent once").isEmpty();
  }

  @Test
  void answer_afterTenMinutes_isRefused() {
    AuthorizationRequest request = web.authorizationRequest("A.b");
    time.advance(Duration.ofMinutes(10));
    assertThat(answered(request, "code=1000.abc")).hasMessageContaining("expired");
    assertThat(destinations.drain()).isEmpty();
  }

  @Test
  void request_ofAnotherSession_isNotFound() {
    PendingAuthorizations pending = PendingAuthorizations.upTo(100, time);
    AuthorizationRequest request = web.authorizationRequest("A.b");
    pending.keep("mine", request);
    String redirect = "https://app.example/callback?code=1000.abc&state=" + request.state();
    assertThatThrownBy(() -> pending.take("theirs", redirect))
        .isInstanceOf(AuthorizationRequiredException.class);
    assertThatThrownBy(() -> pending.take("min", redirect))
        .isInstanceOf(AuthorizationRequiredException.class);
    assertThat(pending.take("mine", redirect)).isSameAs(request);
    assertThatThrownBy(() -> pending.take("mine", redirect))
        .isInstanceOf(AuthorizationRequiredException.class);
  }

  /** Time cannot be asserted, so the source is: the one comparison that takes equally long. */
  @Test
  void state_isComparedInConstantTime() throws IOException {
    Path source = Path.of("src/main/java/io/github/zohooauth/client/AuthorizationResponse.java");
    assertThat(Files.readString(source))
        .contains("MessageDigest.isEqual(")
        .doesNotContain(".state().equals(")
        .doesNotContain(".equals(request.state())");
  }
}
