package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.CallFailure;
import io.github.zohooauth.internal.transport.HttpAnswer;
import org.jspecify.annotations.Nullable;

/** What the end of a call says about the accounts server. */
enum CallOutcome {
  /** The server works. It may have refused this owner or this client. */
  ANSWERED,
  /** The server cannot be reached, closes connections, is silent, or answers with a 5xx. */
  FAILED,
  /**
   * This host ended the call: no certificate, proxy password, socket, thread or memory for it. Or
   * the call was not wanted any more.
   */
  UNRELATED;

  static CallOutcome of(
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

  private static CallOutcome of(CallFailure call) {
    return switch (call.reason()) {
      case TOO_LONG -> ANSWERED;
      case DISTRUSTED, PROXY_CREDENTIALS -> UNRELATED;
      case UNREACHABLE, TUNNEL_REFUSED, TIMEOUT, OTHER -> call.isOfThisHost() ? UNRELATED : FAILED;
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
