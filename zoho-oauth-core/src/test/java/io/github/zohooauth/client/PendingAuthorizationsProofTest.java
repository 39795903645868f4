package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PlantedSecret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However many begin and never come back, memory stays bounded and the others get through. */
@Tag("B12")
class PendingAuthorizationsProofTest {

  private static final int MOST = 1_000;

  private final ManualTime time = new ManualTime();
  private final PendingAuthorizations pending = PendingAuthorizations.upTo(MOST, time);
  private final ServerClient web =
      ServerClient.builder()
          .clientId(Scene.CLIENT_ID)
          .clientSecret(PlantedSecret.CLIENT_SECRET.value)
          .dataCenter(DataCenter.EU)
          .redirectUri(URI.create("https://app.example/callback"))
          .clock(time)
          .build();

  private AuthorizationRequest begin(String session) {
    AuthorizationRequest request = web.authorizationRequest("A.b");
    pending.keep(session, request);
    return request;
  }

  private static String redirect(AuthorizationRequest request) {
    return "code=1000.abc&state=" + request.state();
  }

  private int kept() {
    return Integer.parseInt(pending.toString().replaceAll("\\D*(\\d+) of.*", "$1"));
  }

  @Test
  void abandonedOnes_areBounded_andLiveOnesComeThrough() {
    int abandoned = Proof.size(20_000, 1_000_000);
    int each = 500; // of other browsers' requests between a live one's begin and its end
    List<Integer> live = IntStream.range(0, abandoned / each).boxed().toList();
    Proof.holds(
        "B12",
        live,
        number -> {
          AuthorizationRequest mine = begin("live " + number);
          for (int i = 0; i < each; i++) {
            begin("abandoned " + number + " " + i);
          }
          assertThat(kept()).isLessThanOrEqualTo(MOST);
          assertThat(pending.take("live " + number, redirect(mine))).isSameAs(mine);
        });
  }

  @Test
  void floodOfOneBrowser_displacesNoOther() {
    AuthorizationRequest mine = begin("mine");
    IntStream.range(0, 10 * MOST).forEach(i -> begin("flood"));
    assertThat(kept()).isLessThanOrEqualTo(9);
    assertThat(pending.take("mine", redirect(mine))).isSameAs(mine);
  }

  @Test
  void afterTenMinutes_nothingIsLeft() {
    AuthorizationRequest early = begin("early");
    time.advance(Duration.ofMinutes(9));
    AuthorizationRequest late = begin("late");
    time.advance(Duration.ofMinutes(1));
    assertThatThrownBy(() -> pending.take("early", redirect(early)))
        .isInstanceOf(AuthorizationRequiredException.class);
    assertThat(kept()).isEqualTo(1);
    assertThat(pending.take("late", redirect(late))).isSameAs(late);
    assertThat(kept()).isZero();
  }
}
