package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of one accounts server, whose answers a test gives, on its own thread. */
final class ServerCalls {

  static final HttpAnswer ANSWER =
      new HttpAnswer(200, true, Optional.empty(), Optional.empty(), Optional.empty());
  static final HttpAnswer BROKEN =
      new HttpAnswer(503, true, Optional.empty(), Optional.empty(), Optional.empty());
  static final boolean RENEWAL = true;
  private static final boolean OTHER = false;

  final ManualTime time = new ManualTime();
  final Queue<Runnable> starting = new ArrayDeque<>();
  Executor starter = starting::add;
  Duration longestCall = Duration.ofMinutes(1);

  /** The calls that were sent, in this order. */
  final List<String> sent = new ArrayList<>();

  /** A call with a name, whose answer the test gives. */
  final class Call {
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

  static BoundedCall.Request request(
      boolean obeysGate, BooleanSupplier isOver, Supplier<CompletableFuture<HttpAnswer>> send) {
    return new BoundedCall.Request(obeysGate, isOver, send, ServerCalls::meaning);
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

  AccountsServer server(int bound) {
    return new AccountsServer(bound, longestCall, TokenClock.of(time), () -> 1, starter);
  }

  Call call(AccountsServer server, String name) {
    return new Call(server, name, RENEWAL);
  }

  /** A call that the gate never refuses. */
  Call other(AccountsServer server, String name) {
    return new Call(server, name, OTHER);
  }

  AccountsServer closed(int bound) {
    AccountsServer server = server(bound);
    for (int i = 0; i < ServerGate.FAILURES; i++) {
      call(server, "failed").ends(BROKEN);
    }
    sent.clear();
    return server;
  }
}
