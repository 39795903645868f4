package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.endpoint.VirtualServers.Mood;
import io.github.zohooauth.internal.endpoint.VirtualServers.Sent;
import io.github.zohooauth.internal.endpoint.VirtualServers.Server;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.FormRequest;
import io.github.zohooauth.internal.transport.HttpCall;
import io.github.zohooauth.internal.transport.HttpSource;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Token calls that wait for a place, and those that the gate refuses. */
class AccountsServersTest {

  private static final DataCenter PLACE = GateHistory.LIVING;
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final long SECOND = VirtualServers.SECOND;

  private final VirtualServers world = new VirtualServers();
  private final ErrorReader errors =
      new ErrorReader(Scene.CLIENT_ID, world.clock, DEADLINE, Duration.ofMinutes(10));
  private final HttpCall http = new HttpCall(HttpSource.given(world), world.time, DEADLINE);
  private final AccountsServers servers =
      new AccountsServers(http, errors, 1, DEADLINE, world.clock, () -> 1, world);
  private final TokenEndpoint endpoint =
      new TokenEndpoint(CallSamples.fixedSecret(http, world), servers, errors);

  private void serve(Mood mood) {
    world.servers.put(PLACE.accountsServer().getHost(), new Server(mood, 0, Long.MAX_VALUE));
  }

  private CallCounter calls() {
    return new CallCounter(world.clock, 1);
  }

  private CompletableFuture<TokenResponse> refresh(CallCounter calls) {
    return endpoint.exchange(Grant.refreshToken("refresh"), PLACE, calls);
  }

  @Test
  void deadline_beginsWhenTheCallHasItsPlace() {
    serve(Mood.SILENT);
    CompletableFuture<TokenResponse> first = refresh(calls());
    CompletableFuture<?> second = endpoint.ask(Grant.authorizationCode("code"), PLACE, calls());
    world.play(39 * SECOND);
    assertThat(first).isCompletedExceptionally();
    assertThat(second).isNotDone();
    world.play(40 * SECOND);
    assertThat(second).isCompletedExceptionally();
    assertThat(world.sent).extracting(Sent::at).containsExactly(0L, 20 * SECOND);
  }

  @Test
  void callThatIsCancelledWhileItWaits_isNotSent() {
    serve(Mood.WELL);
    CompletableFuture<TokenResponse> first = refresh(calls());
    refresh(calls()).cancel(false);
    CallCounter ended = calls();
    CompletableFuture<TokenResponse> over = refresh(ended);
    ended.end();
    world.play(SECOND);
    assertThat(first).isCompleted();
    assertThat(over).isCompletedExceptionally();
    assertThat(world.sent).hasSize(1);
    assertThat(ended.isStopped()).isFalse();
  }

  private void closeGate() {
    serve(Mood.UNAVAILABLE);
    for (int i = 0; i < ServerGate.FAILURES; i++) {
      CallCounter failed = calls();
      CompletableFuture<TokenResponse> unused = refresh(failed);
      world.play(world.now() + SECOND / 10);
      assertThat(failed.isStopped()).isFalse();
    }
  }

  @Test
  void callsForWhichAPersonWaits_areSent_whileTheGateIsClosed() {
    closeGate();
    int before = world.sent.size();
    URI uri = PLACE.accountsServer().resolve("/any");
    for (Grant.Type type : Grant.Type.values()) {
      boolean renewal =
          type == Grant.Type.REFRESH_TOKEN
              || type == Grant.Type.ADOPTED_TOKEN
              || type == Grant.Type.CLIENT_CREDENTIALS;
      FormRequest form = new FormRequest(uri, Map.of(), null, true);
      CompletableFuture<?> unused = servers.post(form, type, PLACE);
      world.play(world.now() + SECOND / 10);
      assertThat(world.sent.size() - before).as("sent %s", type).isEqualTo(renewal ? 0 : 1);
      before = world.sent.size();
    }
    CompletableFuture<?> unused = servers.get(uri, "a", Grant.Type.USER_INFO, PLACE);
    assertThat(world.sent).as("user information").hasSize(before + 1);
  }

  @Test
  void refusedRenewal_isKnownAsSuch_andSaysWhen() {
    closeGate();
    CallCounter refused = calls();
    CompletableFuture<TokenResponse> renewal = refresh(refused);
    assertThat(refused.isStopped()).isTrue();
    assertThat(refused.times()).isEmpty();
    assertThatThrownBy(renewal::join)
        .hasCauseInstanceOf(TemporaryFailureException.class)
        .hasMessageContaining(
            "The accounts server accounts.living.example:443 has been failing since"
                + " 2026-03-01T12:00:00Z. Nothing was sent. Try again later: the next call may try"
                + " it at 2026-03-01T12:00:01.500Z. [data center living, client ID %s]",
            Scene.CLIENT_ID);
    assertThat(servers.refusal(PLACE))
        .hasValueSatisfying(why -> assertThat(why).hasMessageContaining("has been failing"));
    assertThat(servers.refusal(GateHistory.DYING)).isEmpty();
  }
}
