package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.internal.endpoint.BoundedCall.GateClosedException;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which calls the gate of a server that fails refuses, and how it opens again. */
@Timeout(30)
class AccountsServerGateTest {

  private final ServerCalls calls = new ServerCalls();

  @Test
  void closingGate_refusesRenewalsThatWait_butNoOtherCall() {
    AccountsServer server = calls.server(ServerGate.FAILURES);
    List<ServerCalls.Call> renewals = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      renewals.add(calls.call(server, "" + i));
    }
    calls.other(server, "other");
    renewals.subList(0, 5).forEach(each -> each.ends(ServerCalls.BROKEN));
    assertThat(calls.sent).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "other");
    assertClosed(renewals.get(9).result);
    assertClosed(renewals.get(10).result);
    assertThat(renewals.get(8).result).isNotDone();
    assertClosed(calls.call(server, "late").result);
  }

  private static void assertClosed(CompletableFuture<HttpAnswer> result) {
    assertThat(result).as("refused at once").isCompletedExceptionally();
    assertThatThrownBy(result::join).hasCauseInstanceOf(GateClosedException.class);
  }

  @Test
  void oneProbeAtATime_passes_whenItIsDue() {
    AccountsServer server = calls.closed(4);
    assertThat(server.refusal()).isNotNull();
    assertClosed(calls.call(server, "early").result);
    calls.time.advance(Duration.ofSeconds(1));
    assertThat(server.refusal()).isNull();
    ServerCalls.Call probe = calls.call(server, "probe");
    GateClosedException refusal = Objects.requireNonNull(server.refusal());
    assertThat(refusal.probeAt).as("the next probe, while one is in progress").isNull();
    assertClosed(calls.call(server, "beside").result);
    probe.ends(ServerCalls.BROKEN);
    assertClosed(calls.call(server, "early").result);
    calls.time.advance(Duration.ofSeconds(2));
    calls.call(server, "second probe").ends(ServerCalls.ANSWER);
    assertThat(calls.sent).containsExactly("probe", "second probe");
    assertThat(server.refusal()).isNull();
  }

  @Test
  void stateOfTheGate_isToldWithoutACall() {
    AccountsServer server = calls.closed(4);
    Instant closed = calls.time.instant();
    Instant probeAt = closed.plusSeconds(1);
    assertThat(server.closedGate()).isEqualTo(new ClosedGate(closed, true, probeAt));
    calls.time.advance(Duration.ofSeconds(1));
    assertThat(server.closedGate()).isEqualTo(new ClosedGate(closed, false, probeAt));
    ServerCalls.Call probe = calls.call(server, "probe");
    calls.time.advance(Duration.ofSeconds(3));
    assertThat(server.closedGate())
        .as("while a probe is in progress")
        .isEqualTo(new ClosedGate(closed, true, calls.time.instant()));
    probe.ends(ServerCalls.ANSWER);
    assertThat(server.closedGate()).isNull();
    assertThat(calls.sent).containsExactly("probe");
  }

  @Test
  void firstSuccess_opensStepByStep() {
    AccountsServer server = calls.closed(4);
    calls.time.advance(Duration.ofSeconds(1));
    calls.call(server, "probe").ends(ServerCalls.ANSWER);
    List<ServerCalls.Call> opened = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      opened.add(calls.call(server, "" + i));
    }
    assertThat(calls.sent).containsExactly("probe", "0");
    opened.get(0).ends(ServerCalls.ANSWER);
    assertThat(calls.sent).containsExactly("probe", "0", "1", "2");
    opened.get(1).ends(ServerCalls.ANSWER);
    opened.get(2).ends(ServerCalls.ANSWER);
    assertThat(calls.sent).containsExactly("probe", "0", "1", "2", "3", "4", "5", "6");
  }

  @Test
  void callsThatHangSinceBeforeTheGateClosed_doNotKeepItShut() {
    AccountsServer server = calls.server(10);
    for (int i = 0; i < 4; i++) {
      calls.call(server, "hangs");
    }
    for (int i = 0; i < ServerGate.FAILURES; i++) {
      calls.call(server, "failed").ends(ServerCalls.BROKEN);
    }
    calls.time.advance(Duration.ofSeconds(1));
    calls.call(server, "probe").ends(ServerCalls.ANSWER);
    calls.call(server, "next");
    assertThat(calls.sent).endsWith("probe", "next");
  }

  @Test
  void callThatTheGateNeverRefuses_isSent_andOpensIt() {
    AccountsServer server = calls.closed(4);
    calls.other(server, "code").ends(ServerCalls.BROKEN);
    assertThat(server.refusal()).isNotNull();
    calls.other(server, "another code").ends(ServerCalls.ANSWER);
    calls.call(server, "renewal");
    assertThat(calls.sent).containsExactly("code", "another code", "renewal");
  }

  @Test
  void probeThatSaysNothingOfTheServer_isFollowedByAnother() {
    AccountsServer server = calls.closed(4);
    calls.time.advance(Duration.ofSeconds(1));
    ServerCalls.Call probe = calls.call(server, "probe");
    probe.answer.completeExceptionally(new IllegalStateException("of this host"));
    assertThat(server.refusal()).isNull();
    calls.call(server, "second probe").ends(ServerCalls.ANSWER);
    assertThat(server.refusal()).isNull();
    assertThat(calls.sent).containsExactly("probe", "second probe");
  }
}
