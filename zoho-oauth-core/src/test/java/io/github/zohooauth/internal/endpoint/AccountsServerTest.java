package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.internal.endpoint.BoundedCall.GateClosedException;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.testkit.SteppedTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may call a server when: places, order, callers who leave, and the gate. */
@Timeout(30)
class AccountsServerTest {

  private static final HttpAnswer ANSWER =
      new HttpAnswer(200, true, Optional.empty(), Optional.empty(), Optional.empty());
  private static final HttpAnswer BROKEN =
      new HttpAnswer(503, true, Optional.empty(), Optional.empty(), Optional.empty());
  private static final boolean RENEWAL = true;
  private static final boolean OTHER = false;

  private final SteppedTime time = new SteppedTime();
  private final Queue<Runnable> starting = new ArrayDeque<>();
  private Executor starter = starting::add;
  private Duration longestCall = Duration.ofMinutes(1);

  /** The calls that were sent, in this order. */
  private final List<String> sent = new ArrayList<>();

  /** A call with a name, whose answer the test gives. */
  private final class Call {
    final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    final CompletableFuture<HttpAnswer> result;
    boolean isOver;

    Call(AccountsServer server, String name, boolean obeysGate) {
      Supplier<CompletableFuture<HttpAnswer>> send =
          () -> {
            sent.add(name);
            return answer;
          };
      result = server.call(request(obeysGate, () -> isOver, send));
      start();
    }

    void ends(HttpAnswer how) {
      answer.complete(how);
      start();
    }
  }

  private static BoundedCall.Request request(
      boolean obeysGate, BooleanSupplier isOver, Supplier<CompletableFuture<HttpAnswer>> send) {
    return new BoundedCall.Request(obeysGate, isOver, send, AccountsServerTest::meaning);
  }

  private static BoundedCall.Outcome meaning(
      @Nullable HttpAnswer answer, @Nullable Throwable failure) {
    if (answer == null) {
      return BoundedCall.Outcome.UNRELATED;
    }
    return answer.status() == 200 ? BoundedCall.Outcome.ANSWERED : BoundedCall.Outcome.FAILED;
  }

  private void start() {
    for (Runnable next = starting.poll(); next != null; next = starting.poll()) {
      next.run();
    }
  }

  private AccountsServer server(int bound) {
    return new AccountsServer(bound, longestCall, TokenClock.of(time), () -> 1, starter);
  }

  private Call call(AccountsServer server, String name) {
    return new Call(server, name, RENEWAL);
  }

  private AccountsServer closed(int bound) {
    AccountsServer server = server(bound);
    for (int i = 0; i < ServerGate.FAILURES; i++) {
      call(server, "failed").ends(BROKEN);
    }
    sent.clear();
    return server;
  }

  @Test
  void calls_beyondTheBound_waitInOrder() {
    AccountsServer server = server(2);
    Call a = call(server, "a");
    Call b = new Call(server, "b", OTHER);
    call(server, "c");
    new Call(server, "d", OTHER);
    call(server, "e");
    assertThat(sent).containsExactly("a", "b");
    b.ends(ANSWER);
    assertThat(sent).containsExactly("a", "b", "c");
    a.ends(BROKEN);
    assertThat(sent).containsExactly("a", "b", "c", "d");
    assertThat(a.result).isCompletedWithValue(BROKEN);
  }

  @Test
  void callWhoseCallerLeavesWhileItWaits_isNeverSent() {
    AccountsServer server = server(1);
    Call a = call(server, "a");
    Call left = call(server, "left");
    Call completed = call(server, "completed");
    Call over = call(server, "over");
    call(server, "last");
    left.result.cancel(false);
    completed.result.complete(ANSWER);
    over.isOver = true;
    a.ends(ANSWER);
    assertThat(sent).containsExactly("a", "last");
    assertThatThrownBy(over.result::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void placeOfACallInProgress_isNotFreeWhenItsCallerLeaves() {
    AccountsServer server = server(1);
    Call a = call(server, "a");
    Call b = call(server, "b");
    call(server, "c");
    a.ends(ANSWER);
    b.result.cancel(false);
    assertThat(sent).containsExactly("a", "b");
    b.ends(ANSWER);
    assertThat(sent).containsExactly("a", "b", "c");
  }

  @Test
  void waitingCallsThatEndAtOnce_doNotNest() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    starter = thread;
    try {
      AccountsServer server = server(1);
      Call first = call(server, "first");
      List<CompletableFuture<HttpAnswer>> waiting = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        Supplier<CompletableFuture<HttpAnswer>> send =
            () -> CompletableFuture.completedFuture(ANSWER);
        waiting.add(server.call(request(RENEWAL, () -> false, send)));
      }
      first.ends(ANSWER);
      for (CompletableFuture<HttpAnswer> each : waiting) {
        assertThat(each.get(20, TimeUnit.SECONDS)).isEqualTo(ANSWER);
      }
    } finally {
      thread.shutdown();
    }
  }

