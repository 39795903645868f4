package io.github.zohooauth.internal.endpoint;

import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.ASK_AGAIN;
import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.ASK_OTHER_DATA_CENTER;
import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.ASK_SLOWER;
import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.AUTHORIZE_AGAIN;
import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.FIX_CONFIGURATION;
import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.TRY_LATER;
import static io.github.zohooauth.internal.endpoint.ErrorTable.Kind.WAIT;
import static io.github.zohooauth.internal.endpoint.Grant.Type.ADOPTED_TOKEN;
import static io.github.zohooauth.internal.endpoint.Grant.Type.AUTHORIZATION;
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
    ASK_OTHER_DATA_CENTER
  }

  /**
   * A row of the table.
   *
   * @param errors the error codes, {@link #ANY_CODE} or {@link #NO_CODE}
   * @param grant the type of the request; null matches every type
   * @param tooMany whether the answer must say "too many requests"
   * @param retryAfter whether the answer must name the end of the wait
   * @param what the message: what happened, and what to do
   */
  public record Row(
      List<String> errors,
      Grant.@Nullable Type grant,
      int fromStatus,
      int toStatus,
      boolean tooMany,
      boolean retryAfter,
      Kind kind,
      String what) {

    private boolean fits(HttpAnswer answer, Grant.Type type, boolean saysUntilWhen) {
      return fits(answer.error().orElse(null), type)
          && fromStatus <= answer.status()
          && answer.status() <= toStatus
          && (!tooMany || answer.saysTooMany())
          && (!retryAfter || saysUntilWhen);
    }

    private boolean fits(@Nullable String error, Grant.Type type) {
      boolean errorFits =
          error == null ? errors.isEmpty() : errors.equals(ANY_CODE) || errors.contains(error);
      return errorFits && (grant == null || grant == type);
    }

    /** Returns the code if it is one of this row's own, so that it may be quoted. */
    @Nullable String known(@Nullable String error) {
      return error == null || errors.equals(ANY_CODE) ? null : error;
    }
  }

  private static final List<String> ANY_CODE = List.of("*");
  private static final List<String> NO_CODE = List.of();

  private static final String RATE_LIMIT =
      "Zoho's rate limit is reached: wait until it is over, since asking earlier prolongs it.";
  private static final String BAD_REQUEST =
      "Zoho refused the authorization request: check client ID, redirect URI and scopes.";
  private static final String UNAVAILABLE = "Zoho could not authorize for now: try again later.";
  private static final String DENIED = "The user refused: ask again if the user wants to.";
  private static final String NOT_GRANTED =
      "Zoho does not renew silently: the user is signed out, or did not grant it for the session."
          + " Ask the user to authorize.";
  private static final String PROMPT =
      "Zoho does not renew silently: a scope was not granted before. Ask the user to authorize.";
  private static final String UNDOCUMENTED = "Zoho sent an undocumented error: authorize again.";
  private static final String CODE =
      "The authorization code is used up, expired, from another data center, or made for another"
          + " client: make a new one, and exchange it at once at the data center where it was made.";
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
  public static final String ADOPTED =
      "Zoho does not accept the adopted refresh token: it is of another data center or client, is an"
          + " access token or an authorization code in place of a refresh token, or was revoked."
          + " Check this, then adopt the right one, or authorize again.";
  private static final String CLIENT =
      "Zoho does not know this client here: check the client ID, the client type and the data"
          + " center. The data center must be enabled in the client's Multi DC settings.";
  private static final String SECRET =
      "Zoho does not accept the client secret of this data center: check it.";
  private static final String SCOPE =
      "Zoho does not know a scope, or does not allow it here: check the scopes.";
  private static final String ORGANIZATION =
      "Zoho needs an organization, or does not accept this one: check that the owner names it, such"
          + " as TokenOwner.organization(\"ZohoCRM.600123\").";
  private static final String UNKNOWN = "Zoho sent an undocumented error code: try again later.";
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
  private static final String GONE =
      "Zoho does not know the token that was to be revoked: check the data center and the client.";
  private static final String REVOCATION_REQUEST =
      "Zoho does not let this client revoke the token: check client ID, client secret and data"
          + " center.";
  private static final String USER_SCOPES =
      "The access token's scopes do not allow to ask who the user is: ask for openid, profile,"
          + " email or AaaServer.profile.READ when authorizing.";
  private static final String USER_TOKEN =
      "Zoho does not accept the access token here: it has expired, was revoked, or belongs to"
          + " another data center. Authorize again.";
  private static final String USER_REQUEST =
      "Zoho does not take this request for the user's data: check the data center's accounts"
          + " server, and that the token has the scopes openid, profile and email.";

  private static final List<Row> ROWS =
      List.of(
          codes(AUTHORIZATION, AUTHORIZE_AGAIN, DENIED, "access_denied"),
          codes(AUTHORIZATION, AUTHORIZE_AGAIN, NOT_GRANTED, "client_not_granted"),
          codes(AUTHORIZATION, AUTHORIZE_AGAIN, PROMPT, "prompt_required"),
          codes(AUTHORIZATION, TRY_LATER, UNAVAILABLE, "server_error|temporarily_unavailable"),
          codes(
              AUTHORIZATION,
              FIX_CONFIGURATION,
              BAD_REQUEST,
              "invalid_client|unauthorized_client|invalid_scope|invalid_redirect_uri"
                  + "|invalid_request|invalid_response_type|unsupported_response_type"),
          anyCode(AUTHORIZATION, 0, 999, AUTHORIZE_AGAIN, UNDOCUMENTED),
          new Row(List.of("access_denied"), DEVICE_TOKEN, 0, 999, true, false, WAIT, RATE_LIMIT),
          codes(DEVICE_TOKEN, AUTHORIZE_AGAIN, REFUSED, "access_denied"),
          codes(null, WAIT, RATE_LIMIT, "Access Denied|access_denied"),
          codes(DEVICE_TOKEN, ASK_AGAIN, UNDECIDED, "authorization_pending"),
          codes(DEVICE_TOKEN, ASK_SLOWER, UNDECIDED, "slow_down"),
          codes(DEVICE_TOKEN, ASK_OTHER_DATA_CENTER, UNDECIDED, "other_dc"),
          codes(DEVICE_TOKEN, AUTHORIZE_AGAIN, EXPIRED, "expired|expired_token"),
          codes(DEVICE_TOKEN, AUTHORIZE_AGAIN, DEVICE, "invalid_code|invalid_grant"),
          codes(DEVICE_REQUEST, FIX_CONFIGURATION, REQUEST, "invalid_code|invalid_grant"),
          codes(AUTHORIZATION_CODE, AUTHORIZE_AGAIN, CODE, "invalid_code|invalid_grant"),
          codes(CLIENT_CREDENTIALS, FIX_CONFIGURATION, REQUEST, "invalid_code|invalid_grant"),
          codes(REVOCATION, AUTHORIZE_AGAIN, GONE, "invalid_code|invalid_grant|invalid_token"),
          codes(
              REVOCATION,
              FIX_CONFIGURATION,
              REVOCATION_REQUEST,
              "invalid_request|insufficient_scope|unauthorized_client"),
          codes(USER_INFO, AUTHORIZE_AGAIN, USER_TOKEN, "invalid_token|INVALID_OAUTHTOKEN"),
          codes(
              USER_INFO,
              FIX_CONFIGURATION,
              USER_SCOPES,
              "invalid_scope|insufficient_scope|INVALID_OAUTHSCOPE"),
          codes(USER_INFO, FIX_CONFIGURATION, USER_REQUEST, "invalid_request"),
          anyCode(USER_INFO, 401, 401, AUTHORIZE_AGAIN, USER_TOKEN),
          codes(ADOPTED_TOKEN, AUTHORIZE_AGAIN, ADOPTED, "invalid_code|invalid_grant"),
          codes(null, AUTHORIZE_AGAIN, REFRESH, "invalid_code|invalid_grant"),
          codes(null, FIX_CONFIGURATION, CLIENT, "invalid_client"),
          codes(null, FIX_CONFIGURATION, SECRET, "invalid_client_secret"),
          codes(null, FIX_CONFIGURATION, REDIRECT_URI, "invalid_redirect_uri"),
          codes(null, FIX_CONFIGURATION, SCOPE, "invalid_scope|invalid_scopes"),
          codes(null, FIX_CONFIGURATION, ORGANIZATION, "missing_org_info|invalid_soid|invalid_org"),
          codes(
              null,
              FIX_CONFIGURATION,
              REQUEST,
              "unauthorized_client|unsupported_grant_type|invalid_request"),
          codes(null, TRY_LATER, "Zoho failed for now: try again later.", "general_error"),
          anyCode(null, 429, 429, WAIT, RATE_LIMIT),
          anyCode(null, 0, 999, TRY_LATER, UNKNOWN),
          status(null, 300, 399, FIX_CONFIGURATION, REDIRECT),
          status(USER_INFO, 400, 400, FIX_CONFIGURATION, USER_SCOPES),
          status(USER_INFO, 401, 401, AUTHORIZE_AGAIN, USER_TOKEN),
          status(USER_INFO, 403, 403, FIX_CONFIGURATION, USER_SCOPES),
          status(null, 401, 401, TRY_LATER, MALFORMED),
          status(null, 403, 403, TRY_LATER, MALFORMED),
          status(null, 408, 408, TRY_LATER, GATEWAY),
          status(null, 425, 425, TRY_LATER, GATEWAY),
          status(null, 429, 429, WAIT, RATE_LIMIT),
          status(null, 400, 499, FIX_CONFIGURATION, NO_REASON),
          new Row(NO_CODE, null, 503, 503, false, true, WAIT, BUSY),
          status(null, 500, 599, TRY_LATER, GATEWAY),
          status(null, 0, 999, TRY_LATER, MALFORMED));

  private ErrorTable() {}

  /** Returns the row of an answer, which may say in {@code Retry-After} until when to wait. */
  public static Row rowOf(HttpAnswer answer, Grant.Type type, boolean saysUntilWhen) {
    return ROWS.stream()
        .filter(row -> row.fits(answer, type, saysUntilWhen))
        .findFirst()
        .orElseThrow();
  }

  static Row rowOf(String error, Grant.Type type) {
    return ROWS.stream().filter(row -> row.fits(error, type)).findFirst().orElseThrow();
  }

  private static Row codes(Grant.@Nullable Type grant, Kind kind, String what, String codes) {
    return new Row(List.of(codes.split("\\|")), grant, 0, 999, false, false, kind, what);
  }

  private static Row anyCode(Grant.@Nullable Type grant, int from, int to, Kind kind, String what) {
    return new Row(ANY_CODE, grant, from, to, false, false, kind, what);
  }

  private static Row status(Grant.@Nullable Type grant, int from, int to, Kind kind, String what) {
    return new Row(NO_CODE, grant, from, to, false, false, kind, what);
  }
}
