package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.internal.transport.HttpAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may call a server when: places, order and callers who leave. */
@Timeout(30)
class AccountsServerTest {

  private final ServerCalls calls = new ServerCalls();

  @Test
  void calls_beyondTheBound_waitInOrder() {
    AccountsServer server = calls.server(2);
    ServerCalls.Call a = calls.call(server, "a");
    ServerCalls.Call b = calls.other(server, "b");
    calls.call(server, "c");
    calls.other(server, "d");
    calls.call(server, "e");
    assertThat(calls.sent).containsExactly("a", "b");
    b.ends(ServerCalls.ANSWER);
    assertThat(calls.sent).containsExactly("a", "b", "c");
    a.ends(ServerCalls.BROKEN);
    assertThat(calls.sent).containsExactly("a", "b", "c", "d");
    assertThat(a.result).isCompletedWithValue(ServerCalls.BROKEN);
  }

  @Test
  void callWhoseCallerLeavesWhileItWaits_isNeverSent() {
    AccountsServer server = calls.server(1);
    ServerCalls.Call a = calls.call(server, "a");
    ServerCalls.Call left = calls.call(server, "left");
    ServerCalls.Call completed = calls.call(server, "completed");
    ServerCalls.Call over = calls.call(server, "over");
    calls.call(server, "last");
    left.result.cancel(false);
    completed.result.complete(ServerCalls.ANSWER);
    over.isOver = true;
    a.ends(ServerCalls.ANSWER);
    assertThat(calls.sent).containsExactly("a", "last");
    assertThatThrownBy(over.result::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void placeOfACallInProgress_isNotFreeWhenItsCallerLeaves() {
    AccountsServer server = calls.server(1);
    ServerCalls.Call a = calls.call(server, "a");
    ServerCalls.Call b = calls.call(server, "b");
    calls.call(server, "c");
    a.ends(ServerCalls.ANSWER);
    b.result.cancel(false);
    assertThat(calls.sent).containsExactly("a", "b");
    b.ends(ServerCalls.ANSWER);
    assertThat(calls.sent).containsExactly("a", "b", "c");
  }

  @Test
  void waitingCallsThatEndAtOnce_doNotNest() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    calls.starter = thread;
    try {
      AccountsServer server = calls.server(1);
      ServerCalls.Call first = calls.call(server, "first");
      List<CompletableFuture<HttpAnswer>> waiting = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        Supplier<CompletableFuture<HttpAnswer>> send =
            () -> CompletableFuture.completedFuture(ServerCalls.ANSWER);
        waiting.add(server.call(ServerCalls.request(ServerCalls.RENEWAL, () -> false, send)));
      }
      first.ends(ServerCalls.ANSWER);
      for (CompletableFuture<HttpAnswer> each : waiting) {
        assertThat(each.get(20, TimeUnit.SECONDS)).isEqualTo(ServerCalls.ANSWER);
      }
    } finally {
      thread.shutdown();
    }
  }

  @Test
  void errorAnywhere_costsNoPlace() {
    AccountsServer server = calls.server(1);
    for (int i = 0; i < 3; i++) {
      CompletableFuture<HttpAnswer> failed =
          server.call(
              ServerCalls.request(
                  ServerCalls.RENEWAL,
                  () -> false,
                  () -> {
                    throw new StackOverflowError();
                  }));
      assertThat(failed).as("call %d has a place", i).isDone();
      assertThatThrownBy(failed::join).hasCauseInstanceOf(StackOverflowError.class);
    }
    ServerCalls.Call a = calls.call(server, "a");
    CompletableFuture<HttpAnswer> broken =
        server.call(
            new BoundedCall.Request(
                ServerCalls.RENEWAL,
                () -> false,
                () -> CompletableFuture.completedFuture(ServerCalls.ANSWER),
                (answer, failure) -> {
                  throw new OutOfMemoryError();
                }));
    a.ends(ServerCalls.ANSWER);
    assertThat(broken).isCompletedWithValue(ServerCalls.ANSWER);
    calls.call(server, "b");
    assertThat(calls.sent).containsExactly("a", "b");
  }

  @Test
  void waitingCallThatNoThreadCanStart_fails_andTheNextIsStarted() {
    List<Runnable> refused = new ArrayList<>();
    calls.starter =
        work -> {
          if (refused.isEmpty()) {
            refused.add(work);
            throw new OutOfMemoryError("unable to create native thread");
          }
          calls.starting.add(work);
        };
    AccountsServer server = calls.server(1);
    ServerCalls.Call a = calls.call(server, "a");
    ServerCalls.Call b = calls.call(server, "b");
    calls.call(server, "c");
    a.ends(ServerCalls.ANSWER);
    assertThat(b.result).as("the call that no thread can start").isCompletedExceptionally();
    assertThatThrownBy(b.result::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(OutOfMemoryError.class);
    assertThat(calls.sent).containsExactly("a", "c");
  }

  @Test
  void placeOfALostCall_isFreeAfterTheLongestCall() {
    calls.longestCall = Duration.ZERO;
    AccountsServer server = calls.server(1);
    ServerCalls.Call lost = calls.call(server, "lost");
    ServerCalls.Call b = calls.call(server, "b");
    assertThat(calls.sent).containsExactly("lost", "b");
    lost.ends(ServerCalls.ANSWER);
    b.ends(ServerCalls.ANSWER);
    calls.call(server, "c");
    assertThat(calls.sent).containsExactly("lost", "b", "c");
  }
}
