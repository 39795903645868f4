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

/** Classifies the failures of the JDK's HTTP client. */
public final class CallFailure {

  private CallFailure() {}

  /**
   * Returns the cause, with one exception type for every connection that could not be opened.
   *
   * <p>A connect timeout is such a failure. If the process has no file descriptor left, JDK 17
   * throws an {@link InternalError}.
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
   * Returns whether a call without a connection may have failed because its HTTP client has lost
   * its thread.
   *
   * <p>Such a call ends at our deadline. Since JDK 21 it ends at once with a plain {@link
   * IOException}.
   */
  static boolean isSilence(@Nullable Throwable cause) {
    return cause instanceof TimeoutException
        || (cause != null && cause.getClass().equals(IOException.class));
  }

  /** Returns whether this failure shows that no request was sent. */
  static boolean isUnsent(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof SSLHandshakeException
        || isTunnelRefused(cause);
  }

  /**
   * Returns whether a proxy refused the tunnel. The JDK has no exception type for it, only this
   * message.
   */
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
