package io.github.zohooauth.internal.endpoint;

import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.ASK_AGAIN;
import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.ASK_ELSEWHERE;
import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.ASK_SLOWER;
import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.AUTHORIZE_AGAIN;
import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.FIX_CONFIGURATION;
import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.TRY_LATER;
import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.WAIT;
import static io.github.zohooauth.internal.endpoint.Grant.Type.AUTHORIZATION_CODE;
import static io.github.zohooauth.internal.endpoint.Grant.Type.CLIENT_CREDENTIALS;
import static io.github.zohooauth.internal.endpoint.Grant.Type.DEVICE_REQUEST;
import static io.github.zohooauth.internal.endpoint.Grant.Type.DEVICE_TOKEN;
import static io.github.zohooauth.internal.endpoint.Grant.Type.REVOCATION;
import static io.github.zohooauth.internal.endpoint.Grant.Type.USER_INFO;

import io.github.zohooauth.internal.transport.HttpAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps an answer without tokens to what the caller can do about it. The first row that fits
 * decides.
 *
 * <p>The error code counts before the status, because Zoho sends most errors with HTTP 200. An
 * unknown code is not quoted, because it came from outside and may hold anything.
 */
public final class ErrorTable {

  public enum Kind {
    AUTHORIZE_AGAIN,
    FIX_CONFIGURATION,
    WAIT,
    TRY_LATER,
    /** The person has not decided yet. This and the next two kinds are for devices only. */
    ASK_AGAIN,
    ASK_SLOWER,
    /** The person's account is in another data center. */
    ASK_ELSEWHERE
  }

  /**
   * A row of the table.
   *
   * @param error the error code, or {@link #ANY_CODE}; null matches an answer without a code
   * @param grant the grant of the request; null matches every grant
   * @param tooMany whether the answer must say "too many requests"
   * @param retryAfter whether the answer must name the end of the wait
   * @param what the message: what happened, and what to do
   */
  public record Row(
      @Nullable String error,
      Grant.@Nullable Type grant,
      int fromStatus,
      int toStatus,
      boolean tooMany,
      boolean retryAfter,
      Kind kind,
      String what) {

    private boolean fits(HttpAnswer answer, Grant.Type type, boolean saysUntilWhen) {
      String sent = answer.error().orElse(null);
      boolean errorFits = error == null ? sent == null : error.equals(sent) || isAnyOf(sent);
      return errorFits
          && (grant == null || grant == type)
          && fromStatus <= answer.status()
          && answer.status() <= toStatus
          && (!tooMany || answer.saysTooMany())
          && (!retryAfter || saysUntilWhen);
    }

    private boolean isAnyOf(@Nullable String sent) {
      return sent != null && ANY_CODE.equals(error);
    }

    /** Returns Zoho's own code if it is a known one. */
    @Nullable String knownError() {
      return ANY_CODE.equals(error) ? null : error;
    }
  }

  private static final String ANY_CODE = "*";

