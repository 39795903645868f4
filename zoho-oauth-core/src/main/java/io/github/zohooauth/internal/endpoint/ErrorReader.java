package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.BoundedCall.GateClosedException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.transport.CallFailure;
import io.github.zohooauth.internal.transport.CallFailure.Reason;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the exception for an error answer of Zoho, or for a failure of the network. */
public final class ErrorReader {

  private static final String DISTRUSTED =
      "The server's certificate is not trusted, so nothing was sent: check the data center's"
          + " accounts server, the trust store and any proxy in between.";

  private final String clientId;
  private final InstantSource clock;
  private final Duration requestTimeout;
  private final Duration rateLimitPause;

  public ErrorReader(
      String clientId, InstantSource clock, Duration requestTimeout, Duration rateLimitPause) {
    this.clientId = clientId;
    this.clock = clock;
    this.requestTimeout = requestTimeout;
    this.rateLimitPause = rateLimitPause;
  }

  /** Returns the maker of this client's failures at this data center. */
  Failures at(DataCenter dataCenter) {
    return Failures.of(clientId).at(dataCenter);
  }

  public ZohoOAuthException read(HttpAnswer answer, Grant.Type type, DataCenter dataCenter) {
    Instant now = clock.instant();
    Optional<Instant> named = answer.retryAt(now);
    ErrorTable.Row row = ErrorTable.rowOf(answer, type, named.isPresent());
    String error = row.known(answer.error().orElse(null));
    String what = row.what();
    if (error == null) {
      what += " (HTTP " + answer.status() + ")";
      what += row.kind() == ErrorTable.Kind.TRY_LATER ? aboutCode(type) : "";
    }
    Failures failures = at(dataCenter).withErrorCode(error);
    if (row.kind() == ErrorTable.Kind.WAIT) {
      Instant until = named.orElse(now.plus(rateLimitPause));
      Instant retryAt = type.isRenewal() || named.isEmpty() ? spread(now, until) : until;
      // The time is also in the message, because a log shows only the message.
      return failures.rateLimited(what + " Not before " + retryAt + ".", retryAt);
    }
    return failure(row.kind(), failures, what);
  }

  /**
   * Returns the exception for an error in a redirect. The error came through a browser, so only a
   * known one is quoted.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1">RFC 6749, section
   *     4.1.2.1</a>
   */
  public static ZohoOAuthException inRedirect(String received, Failures failures) {
    String error = received.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    ErrorTable.Row row = ErrorTable.rowOf(error, Grant.Type.AUTHORIZATION);
    return failure(row.kind(), failures.withErrorCode(row.known(error)), row.what());
  }

  private static ZohoOAuthException failure(ErrorTable.Kind kind, Failures failures, String what) {
    return switch (kind) {
      case AUTHORIZE_AGAIN -> failures.authorizationRequired(what);
      case FIX_CONFIGURATION -> failures.configuration(what);
      case WAIT, TRY_LATER, ASK_AGAIN, ASK_SLOWER, ASK_OTHER_DATA_CENTER ->
          failures.temporary(what);
    };
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
    Failures failures = at(dataCenter);
    String server = hostAndPort(dataCenter.accountsServer());
    if (!(cause instanceof CallFailure call)) {
      return failures.temporary(broken(server) + aboutCode(type), cause);
    }
    Throwable why = call.getCause();
    if (call.reason() == Reason.DISTRUSTED) {
      return failures.configuration(DISTRUSTED, why);
    }
    if (call.reason() == Reason.PROXY_CREDENTIALS) {
      return failures.configuration(proxyCredentials(call), why);
    }
    return call.isSent()
        ? failures.temporary(lost(call, server) + aboutCode(type), why)
        : failures.temporary(unsent(call, server), why);
  }

  TemporaryFailureException closed(GateClosedException gate, DataCenter dataCenter) {
    Instant since = gate.since.truncatedTo(ChronoUnit.SECONDS);
    String next =
        gate.probeAt == null
            ? "another call is trying it now"
            : "the next call may try it at " + gate.probeAt.truncatedTo(ChronoUnit.MILLIS);
    return at(dataCenter)
        .temporary(
            "The accounts server %s has been failing since %s. Nothing was sent. Try again later: %s."
                .formatted(hostAndPort(dataCenter.accountsServer()), since, next));
  }

  private static String proxyCredentials(CallFailure call) {
    String proxy = call.proxy() == null ? "" : call.proxy() + " ";
    return "The proxy %sasks for credentials (HTTP 407)%s. Check the proxy's user and password in"
            .formatted(proxy, call.isSent() ? "" : ", so nothing was sent to Zoho")
        + " the Authenticator of the HttpClient. The JDK sends Basic credentials to a proxy only if"
        + " the system property jdk.http.auth.tunneling.disabledSchemes does not list them.";
  }

  private String unsent(CallFailure call, String server) {
    String proxy = call.proxy();
    String way = proxy == null ? server : server + " through the proxy " + proxy;
    String between = proxy == null ? "the network and any proxy in between" : "the proxy";
    if (call.reason() == Reason.UNREACHABLE) {
      return "The accounts server %s cannot be reached, so nothing was sent: check %s, or try again later."
          .formatted(way, between);
    }
    if (call.reason() == Reason.TUNNEL_REFUSED) {
      return "The proxy %srefuses a tunnel to the accounts server %s, so nothing was sent: check that the proxy allows it, or try again later."
          .formatted(proxy == null ? "" : proxy + " ", server);
    }
    String failed =
        call.reason() == Reason.TIMEOUT
            ? "was not ready within " + Failures.inWords(requestTimeout)
            : "failed before the request was sent";
    return "The connection to the accounts server %s %s. Nothing was sent. Check %s, or try again later."
        .formatted(way, failed, between);
  }

  private String lost(CallFailure call, String server) {
    return switch (call.reason()) {
      case TIMEOUT ->
          "The accounts server %s did not answer within %s: try again later."
              .formatted(server, Failures.inWords(requestTimeout));
      case TOO_LONG -> ErrorTable.MALFORMED;
      default -> broken(server);
    };
  }

  private static String broken(String server) {
    return "The connection to the accounts server %s failed: try again later.".formatted(server);
  }

  private static String hostAndPort(URI server) {
    int usual = "https".equals(server.getScheme()) ? 443 : 80;
    return server.getHost() + ":" + (server.getPort() == -1 ? usual : server.getPort());
  }

  /** Adds up to a tenth of the wait, so that waiting owners and hosts do not return all at once. */
  private static Instant spread(Instant now, Instant until) {
    long most = Duration.between(now, until).dividedBy(10).toMillis();
    return until.plusMillis(ThreadLocalRandom.current().nextLong(most + 1));
  }
}
