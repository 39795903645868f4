package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.CallFailure;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.time.Instant;
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
      BiFunction<@Nullable HttpAnswer, @Nullable Throwable, Outcome> outcome) {}

  /** What the end of a call says about the accounts server. */
  enum Outcome {
    /** The server works. It may have refused this owner or this client. */
    ANSWERED,
    /** The server cannot be reached, closes connections, is silent, or answers with a 5xx. */
    FAILED,
    /**
     * This host ended the call: no certificate, proxy password, socket, thread or memory for it. Or
     * the call was not wanted any more.
     */
    UNRELATED;

    static Outcome of(
        Grant.Type type,
        CallCounter calls,
        @Nullable HttpAnswer answer,
        @Nullable Throwable failure) {
      if (answer != null) {
        return isBroken(answer, type) ? FAILED : ANSWERED;
      }
      return Futures.cause(failure) instanceof CallFailure call && !calls.isEnded()
          ? of(call)
          : UNRELATED;
    }

    private static Outcome of(CallFailure call) {
      return switch (call.reason()) {
        case TOO_LONG -> ANSWERED;
        case DISTRUSTED, PROXY_CREDENTIALS -> UNRELATED;
        case UNREACHABLE, TUNNEL_REFUSED, TIMEOUT, OTHER ->
            call.isOfThisHost() ? UNRELATED : FAILED;
      };
    }

    /** Returns whether it is a 5xx without tokens and without an error that concerns one owner. */
    private static boolean isBroken(HttpAnswer answer, Grant.Type type) {
      return answer.status() >= 500
          && TokenResponse.in(answer).isEmpty()
          && DeviceCodes.in(answer).isEmpty()
          && ErrorTable.rowOf(answer, type, false).kind() == ErrorTable.Kind.TRY_LATER;
    }
  }

  /** The failure of a call that a {@link ServerGate} has refused. It crosses no API. */
  static final class GateClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** When the first call failed since the latest success. */
    final Instant since;

    /** When the next probe may pass; null while one is in progress. */
    final @Nullable Instant probeAt;

    GateClosedException(Instant since, @Nullable Instant probeAt) {
      super(null, null, false, false);
      this.since = since;
      this.probeAt = probeAt;
    }
  }

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
