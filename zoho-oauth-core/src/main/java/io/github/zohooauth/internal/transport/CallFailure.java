package io.github.zohooauth.internal.transport;

import io.github.zohooauth.internal.runtime.Futures;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What a failure of the JDK's HTTP client tells of its call. */
public final class CallFailure {

  private CallFailure() {}

  /**
   * A connection that took too long to open could not be opened. If the process has no file
   * descriptor left, the JDK wraps that in an {@link InternalError} on JDK 17.
   */
  static Throwable plain(Throwable failure) {
    Throwable cause = Futures.cause(failure);
    boolean noSocket = cause instanceof InternalError && cause.getCause() instanceof IOException;
    if (cause != null && !noSocket && !(cause instanceof HttpConnectTimeoutException)) {
      return cause;
    }
    ConnectException unreached = new ConnectException();
    unreached.initCause(cause);
    return unreached;
  }

  /**
   * Whether a call without a connection may have failed so because its HTTP client has no thread:
   * it ends at our deadline, or from JDK 21 on at once, by an exception of no kind of its own.
   */
  static boolean isSilence(@Nullable Throwable cause) {
    return cause instanceof TimeoutException
        || (cause != null && cause.getClass().equals(IOException.class));
  }

  /** Whether this failure alone tells that no request left. */
  static boolean isUnsent(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof SSLHandshakeException
        || isTunnelRefused(cause);
  }

  /** The JDK has no type for it, and these words for every status but 407. */
  public static boolean isTunnelRefused(@Nullable Throwable cause) {
    String words = cause instanceof IOException ? cause.getMessage() : null;
    return words != null && words.startsWith("Tunnel failed");
  }

  static boolean isLostConnection(@Nullable Throwable failure) {
    Throwable cause = Futures.cause(failure);
    return cause instanceof IOException
        && !(cause instanceof HttpTimeoutException)
        && !(cause instanceof ConnectException)
        && !(cause instanceof SSLHandshakeException)
        && !(cause instanceof SSLPeerUnverifiedException);
  }
}
