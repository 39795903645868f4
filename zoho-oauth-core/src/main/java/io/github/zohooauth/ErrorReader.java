package io.github.zohooauth;

import java.net.ConnectException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Makes the exception for what Zoho answered, or for what the network failed with. */
final class ErrorReader {

  private final String clientId;
  private final InstantSource clock;
  private final RenewalPolicy policy;

  ErrorReader(String clientId, InstantSource clock, RenewalPolicy policy) {
    this.clientId = clientId;
    this.clock = clock;
    this.policy = policy;
  }

  /** What an answer without tokens means. */
  ZohoOAuthException read(Answer answer, Grant.Type type, DataCenter dataCenter) {
    Instant now = clock.instant();
    Optional<Instant> named = answer.retryAfter().flatMap(at -> RetryAfter.until(at, now));
    ErrorTable.Row row = ErrorTable.rowOf(answer, type, named.isPresent());
    Problem problem = problem(row, answer, type).at(dataCenter, clientId);
    return switch (row.kind()) {
      case AUTHORIZE_AGAIN -> new AuthorizationRequiredException(problem, null);
      case FIX_CONFIGURATION -> new ConfigurationException(problem, null);
      case TRY_LATER, ASK_AGAIN, ASK_SLOWER, ASK_ELSEWHERE ->
          new TemporaryFailureException(problem, null);
      case WAIT -> limited(problem, named.orElse(coolDown(now)));
    };
  }

  /** Whoever reads it in a log has the message alone. */
  private static RateLimitedException limited(Problem problem, Instant until) {
    return new RateLimitedException(problem.and("Not before %s.".formatted(until)), until, null);
  }

  private static Problem problem(ErrorTable.Row row, Answer answer, Grant.Type type) {
    if (row.knownError() != null) {
      return Problem.of(row.what()).withErrorCode(row.knownError());
    }
    String what = "%s (HTTP %d)".formatted(row.what(), answer.status());
    return Problem.of(row.kind() == ErrorTable.Kind.TRY_LATER ? what + aboutCode(type) : what);
  }

  /** A code works once, so after an answer that is lost nobody knows whether it still does. */
  private static String aboutCode(Grant.Type type) {
    return type == Grant.Type.AUTHORIZATION_CODE
        ? " The authorization code may be consumed: if it is refused next time, make a new one."
        : "";
  }

  /** What a failure of the network means; an exception that this table made stays what it is. */
  ZohoOAuthException read(Throwable failure, Grant.Type type, DataCenter dataCenter) {
    Throwable cause = Completion.cause(failure);
    if (cause instanceof ZohoOAuthException already) {
      return already;
    }
    if (cause instanceof DroppedHeader) {
      Problem problem = Problem.of("httpClient: " + DroppedHeader.WHAT);
      return new ConfigurationException(problem.at(dataCenter, clientId), null);
    }
    if (isDistrusted(cause)) {
      String what =
          "The server's certificate is not trusted, so nothing was sent: check the data center's"
              + " accounts server, the trust store and any proxy in between.";
      Throwable why = cause instanceof UnsentCall ? cause.getCause() : cause;
      return new ConfigurationException(Problem.of(what).at(dataCenter, clientId), why);
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
            ? "was not ready within " + policy.requestTimeout()
            : "failed before the request was sent";
    return "The connection to the accounts server %s %s. Nothing was sent. Check %s, or try again"
            .formatted(way, failed, between)
        + " later.";
  }

  private TemporaryFailureException temporary(
      String what, DataCenter dataCenter, @Nullable Throwable cause) {
    return new TemporaryFailureException(Problem.of(what).at(dataCenter, clientId), cause);
  }

  private String lost(@Nullable Throwable cause, String server) {
    if (cause instanceof TimeoutException) {
      return "The accounts server %s did not answer within %s: try again later."
          .formatted(server, policy.requestTimeout());
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

  /** With up to a tenth more, so that waiting hosts do not return all at once. */
  private Instant coolDown(Instant now) {
    long wait = policy.coolDown().toMillis();
    return now.plusMillis(wait + ThreadLocalRandom.current().nextLong(wait / 10 + 1));
  }
}
