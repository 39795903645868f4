package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.transport.BoundedBody;
import io.github.zohooauth.internal.transport.CallFailure;
import io.github.zohooauth.internal.transport.DroppedHeader;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.internal.transport.RetryAfter;
import io.github.zohooauth.internal.transport.UnsentCall;
import java.net.ConnectException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Makes the exception for an error answer of Zoho, or for a failure of the network. */
public final class ErrorReader {

  private final String clientId;
  private final InstantSource clock;
  private final Duration requestTimeout;
  private final Duration coolDown;

  /**
   * Makes a reader for one client.
   *
   * @param requestTimeout the longest wait for an answer
   * @param coolDown the pause after "Access Denied"
   */
  public ErrorReader(
      String clientId, InstantSource clock, Duration requestTimeout, Duration coolDown) {
    this.clientId = clientId;
    this.clock = clock;
    this.requestTimeout = requestTimeout;
    this.coolDown = coolDown;
  }

  /** Returns the exception for an answer without tokens. */
  public ZohoOAuthException read(HttpAnswer answer, Grant.Type type, DataCenter dataCenter) {
    Instant now = clock.instant();
    Optional<Instant> named = answer.retryAfter().flatMap(at -> RetryAfter.until(at, now));
    ErrorTable.Row row = ErrorTable.rowOf(answer, type, named.isPresent());
    Failures failures = failures(dataCenter).withErrorCode(row.knownError());
    String what = what(row, answer, type);
    return switch (row.kind()) {
      case AUTHORIZE_AGAIN -> failures.authorizationRequired(what);
      case FIX_CONFIGURATION -> failures.configuration(what);
      case TRY_LATER, ASK_AGAIN, ASK_SLOWER, ASK_ELSEWHERE -> failures.temporary(what);
      case WAIT -> limited(failures, what, named.orElse(coolDown(now)));
    };
  }

  /** Makes the exception with the time in its message, because a log shows only the message. */
  private static RateLimitedException limited(Failures failures, String what, Instant retryAt) {
    return failures.rateLimited("%s Not before %s.".formatted(what, retryAt), retryAt);
  }

  private static String what(ErrorTable.Row row, HttpAnswer answer, Grant.Type type) {
    if (row.knownError() != null) {
      return row.what();
    }
    String what = "%s (HTTP %d)".formatted(row.what(), answer.status());
    return row.kind() == ErrorTable.Kind.TRY_LATER ? what + aboutCode(type) : what;
  }

  private Failures failures(DataCenter dataCenter) {
    return Failures.of(clientId).at(dataCenter);
  }

  /** Adds a hint for a code. A code works once, so it may be consumed if the answer was lost. */
  private static String aboutCode(Grant.Type type) {
    return type == Grant.Type.AUTHORIZATION_CODE
        ? " The authorization code may be consumed: if it is refused next time, make a new one."
        : "";
  }

  /**
   * Returns the exception for a failure of the network. An exception of this library is returned
   * unchanged.
   */
  public ZohoOAuthException read(Throwable failure, Grant.Type type, DataCenter dataCenter) {
    Throwable cause = Futures.cause(failure);
    if (cause instanceof ZohoOAuthException already) {
      return already;
    }
    if (cause instanceof DroppedHeader) {
      return failures(dataCenter).configuration("httpClient: " + DroppedHeader.WHAT);
    }
    if (isDistrusted(cause)) {
      String what =
          "The server's certificate is not trusted, so nothing was sent: check the data center's"
              + " accounts server, the trust store and any proxy in between.";
      Throwable why = cause instanceof UnsentCall ? cause.getCause() : cause;
      return failures(dataCenter).configuration(what, why);
    }
    String server = hostAndPort(dataCenter.accountsServer());
    return cause instanceof UnsentCall unsent
        ? temporary(unsent(unsent, server), dataCenter, unsent.getCause())
        : temporary(lost(cause, server) + aboutCode(type), dataCenter, cause);
  }

  private String unsent(UnsentCall unsent, String server) {
    String proxy = unsent.proxy();
    Throwable cause = unsent.getCause();
    String way = proxy == null ? server : server + " through the proxy " + proxy;
    String between = proxy == null ? "the network and any proxy in between" : "the proxy";
    if (cause instanceof ConnectException) {
      return "The accounts server %s cannot be reached, so nothing was sent: check %s, or try again"
              .formatted(way, between)
          + " later.";
    }
    if (CallFailure.isTunnelRefused(cause)) {
      return "The proxy %srefuses a tunnel to the accounts server %s, so nothing was sent: check"
              .formatted(proxy == null ? "" : proxy + " ", server)
          + " that the proxy allows it, or try again later.";
    }
    String failed =
        cause instanceof TimeoutException
            ? "was not ready within " + Failures.inWords(requestTimeout)
            : "failed before the request was sent";
    return "The connection to the accounts server %s %s. Nothing was sent. Check %s, or try again"
            .formatted(way, failed, between)
        + " later.";
  }

  private TemporaryFailureException temporary(
      String what, DataCenter dataCenter, @Nullable Throwable cause) {
    return failures(dataCenter).temporary(what, cause);
  }

  private String lost(@Nullable Throwable cause, String server) {
    if (cause instanceof TimeoutException) {
      return "The accounts server %s did not answer within %s: try again later."
          .formatted(server, Failures.inWords(requestTimeout));
    }
    return cause instanceof BoundedBody.TooLong
        ? ErrorTable.MALFORMED
        : "The connection to the accounts server %s failed: try again later.".formatted(server);
  }

  private static String hostAndPort(URI server) {
    int usual = "https".equals(server.getScheme()) ? 443 : 80;
    return server.getHost() + ":" + (server.getPort() == -1 ? usual : server.getPort());
  }

  private static boolean isDistrusted(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 16; depth++) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /**
   * Returns the end of the pause. Up to a tenth is added, so that waiting hosts do not return all
   * at once.
   */
  private Instant coolDown(Instant now) {
    long wait = coolDown.toMillis();
    return now.plusMillis(wait + ThreadLocalRandom.current().nextLong(wait / 10 + 1));
  }
}