  private static final String RATE_LIMIT =
      "Zoho's rate limit is reached: wait until it is over, since asking earlier prolongs it.";
  private static final String CODE =
      "The authorization code is used up, expired, from another data center, or made for another"
          + " client: make a new one, and exchange it within its minutes at the data center where"
          + " it was made.";
  private static final String REFUSED =
      "The user refused: start again with a new device authorization if the user wants to.";
  private static final String UNDECIDED = "The user has not decided yet: try again later.";
  public static final String EXPIRED =
      "The user code has expired before the user decided: start again with a new device"
          + " authorization.";
  private static final String DEVICE =
      "The device code is used up, or made for another client: start again with a new device"
          + " authorization.";
  private static final String REFRESH =
      "Zoho no longer accepts the refresh token: it was revoked, or displaced by the user's 21st,"
          + " or belongs to another data center or client. Check these two, then authorize again.";
  private static final String CLIENT =
      "Zoho does not know this client here: check the client ID, the client type and the data"
          + " center. The data center must be enabled in the client's Multi DC settings.";
  private static final String SECRET =
      "Zoho does not accept the client secret: check it, and that it is the one of this data"
          + " center.";
  private static final String SCOPE =
      "Zoho does not know a scope, or does not allow it here: check the scopes.";
  private static final String ORGANIZATION =
      "Zoho needs an organization, or another one: check the owner's, such as"
          + " TokenOwner.organization(\"ZohoCRM.600123\").";
  private static final String GENERAL = "Zoho failed for now: try again later.";
  private static final String UNKNOWN =
      "Zoho sent an error code that is not documented: try again later.";
  private static final String BUSY = "Zoho is overloaded, and says until when: wait until then.";
  private static final String GATEWAY = "Zoho's gateway is in trouble: try again later.";
  private static final String REDIRECT =
      "The accounts server answered with a redirect, which is never followed: check the data"
          + " center's accounts server and any proxy in between.";
  private static final String REDIRECT_URI =
      "The redirect URI is not the registered one: check it, to the last slash.";
  private static final String NO_REASON =
      "The accounts server refused the request without a reason: check the data center's accounts"
          + " server and any proxy in between.";
  static final String MALFORMED =
      "The answer is not one that Zoho gives here: try again later, and check for a"
          + " proxy or captive portal in between.";
  private static final String REQUEST =
      "Zoho does not allow this grant for this client: check the client type in the API Console.";
  private static final String PROXY =
      "The proxy asks for credentials (HTTP 407), so nothing was sent to Zoho: check the proxy's"
          + " user and password in the Authenticator of the HttpClient. The JDK sends Basic"
          + " credentials to a proxy only if the system property"
          + " jdk.http.auth.tunneling.disabledSchemes does not list them.";
  private static final String NO_SUCH_TOKEN =
      "Zoho does not know the token that was to be revoked: check the data center and the client.";
  private static final String REVOCATION_REQUEST =
      "Zoho does not let this client revoke the token: check client ID, client secret and data"
          + " center.";
  static final String USER_SCOPES =
      "The access token's scopes do not allow to ask who the user is: ask for openid, profile,"
          + " email or AaaServer.profile.READ when authorizing.";
  static final String USER_TOKEN =
      "Zoho does not accept the access token here: it has expired, was revoked, or belongs to"
          + " another data center. Authorize again.";
  private static final String USER_REQUEST =
      "Zoho does not take this request for the user's data: check the data center's accounts"
          + " server, and that the token has the scopes openid, profile and email.";

