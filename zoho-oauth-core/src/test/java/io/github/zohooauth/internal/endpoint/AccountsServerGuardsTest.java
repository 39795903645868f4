package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that leave, places that are lost, probes beside other calls, and a clock that hangs. */
@Timeout(30)
class AccountsServerGuardsTest {

  private static final HttpAnswer ANSWER = answer(200);
  private static final HttpAnswer BROKEN = answer(503);
  private static final boolean RENEWAL = true;
  private static final boolean OTHER = false;

  private final AtomicLong now = new AtomicLong();
  private final List<String> sent = new ArrayList<>();

  private static HttpAnswer answer(int status) {
    return new HttpAnswer(status, true, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private AccountsServer server(int bound, Duration longestCall, Executor starter) {
    TokenClock clock = new TokenClock(() -> Scene.NOW.plusNanos(now.get()), now::get);
    return new AccountsServer(bound, longestCall, clock, () -> 1, starter);
  }

  /** A server whose gate has just closed, so that the first probe is due in a second. */
  private AccountsServer closed(int bound) {
    AccountsServer server = server(bound, Duration.ofMinutes(1), Runnable::run);
    for (int i = 0; i < ServerGate.FAILURES; i++) {
      CompletableFuture<HttpAnswer> unused =
          server.call(request(RENEWAL, () -> CompletableFuture.completedFuture(BROKEN)));
    }
    return server;
  }

  private static BoundedCall.Request request(
      boolean obeysGate, Supplier<CompletableFuture<HttpAnswer>> send) {
    return new BoundedCall.Request(
        obeysGate,
        () -> false,
        send,
        (answer, failure) ->
            answer != null && answer.status() == 200
                ? BoundedCall.Outcome.ANSWERED
                : BoundedCall.Outcome.FAILED);
  }

  /** A call with a name, whose answer the test gives. */
  private final class Call {
    final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    final CompletableFuture<HttpAnswer> result;

    Call(AccountsServer server, String name, boolean obeysGate) {
      result =
          server.call(
              request(
                  obeysGate,
                  () -> {
                    sent.add(name);
                    return answer;
                  }));
    }

    void requireClosed() {
      assertThat(result).as("refused at once").isCompletedExceptionally();
      assertThatThrownBy(result::join).hasCauseInstanceOf(BoundedCall.GateClosedException.class);
    }
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void callsThatLeave_areForgotten_andStartNoThread() {
    List<Runnable> started = new ArrayList<>();
    AccountsServer server = server(1, Duration.ofMinutes(1), started::add);
    Call first = new Call(server, "first", RENEWAL);
    for (int i = 0; i < 10; i++) {
      new Call(server, "left", i % 2 == 0).result.cancel(false);
    }
    first.answer.complete(ANSWER);
    assertThat(started).isEmpty();
  }

  @Test
  void placeOfALostCallOfAnyKind_isFreeAfterTheLongestCall() {
    for (boolean lost : new boolean[] {RENEWAL, OTHER}) {
      AccountsServer server = server(1, Duration.ZERO, Runnable::run);
      new Call(server, "lost", lost);
      new Call(server, "next", RENEWAL);
    }
    assertThat(sent).containsExactly("lost", "next", "lost", "next");
  }

  @Test
  void probe_doesNotWaitForAPlace() {
    AccountsServer server = closed(5);
    List<Call> others = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      others.add(new Call(server, "code", OTHER));
    }
    pass(Duration.ofSeconds(1));
    assertThat(server.refusal()).isNotNull();
    new Call(server, "early", RENEWAL).requireClosed();
    others.get(0).answer.complete(BROKEN);
    assertThat(server.refusal()).isNull();
    new Call(server, "probe", RENEWAL);
    assertThat(sent).endsWith("code", "probe");
  }

  @Test
  void renewalsAfterALongRest_waitForTheFirst_andAreRefusedIfItFails() {
    AccountsServer server = closed(4);
    pass(Duration.ofSeconds(16));
    Call first = new Call(server, "first", RENEWAL);
    Call second = new Call(server, "second", RENEWAL);
    assertThat(second.result).isNotDone();
    first.answer.complete(BROKEN);
    second.requireClosed();
    pass(Duration.ofSeconds(1));
    new Call(server, "probe", RENEWAL);
    assertThat(sent).containsExactly("first", "probe");
  }

  @Test
  void failureOfACallThatIsNoProbe_delaysNoProbe() {
    AccountsServer server = closed(4);
    Call code = new Call(server, "code", OTHER);
    pass(Duration.ofMillis(900));
    code.answer.complete(BROKEN);
    pass(Duration.ofMillis(100));
    new Call(server, "probe", RENEWAL);
    assertThat(sent).containsExactly("code", "probe");
  }

  /** The clock may be the application's. A call that does not obey the gate reads none. */
  @Test
  void clockThatHangs_blocksNoOtherCall() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Thread test = Thread.currentThread();
    TokenClock clock =
        new TokenClock(
            () -> Thread.currentThread() == test ? Scene.NOW : hang(hangs, released), () -> 0);
    AccountsServer server =
        new AccountsServer(2, Duration.ofMinutes(1), clock, () -> 1, Runnable::run);
    Supplier<CompletableFuture<HttpAnswer>> send = () -> CompletableFuture.completedFuture(ANSWER);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<?> hanging = threads.submit(() -> server.call(request(RENEWAL, send)));
      assertThat(hangs.await(10, TimeUnit.SECONDS)).isTrue();
      Future<CompletableFuture<HttpAnswer>> other =
          threads.submit(() -> server.call(request(OTHER, send)));
      assertThat(other.get(10, TimeUnit.SECONDS)).isCompletedWithValue(ANSWER);
      released.countDown();
      assertThat(hanging.get(10, TimeUnit.SECONDS)).isNotNull();
    } finally {
      released.countDown();
      threads.shutdownNow();
    }
  }

  private static Instant hang(CountDownLatch hangs, CountDownLatch released) {
    hangs.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Scene.NOW;
  }
}
