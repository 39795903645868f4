package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the error table as the protocol notes have it: to this call, this answer means this.
 *
 * @param errorCode what {@code errorCode()} returns; null for none
 */
public record ErrorRow(
    TokenCall call, CannedAnswer answer, ExpectedError verdict, @Nullable String errorCode) {

  private static final Map<String, ExpectedError> CODES = new LinkedHashMap<>();

  static {
    CODES.put("invalid_code", ExpectedError.AUTHORIZE_AGAIN);
    CODES.put("invalid_grant", ExpectedError.AUTHORIZE_AGAIN);
    for (String code :
        List.of(
            "invalid_client",
            "invalid_client_secret",
            "invalid_redirect_uri",
            "invalid_scope",
            "invalid_scopes",
            "missing_org_info",
            "invalid_soid",
            "invalid_org",
            "unauthorized_client",
            "invalid_request")) {
      CODES.put(code, ExpectedError.FIX_CONFIGURATION);
    }
    CODES.put("Access Denied", ExpectedError.WAIT);
    CODES.put("access_denied", ExpectedError.WAIT);
    CODES.put("general_error", ExpectedError.TRY_LATER);
  }

  private static final List<String> UNKNOWN =
      List.of(
          "\"" + PlantedSecret.IN_ERROR_CODE.value + "\"",
          "\"\"",
          "7",
          "true",
          "{\"a\":1}",
          "[\"x\"]");

  private static final String HTML =
      "<!DOCTYPE html><title>Zoho Accounts</title>" + PlantedSecret.IN_ERROR_DESCRIPTION.value;

  private static final List<CannedAnswer> WITHOUT_CODE =
      List.of(
          CannedAnswer.of(200, "text/html", HTML),
          CannedAnswer.json(200, HTML),
          CannedAnswer.json(200, ""),
          CannedAnswer.of(200, "text/plain", "throttled"),
          CannedAnswer.json(200, "{\"access_token\":\"" + PlantedSecret.ISSUED_ACCESS_TOKEN.value),
          CannedAnswer.json(
              200, "[{\"access_token\":\"" + PlantedSecret.ISSUED_ACCESS_TOKEN.value + "\"}]"),
          CannedAnswer.json(200, "{\"status\":\"failure\",\"expires_in\":3600}"));

  /** Whether the answer does not say in Zoho's way what went wrong, or whether anything did. */
  public boolean isUnexplained() {
    return !new String(answer.body(), UTF_8).contains("\"error\"");
  }

  public static List<ErrorRow> all() {
    List<ErrorRow> rows = new ArrayList<>();
    for (TokenCall call : TokenCall.values()) {
      CODES.forEach(
          (code, verdict) -> {
            for (int status : List.of(200, 400, 401, 500)) {
              for (CannedAnswer answer : naming("\"" + code + "\"", status)) {
                rows.add(row(call, answer, verdict, code));
              }
            }
          });
      for (String code : UNKNOWN) {
        for (int status : List.of(200, 400, 401, 429, 500)) {
          ExpectedError verdict = status == 429 ? ExpectedError.WAIT : ExpectedError.TRY_LATER;
          naming(code, status).forEach(answer -> rows.add(row(call, answer, verdict, null)));
        }
      }
      for (CannedAnswer body : WITHOUT_CODE) {
        withoutCode(call, body, rows);
      }
    }
    return rows;
  }

  private static List<CannedAnswer> naming(String code, int status) {
    String error = "\"error\":" + code;
    String described =
        error + ",\"error_description\":\"no " + PlantedSecret.IN_ERROR_DESCRIPTION.value + "\"";
    String token = ",\"access_token\":\"" + PlantedSecret.ISSUED_ACCESS_TOKEN.value + "\"";
    return List.of(
        CannedAnswer.json(status, "{" + error + "}"),
        CannedAnswer.json(status, "{" + described + "}"),
        CannedAnswer.json(status, "{" + error + token + ",\"status\":\"success\"}"),
        CannedAnswer.of(status, "text/html;charset=UTF-8", "{" + error + "}"));
  }

  private static void withoutCode(TokenCall call, CannedAnswer body, List<ErrorRow> rows) {
    for (int status : List.of(200, 401, 403, 408, 425, 500, 502, 503, 504)) {
      rows.add(row(call, at(status, body), ExpectedError.TRY_LATER, null));
    }
    for (int status : List.of(301, 302, 303, 307, 308)) {
      rows.add(row(call, at(status, body), ExpectedError.FIX_CONFIGURATION, null));
    }
    rows.add(row(call, at(400, body), ExpectedError.FIX_CONFIGURATION, null));
    rows.add(row(call, at(429, body), ExpectedError.WAIT, null));
  }

  private static CannedAnswer at(int status, CannedAnswer body) {
    return new CannedAnswer(status, body.headers(), body.body());
  }

  /** Where one call has its own reading of an answer. */
  private static ErrorRow row(
      TokenCall call, CannedAnswer answer, ExpectedError usual, @Nullable String code) {
    ExpectedError verdict = usual;
    if (call == TokenCall.EXCHANGE && usual == ExpectedError.AUTHORIZE_AGAIN) {
      verdict = ExpectedError.AUTHORIZE_WITH_NEW_CODE;
    } else if (call == TokenCall.CLIENT_CREDENTIALS && usual == ExpectedError.AUTHORIZE_AGAIN) {
      verdict = ExpectedError.FIX_CONFIGURATION; // there is no grant that a person could give again
    } else if (call == TokenCall.REVOKE && isGone(answer, usual)) {
      verdict = ExpectedError.GONE;
    } else if (call == TokenCall.REVOKE && isUnconfirmed(answer)) {
      verdict = ExpectedError.KEPT;
    }
    return new ErrorRow(call, answer, verdict, code);
  }

  private static boolean isGone(CannedAnswer answer, ExpectedError usual) {
    boolean confirmed = answer.status() == 200 && answer.body().length == 0;
    return usual == ExpectedError.AUTHORIZE_AGAIN || confirmed;
  }

  /** A refusal without words proves nothing (protocol, 2.6). */
  private static boolean isUnconfirmed(CannedAnswer answer) {
    String body = new String(answer.body(), UTF_8);
    boolean failure = answer.status() == 200 && body.contains("\"status\":\"failure\"");
    boolean refusal = List.of(400, 401, 403).contains(answer.status());
    return !body.contains("\"error\"") && (failure || refusal);
  }

  /** Whether the older form of revocation is refused, so that the newer one is asked, too. */
  public boolean isAskedInBothForms() {
    boolean fixed = verdict == ExpectedError.KEPT || verdict == ExpectedError.FIX_CONFIGURATION;
    boolean undocumented =
        verdict == ExpectedError.TRY_LATER && errorCode == null && !isUnexplained();
    boolean refusal = answer.status() < 300 || answer.status() / 100 == 4;
    return call == TokenCall.REVOKE && refusal && (fixed || undocumented);
  }
}
