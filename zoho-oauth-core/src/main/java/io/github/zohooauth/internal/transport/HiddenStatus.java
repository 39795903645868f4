package io.github.zohooauth.internal.transport;

import io.github.zohooauth.internal.runtime.Futures;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The status of an answer that the JDK's HTTP client turns into an exception.
 *
 * <p>This happens if the HTTP client has an {@link java.net.Authenticator}. One case is a 401 of
 * Zoho, which names no scheme. Other cases are a 407 without a scheme, and a 407 after the third
 * try with a wrong password. The JDK has no exception type for them.
 */
final class HiddenStatus {

  private HiddenStatus() {}

  /**
   * Returns the status; empty for another failure.
   *
   * @param reached whether the request has reached the server, not only a proxy
   */
  static OptionalInt of(@Nullable Throwable failure, boolean reached) {
    Throwable cause = Futures.cause(failure);
    if (cause instanceof IOException && cause.getCause() instanceof RuntimeException inner) {
      cause = inner; // HttpClient.send wraps it
    }
    String words = cause instanceof IOException ? String.valueOf(cause.getMessage()) : "";
    boolean headerMissing = words.contains("-Authenticate header missing for response code");
    if (headerMissing || words.startsWith("too many authentication attempts")) {
      boolean server = headerMissing ? words.startsWith("WWW") : reached;
      return OptionalInt.of(
          server ? HttpURLConnection.HTTP_UNAUTHORIZED : HttpURLConnection.HTTP_PROXY_AUTH);
    }
    return !reached && isLost(cause)
        ? OptionalInt.of(HttpURLConnection.HTTP_PROXY_AUTH)
        : OptionalInt.empty();
  }

  /** Returns whether JDK 25 has replaced the failure of a proxy's answer by an error of its own. */
  private static boolean isLost(@Nullable Throwable cause) {
    StackTraceElement[] trace =
        cause instanceof NullPointerException ? cause.getStackTrace() : new StackTraceElement[0];
    return trace.length > 0
        && trace[0].getClassName().equals("jdk.internal.net.http.MultiExchange");
  }
}
