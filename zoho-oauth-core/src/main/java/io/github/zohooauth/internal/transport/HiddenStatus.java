package io.github.zohooauth.internal.transport;

import io.github.zohooauth.internal.runtime.Futures;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The status of an answer that the JDK's HTTP client turns into a failure, if the application gave
 * it an {@link java.net.Authenticator}, as for a proxy.
 *
 * <p>Zoho's answers of 401 name no scheme, and that is such a failure. So is a 407 without a
 * scheme, or after the third try of a wrong password. The JDK has no type for them.
 */
final class HiddenStatus {

  private HiddenStatus() {}

  /**
   * Returns the status; empty if this is another failure.
   *
   * @param reached whether the request has reached the server, and not a proxy alone
   */
  static OptionalInt of(@Nullable Throwable failure, boolean reached) {
    Throwable cause = Futures.cause(failure);
    if (cause instanceof IOException && cause.getCause() instanceof RuntimeException inner) {
      cause = inner; // as send() wraps it
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

  /** On JDK 25, the failure of a proxy's answer is lost in an error of the JDK's own. */
  private static boolean isLost(@Nullable Throwable cause) {
    StackTraceElement[] trace =
        cause instanceof NullPointerException ? cause.getStackTrace() : new StackTraceElement[0];
    return trace.length > 0
        && trace[0].getClassName().equals("jdk.internal.net.http.MultiExchange");
  }
}
