package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.internal.transport.HttpAnswer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that waits for a place at its {@link AccountsServer}, or has one. */
final class BoundedCall implements Runnable {

  /**
   * What to send, and what it says about the server.
   *
   * @param obeysGate whether the gate may refuse the call
   * @param isOver whether the call must not be sent any more
   * @param send sends it; its deadline begins then
   * @param outcome returns what the answer or the failure says about the server
   */
  record Request(
      boolean obeysGate,
      BooleanSupplier isOver,
      Supplier<CompletableFuture<HttpAnswer>> send,
      BiFunction<@Nullable HttpAnswer, @Nullable Throwable, CallOutcome> outcome) {}

  final Request request;
  final CompletableFuture<HttpAnswer> result = new CompletableFuture<>();
  private final AccountsServer server;

  /** The server's lock guards these three: its arrival, and when and in which epoch it began. */
  long number;

  long begun;
  int epoch;

  BoundedCall(Request request, AccountsServer server) {
    this.request = request;
    this.server = server;
  }

  /** Makes the call, which has its place. */
  @Override
  public void run() {
    try {
      if (result.isDone() || request.isOver().getAsBoolean()) {
        ended(null, new CancellationException());
      } else {
        request.send().get().whenComplete(this::ended);
      }
    } catch (Throwable e) { // not even an Error may keep the place
      ended(null, e);
    }
  }

  /** Gives the place back first, because what follows the result may take long. */
  private void ended(@Nullable HttpAnswer answer, @Nullable Throwable failure) {
    try {
      server.giveBack(this, answer, failure);
    } finally {
      if (failure != null) {
        result.completeExceptionally(failure);
      } else {
        result.complete(answer);
      }
    }
  }
}