  @Test
  void errorAnywhere_costsNoPlace() {
    AccountsServer server = server(1);
    for (int i = 0; i < 3; i++) {
      CompletableFuture<HttpAnswer> failed =
          server.call(
              request(
                  RENEWAL,
                  () -> false,
                  () -> {
                    throw new StackOverflowError();
                  }));
      assertThat(failed).as("call %d has a place", i).isDone();
      assertThatThrownBy(failed::join).hasCauseInstanceOf(StackOverflowError.class);
    }
    Call a = call(server, "a");
    CompletableFuture<HttpAnswer> broken =
        server.call(
            new BoundedCall.Request(
                RENEWAL,
                () -> false,
                () -> CompletableFuture.completedFuture(ANSWER),
                (answer, failure) -> {
                  throw new OutOfMemoryError();
                }));
    a.ends(ANSWER);
    assertThat(broken).isCompletedWithValue(ANSWER);
    call(server, "b");
    assertThat(sent).containsExactly("a", "b");
  }

  @Test
  void waitingCallThatNoThreadCanStart_fails_andTheNextIsStarted() {
    List<Runnable> refused = new ArrayList<>();
    starter =
        work -> {
          if (refused.isEmpty()) {
            refused.add(work);
            throw new OutOfMemoryError("unable to create native thread");
          }
          starting.add(work);
        };
    AccountsServer server = server(1);
    Call a = call(server, "a");
    Call b = call(server, "b");
    call(server, "c");
    a.ends(ANSWER);
    assertThatThrownBy(b.result::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(OutOfMemoryError.class);
    assertThat(sent).containsExactly("a", "c");
  }

  @Test
  void placeOfALostCall_isFreeAfterTheLongestCall() {
    longestCall = Duration.ZERO;
    AccountsServer server = server(1);
    Call lost = call(server, "lost");
    Call b = call(server, "b");
    assertThat(sent).containsExactly("lost", "b");
    lost.ends(ANSWER);
    b.ends(ANSWER);
    call(server, "c");
    assertThat(sent).containsExactly("lost", "b", "c");
  }

  @Test
  void closingGate_refusesRenewalsThatWait_butNoOtherCall() {
    AccountsServer server = server(ServerGate.FAILURES);
    List<Call> renewals = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      renewals.add(call(server, "" + i));
    }
    new Call(server, "other", OTHER);
    renewals.subList(0, 5).forEach(each -> each.ends(BROKEN));
    assertThat(sent).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "other");
    assertClosed(renewals.get(9).result);
    assertClosed(renewals.get(10).result);
    assertThat(renewals.get(8).result).isNotDone();
    assertClosed(call(server, "late").result);
  }

  private static void assertClosed(CompletableFuture<HttpAnswer> result) {
    assertThatThrownBy(result::join).hasCauseInstanceOf(GateClosedException.class);
  }

  @Test
  void oneProbeAtATime_passes_whenItIsDue() {
    AccountsServer server = closed(4);
    assertThat(server.refusal()).isNotNull();
    assertClosed(call(server, "early").result);
    time.advance(Duration.ofSeconds(1));
    assertThat(server.refusal()).isNull();
    Call probe = call(server, "probe");
    GateClosedException refusal = Objects.requireNonNull(server.refusal());
    assertThat(refusal.probeAt).as("the next probe, while one is in progress").isNull();
    assertClosed(call(server, "beside").result);
    probe.ends(BROKEN);
    assertClosed(call(server, "early").result);
    time.advance(Duration.ofSeconds(2));
    call(server, "second probe").ends(ANSWER);
    assertThat(sent).containsExactly("probe", "second probe");
    assertThat(server.refusal()).isNull();
  }

  @Test
  void firstSuccess_opensStepByStep() {
    AccountsServer server = closed(4);
    time.advance(Duration.ofSeconds(1));
    call(server, "probe").ends(ANSWER);
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(call(server, "" + i));
    }
    assertThat(sent).containsExactly("probe", "0");
    calls.get(0).ends(ANSWER);
    assertThat(sent).containsExactly("probe", "0", "1", "2");
    calls.get(1).ends(ANSWER);
    calls.get(2).ends(ANSWER);
    assertThat(sent).containsExactly("probe", "0", "1", "2", "3", "4", "5", "6");
  }

  @Test
  void callsThatHangSinceBeforeTheGateClosed_doNotKeepItShut() {
    AccountsServer server = server(10);
    for (int i = 0; i < 4; i++) {
      call(server, "hangs");
    }
    for (int i = 0; i < ServerGate.FAILURES; i++) {
      call(server, "failed").ends(BROKEN);
    }
    time.advance(Duration.ofSeconds(1));
    call(server, "probe").ends(ANSWER);
    call(server, "next");
    assertThat(sent).endsWith("probe", "next");
  }

  @Test
  void callThatTheGateNeverRefuses_isSent_andOpensIt() {
    AccountsServer server = closed(4);
    new Call(server, "code", OTHER).ends(BROKEN);
    assertThat(server.refusal()).isNotNull();
    new Call(server, "another code", OTHER).ends(ANSWER);
    call(server, "renewal");
    assertThat(sent).containsExactly("code", "another code", "renewal");
  }

  @Test
  void probeThatSaysNothingOfTheServer_isFollowedByAnother() {
    AccountsServer server = closed(4);
    time.advance(Duration.ofSeconds(1));
    Call probe = call(server, "probe");
    probe.answer.completeExceptionally(new IllegalStateException("of this host"));
    assertThat(server.refusal()).isNull();
    call(server, "second probe").ends(ANSWER);
    assertThat(server.refusal()).isNull();
    assertThat(sent).containsExactly("probe", "second probe");
  }
}
