package io.github.zohooauth.internal.transport;

import io.github.zohooauth.internal.runtime.Futures;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The failure of a call, classified by what the JDK's HTTP client threw. */
public final class CallFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public enum Reason {
    /** The server's certificate is not trusted. */
    DISTRUSTED,
    UNREACHABLE,
    TUNNEL_REFUSED,
    /** The proxy has answered with HTTP 407. */
    PROXY_CREDENTIALS,
    TIMEOUT,
    TOO_LONG,
    OTHER
  }

  static final class ProxyCredentials extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final Reason reason;
  private final boolean sent;
  private final @Nullable String proxy;

  /**
   * Makes the failure of a call.
   *
   * @param sent whether a server may have the request
   * @param proxy host and port of the proxy; null if none is used or known
   */
  CallFailure(Throwable cause, boolean sent, @Nullable String proxy) {
    super(null, cause, false, false);
    this.reason = reason(cause);
    this.sent = sent;
    this.proxy = proxy;
  }

  public Reason reason() {
    return reason;
  }

  public boolean isSent() {
    return sent;
  }

  /**
   * Returns whether this host has caused the failure, such as by a lack of sockets, threads or
   * memory. Then it says nothing about the server.
   */
  public boolean isOfThisHost() {
    Throwable cause = Objects.requireNonNull(getCause());
    return reason == Reason.UNREACHABLE
        ? cause.getCause() instanceof InternalError
        : reason == Reason.OTHER && !(cause instanceof IOException);
  }

  public @Nullable String proxy() {
    return proxy;
  }

  private static Reason reason(Throwable failure) {
    if (isDistrusted(failure)) {
      return Reason.DISTRUSTED;
    }
    if (failure instanceof ConnectException) {
      return Reason.UNREACHABLE;
    }
    if (failure instanceof ProxyCredentials) {
      return Reason.PROXY_CREDENTIALS;
    }
    if (isTunnelRefused(failure)) {
      return Reason.TUNNEL_REFUSED;
    }
    if (failure instanceof TimeoutException) {
      return Reason.TIMEOUT;
    }
    return failure instanceof BoundedBody.TooLong ? Reason.TOO_LONG : Reason.OTHER;
  }

  private static boolean isDistrusted(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 16; depth++) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** The JDK has no exception type for a tunnel that a proxy refused, only this message. */
  private static boolean isTunnelRefused(Throwable failure) {
    return failure instanceof IOException
        && String.valueOf(failure.getMessage()).startsWith("Tunnel failed");
  }

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

  /** Returns whether this failure by itself shows that the request was not sent. */
  static boolean isUnsent(Throwable cause) {
    return isUnconnected(cause) || cause instanceof ProxyCredentials || isTunnelRefused(cause);
  }

  static boolean isUnconnected(Throwable cause) {
    return cause instanceof ConnectException || cause instanceof SSLHandshakeException;
  }

  /**
   * Returns whether a call without a connection may have failed because its HTTP client has lost
   * its thread. Such a call ends at our deadline. Since JDK 21 it ends at once with a plain {@link
   * IOException}.
   */
  static boolean isSilence(@Nullable Throwable cause) {
    return cause instanceof TimeoutException
        || (cause != null && cause.getClass().equals(IOException.class));
  }

  static boolean isLostConnection(@Nullable Throwable failure) {
    Throwable cause = Futures.cause(failure);
    return cause instanceof IOException
        && !(cause instanceof HttpTimeoutException)
        && !(cause instanceof SSLPeerUnverifiedException)
        && !isUnconnected(cause);
  }

  /**
   * Returns the status of an answer that the JDK's HTTP client turned into an exception.
   *
   * <p>This happens if the HTTP client has an {@link java.net.Authenticator}. One case is a 401 of
   * Zoho, which names no scheme. Other cases are a 407 without a scheme, and a 407 after the third
   * try with a wrong password. The JDK has no exception type for them.
   *
   * @param reached whether the request has reached the server, not only a proxy
   */
  static OptionalInt hiddenStatus(Throwable failure, boolean reached) {
    Throwable cause = Futures.cause(failure);
    if (cause instanceof IOException && cause.getCause() instanceof RuntimeException inner) {
      cause = inner; // HttpClient.send wraps it
    }
    String message = cause instanceof IOException ? String.valueOf(cause.getMessage()) : "";
    boolean headerMissing = message.contains("-Authenticate header missing for response code");
    if (headerMissing || message.startsWith("too many authentication attempts")) {
      boolean server = headerMissing ? message.startsWith("WWW") : reached;
      return OptionalInt.of(
          server ? HttpURLConnection.HTTP_UNAUTHORIZED : HttpURLConnection.HTTP_PROXY_AUTH);
    }
    return !reached && isOwnErrorOfJdk25(cause)
        ? OptionalInt.of(HttpURLConnection.HTTP_PROXY_AUTH)
        : OptionalInt.empty();
  }

  /** Returns whether JDK 25 has replaced the failure of a proxy's answer by an error of its own. */
  private static boolean isOwnErrorOfJdk25(@Nullable Throwable cause) {
    StackTraceElement[] trace =
        cause instanceof NullPointerException ? cause.getStackTrace() : new StackTraceElement[0];
    return trace.length > 0
        && trace[0].getClassName().equals("jdk.internal.net.http.MultiExchange");
  }
}
