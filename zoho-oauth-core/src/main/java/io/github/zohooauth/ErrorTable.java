package io.github.zohooauth;

import static io.github.zohooauth.ErrorTable.Kind.AUTHORIZE_AGAIN;
import static io.github.zohooauth.ErrorTable.Kind.FIX_CONFIGURATION;
import static io.github.zohooauth.ErrorTable.Kind.TRY_LATER;
import static io.github.zohooauth.ErrorTable.Kind.WAIT;

import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * From what Zoho answered, or the network failed with, to what the caller can do about it.
 *
 * <p>The code decides before the status, and the first row that fits decides among the codes. An
 * unknown code is not quoted: it came from outside and might be anything.
 */
final class ErrorTable {

  enum Kind {
    AUTHORIZE_AGAIN,
    FIX_CONFIGURATION,
    WAIT,
    TRY_LATER
  }

  private record CodeRow(String code, Grant.@Nullable Type grant, Kind kind, String what) {

    CodeRow(String code, Kind kind, String what) {
      this(code, null, kind, what);
    }

    boolean fits(String error, Grant.Type type) {
      return code.equals(error) && (grant == null || grant == type);
    }
  }

  private record StatusRow(int from, int to, Kind kind, String what) {

    StatusRow(int status, Kind kind, String what) {
      this(status, status, kind, what);
    }

    boolean fits(int status) {
      return from <= status && status <= to;
    }
  }

  private static final String RATE_LIMIT =
      "Zoho's rate limit is reached: wait until it is over, since asking earlier prolongs it.";
  private static final String CODE =
      "The authorization code is used up, expired, from another data center, or made for another"
          + " client: make a new one, and exchange it within its minutes at the data center where"
          + " it was made.";
  private static final String REFRESH =
      "Zoho no longer accepts the refresh token: it was revoked, or displaced by the user's 21st,"
          + " or belongs to another data center or client. Check these two, then authorize again.";
  private static final String CLIENT =
      "Zoho does not know this client here: check the client ID, the data center, that the data"
          + " center is enabled in the client's Multi DC settings, and the client type.";
  private static final String SECRET =
      "Zoho does not accept the client secret: check it, and that it is the one of this data"
          + " center.";
  private static final String SCOPE =
      "Zoho does not know a scope, or does not allow it here: check the scopes.";
  private static final String ORGANIZATION =
      "Zoho needs another organization: check soid, such as ZohoCRM.600123.";
  private static final String REQUEST =
      "Zoho does not allow this grant for this client: check the client type in the API Console.";

  private static final List<CodeRow> CODES =
      List.of(
          new CodeRow("Access Denied", WAIT, RATE_LIMIT),
          new CodeRow("access_denied", WAIT, RATE_LIMIT),
          new CodeRow("invalid_code", Grant.Type.AUTHORIZATION_CODE, AUTHORIZE_AGAIN, CODE),
          new CodeRow("invalid_grant", Grant.Type.AUTHORIZATION_CODE, AUTHORIZE_AGAIN, CODE),
          new CodeRow("invalid_code", Grant.Type.CLIENT_CREDENTIALS, FIX_CONFIGURATION, REQUEST),
          new CodeRow("invalid_grant", Grant.Type.CLIENT_CREDENTIALS, FIX_CONFIGURATION, REQUEST),
          new CodeRow("invalid_code", AUTHORIZE_AGAIN, REFRESH),
          new CodeRow("invalid_grant", AUTHORIZE_AGAIN, REFRESH),
          new CodeRow("invalid_client", FIX_CONFIGURATION, CLIENT),
          new CodeRow("invalid_client_secret", FIX_CONFIGURATION, SECRET),
          new CodeRow(
              "invalid_redirect_uri",
              FIX_CONFIGURATION,
              "The redirect URI is not the registered one: check it, to the last slash."),
          new CodeRow("invalid_scope", FIX_CONFIGURATION, SCOPE),
          new CodeRow("invalid_scopes", FIX_CONFIGURATION, SCOPE),
          new CodeRow("missing_org_info", FIX_CONFIGURATION, ORGANIZATION),
          new CodeRow("invalid_soid", FIX_CONFIGURATION, ORGANIZATION),
          new CodeRow("invalid_org", FIX_CONFIGURATION, ORGANIZATION),
          new CodeRow("unauthorized_client", FIX_CONFIGURATION, REQUEST),
          new CodeRow("unsupported_grant_type", FIX_CONFIGURATION, REQUEST),
          new CodeRow("invalid_request", FIX_CONFIGURATION, REQUEST),
          new CodeRow("general_error", TRY_LATER, "Zoho failed for now: try again later."));

  private static final String MALFORMED =
      "The answer is not one that Zoho's token endpoint gives: try again later, and check for a"
          + " proxy or captive portal in between.";

