package io.github.zohooauth;

import java.io.IOException;
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
      return new ConfigurationException(Problem.of(what).at(dataCenter, clientId), cause);
    }
    String server = hostAndPort(dataCenter.accountsServer());
    if (cause instanceof ConnectException) {
      String what =
          "The accounts server %s cannot be reached, so nothing was sent: check the network and any"
              + " proxy in between, or try again later.";
      return temporary(what.formatted(server), dataCenter, cause);
    }
    if (isTunnelRefused(cause)) {
      String what =
          "The proxy refuses a tunnel to the accounts server %s, so nothing was sent: check that"
              + " the proxy allows it, or try again later.";
      return temporary(what.formatted(server), dataCenter, cause);
    }
    return temporary(lost(cause, server) + aboutCode(type), dataCenter, cause);
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

  /** The JDK has no type for it, and these words for every status but 407. */
  private static boolean isTunnelRefused(@Nullable Throwable cause) {
    String words = cause instanceof IOException ? cause.getMessage() : null;
    return words != null && words.startsWith("Tunnel failed");
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