  private static final List<Row> ROWS =
      List.of(
          status(407, 407, FIX_CONFIGURATION, PROXY),
          new Row(ANY_CODE, null, 407, 407, false, false, FIX_CONFIGURATION, PROXY),
          code("Access Denied", WAIT, RATE_LIMIT),
          new Row("access_denied", DEVICE_TOKEN, 0, 999, true, false, WAIT, RATE_LIMIT),
          code("access_denied", DEVICE_TOKEN, AUTHORIZE_AGAIN, REFUSED),
          code("access_denied", WAIT, RATE_LIMIT),
          code("authorization_pending", DEVICE_TOKEN, ASK_AGAIN, UNDECIDED),
          code("slow_down", DEVICE_TOKEN, ASK_SLOWER, UNDECIDED),
          code("other_dc", DEVICE_TOKEN, ASK_ELSEWHERE, UNDECIDED),
          code("expired", DEVICE_TOKEN, AUTHORIZE_AGAIN, EXPIRED),
          code("expired_token", DEVICE_TOKEN, AUTHORIZE_AGAIN, EXPIRED),
          code("invalid_code", DEVICE_TOKEN, AUTHORIZE_AGAIN, DEVICE),
          code("invalid_grant", DEVICE_TOKEN, AUTHORIZE_AGAIN, DEVICE),
          code("invalid_code", DEVICE_REQUEST, FIX_CONFIGURATION, REQUEST),
          code("invalid_grant", DEVICE_REQUEST, FIX_CONFIGURATION, REQUEST),
          code("invalid_code", AUTHORIZATION_CODE, AUTHORIZE_AGAIN, CODE),
          code("invalid_grant", AUTHORIZATION_CODE, AUTHORIZE_AGAIN, CODE),
          code("invalid_code", CLIENT_CREDENTIALS, FIX_CONFIGURATION, REQUEST),
          code("invalid_grant", CLIENT_CREDENTIALS, FIX_CONFIGURATION, REQUEST),
          code("invalid_code", REVOCATION, AUTHORIZE_AGAIN, NO_SUCH_TOKEN),
          code("invalid_grant", REVOCATION, AUTHORIZE_AGAIN, NO_SUCH_TOKEN),
          code("invalid_token", REVOCATION, AUTHORIZE_AGAIN, NO_SUCH_TOKEN),
          code("invalid_request", REVOCATION, FIX_CONFIGURATION, REVOCATION_REQUEST),
          code("insufficient_scope", REVOCATION, FIX_CONFIGURATION, REVOCATION_REQUEST),
          code("unauthorized_client", REVOCATION, FIX_CONFIGURATION, REVOCATION_REQUEST),
          code("invalid_token", USER_INFO, AUTHORIZE_AGAIN, USER_TOKEN),
          code("invalid_scope", USER_INFO, FIX_CONFIGURATION, USER_SCOPES),
          code("insufficient_scope", USER_INFO, FIX_CONFIGURATION, USER_SCOPES),
          code("invalid_request", USER_INFO, FIX_CONFIGURATION, USER_REQUEST),
          code("invalid_code", AUTHORIZE_AGAIN, REFRESH),
          code("invalid_grant", AUTHORIZE_AGAIN, REFRESH),
          code("invalid_client", FIX_CONFIGURATION, CLIENT),
          code("invalid_client_secret", FIX_CONFIGURATION, SECRET),
          code("invalid_redirect_uri", FIX_CONFIGURATION, REDIRECT_URI),
          code("invalid_scope", FIX_CONFIGURATION, SCOPE),
          code("invalid_scopes", FIX_CONFIGURATION, SCOPE),
          code("missing_org_info", FIX_CONFIGURATION, ORGANIZATION),
          code("invalid_soid", FIX_CONFIGURATION, ORGANIZATION),
          code("invalid_org", FIX_CONFIGURATION, ORGANIZATION),
          code("unauthorized_client", FIX_CONFIGURATION, REQUEST),
          code("unsupported_grant_type", FIX_CONFIGURATION, REQUEST),
          code("invalid_request", FIX_CONFIGURATION, REQUEST),
          code("general_error", TRY_LATER, GENERAL),
          new Row(ANY_CODE, null, 429, 429, false, false, WAIT, RATE_LIMIT),
          code(ANY_CODE, TRY_LATER, UNKNOWN),
          status(300, 399, FIX_CONFIGURATION, REDIRECT),
          status(401, 401, TRY_LATER, MALFORMED),
          status(403, 403, TRY_LATER, MALFORMED),
          status(408, 408, TRY_LATER, GATEWAY),
          status(425, 425, TRY_LATER, GATEWAY),
          status(429, 429, WAIT, RATE_LIMIT),
          status(400, 499, FIX_CONFIGURATION, NO_REASON),
          new Row(null, null, 503, 503, false, true, WAIT, BUSY),
          status(500, 599, TRY_LATER, GATEWAY),
          status(0, 999, TRY_LATER, MALFORMED));

  private ErrorTable() {}

  /**
   * Returns the row of this answer.
   *
   * @param saysUntilWhen whether its {@code Retry-After} names a future time
   */
  public static Row rowOf(HttpAnswer answer, Grant.Type type, boolean saysUntilWhen) {
    return ROWS.stream()
        .filter(row -> row.fits(answer, type, saysUntilWhen))
        .findFirst()
        .orElseThrow();
  }

  private static Row code(String code, Kind kind, String what) {
    return new Row(code, null, 0, 999, false, false, kind, what);
  }

  private static Row code(String code, Grant.Type grant, Kind kind, String what) {
    return new Row(code, grant, 0, 999, false, false, kind, what);
  }

  private static Row status(int from, int to, Kind kind, String what) {
    return new Row(null, null, from, to, false, false, kind, what);
  }
}