  private static final List<StatusRow> STATUSES =
      List.of(
          new StatusRow(429, WAIT, RATE_LIMIT),
          new StatusRow(
              300,
              399,
              FIX_CONFIGURATION,
              "The accounts server answered with a redirect, which is never followed: check the"
                  + " data center's accounts server and any proxy in between."),
          new StatusRow(401, TRY_LATER, MALFORMED),
          new StatusRow(403, TRY_LATER, MALFORMED),
          new StatusRow(408, TRY_LATER, "Zoho did not get the request in time: try again later."),
          new StatusRow(425, TRY_LATER, "Zoho is not ready for the request: try again later."),
          new StatusRow(
              400,
              499,
              FIX_CONFIGURATION,
              "The accounts server refused the request without a reason: check the data center's"
                  + " accounts server and any proxy in between."),
          new StatusRow(500, 599, TRY_LATER, "Zoho's gateway is in trouble: try again later."),
          new StatusRow(0, 999, TRY_LATER, MALFORMED));

  private static final StatusRow BACK_LATER =
      new StatusRow(503, WAIT, "Zoho is overloaded and says until when: wait until then.");

  private final String clientId;
  private final InstantSource clock;
  private final RenewalPolicy policy;

  ErrorTable(String clientId, InstantSource clock, RenewalPolicy policy) {
    this.clientId = clientId;
    this.clock = clock;
    this.policy = policy;
  }

  /** What an answer without tokens means. */
  ZohoOAuthException read(Answer answer, Grant.Type type, DataCenter dataCenter) {
    String error = answer.error().orElse(null);
    if (error == null) {
      StatusRow row =
          saysWhenBack(answer)
              ? BACK_LATER
              : STATUSES.stream().filter(r -> r.fits(answer.status())).findFirst().orElseThrow();
      String what = "%s (HTTP %d)".formatted(row.what(), answer.status());
      return exception(row.kind(), Problem.of(what).at(dataCenter, clientId), answer);
    }
    return CODES.stream()
        .filter(row -> row.fits(error, type))
        .findFirst()
        .map(
            row ->
                exception(
                    row.kind(),
                    Problem.of(row.what()).at(dataCenter, clientId).withErrorCode(row.code()),
                    answer))
        .orElseGet(
            () -> {
              boolean limited = answer.status() == 429;
              String what = "Zoho sent an error code that is not documented: try again later.";
              return exception(
                  limited ? WAIT : TRY_LATER,
                  Problem.of(limited ? RATE_LIMIT : what).at(dataCenter, clientId),
                  answer);
            });
  }

  /** What a failure of the network means; an exception that this table made stays what it is. */
  ZohoOAuthException read(Throwable failure, Grant.Type type, DataCenter dataCenter) {
    Throwable cause = Completion.cause(failure);
    if (cause instanceof ZohoOAuthException already) {
      return already;
    }
    if (isDistrusted(cause)) {
      String what =
          "The server's certificate is not trusted, so nothing was sent: check the data center's"
              + " accounts server, the trust store and any proxy in between.";
      return new ConfigurationException(Problem.of(what).at(dataCenter, clientId), cause);
    }
    String what;
    if (cause instanceof ConnectException) {
      what = "The accounts server cannot be reached: check the network, or try again later.";
    } else if (cause instanceof TimeoutException) {
      what =
          "The accounts server did not answer within %s: try again later."
              .formatted(policy.requestTimeout());
    } else if (cause instanceof BoundedBody.TooLong) {
      what = MALFORMED;
    } else {
      what = "The connection to the accounts server failed: try again later.";
    }
    if (type == Grant.Type.AUTHORIZATION_CODE && !(cause instanceof ConnectException)) {
      what +=
          " The authorization code may be consumed: if it is refused next time, make a new one.";
    }
    return new TemporaryFailureException(Problem.of(what).at(dataCenter, clientId), cause);
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

  private ZohoOAuthException exception(Kind kind, Problem problem, Answer answer) {
    return switch (kind) {
      case AUTHORIZE_AGAIN -> new AuthorizationRequiredException(problem, null);
      case FIX_CONFIGURATION -> new ConfigurationException(problem, null);
      case TRY_LATER -> new TemporaryFailureException(problem, null);
      case WAIT -> new RateLimitedException(problem, endOfWait(answer), null);
    };
  }

  private boolean saysWhenBack(Answer answer) {
    return answer.status() == 503
        && answer.retryAfter().flatMap(at -> RetryAfter.until(at, clock.instant())).isPresent();
  }

  private Instant endOfWait(Answer answer) {
    Instant now = clock.instant();
    return answer
        .retryAfter()
        .flatMap(header -> RetryAfter.until(header, now))
        .orElseGet(() -> now.plus(policy.coolDown()).plus(jitter(policy.coolDown())));
  }

  /** Up to a tenth more, so that waiting hosts do not return all at once. */
  private static Duration jitter(Duration wait) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 10 + 1));
  }
}
