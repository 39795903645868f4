package io.github.zohooauth;

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
public record ErrorRow(Call call, Canned answer, Verdict verdict, @Nullable String errorCode) {

  private static final Map<String, Verdict> CODES = new LinkedHashMap<>();

  static {
    CODES.put("invalid_code", Verdict.AUTHORIZE_AGAIN);
    CODES.put("invalid_grant", Verdict.AUTHORIZE_AGAIN);
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
      CODES.put(code, Verdict.FIX_CONFIGURATION);
    }
    CODES.put("Access Denied", Verdict.WAIT);
    CODES.put("access_denied", Verdict.WAIT);
    CODES.put("general_error", Verdict.TRY_LATER);
  }

  private static final List<String> UNKNOWN =
      List.of(
          "\"" + Secret.IN_ERROR_CODE.value + "\"", "\"\"", "7", "true", "{\"a\":1}", "[\"x\"]");

  private static final String HTML =
      "<!DOCTYPE html><title>Zoho Accounts</title>" + Secret.IN_ERROR_DESCRIPTION.value;

  private static final List<Canned> WITHOUT_CODE =
      List.of(
          Canned.of(200, "text/html", HTML),
          Canned.json(200, HTML),
          Canned.json(200, ""),
          Canned.of(200, "text/plain", "throttled"),
          Canned.json(200, "{\"access_token\":\"" + Secret.ISSUED_ACCESS_TOKEN.value),
          Canned.json(200, "[{\"access_token\":\"" + Secret.ISSUED_ACCESS_TOKEN.value + "\"}]"),
          Canned.json(200, "{\"status\":\"failure\",\"expires_in\":3600}"));

  /** Whether the answer does not say in Zoho's way what went wrong, or whether anything did. */
  public boolean isUnexplained() {
    return !new String(answer.body(), UTF_8).contains("\"error\"");
  }

  public static List<ErrorRow> all() {
    List<ErrorRow> rows = new ArrayList<>();
    for (Call call : Call.values()) {
      CODES.forEach(
          (code, verdict) -> {
            for (int status : List.of(200, 400, 401, 500)) {
              for (Canned answer : naming("\"" + code + "\"", status)) {
                rows.add(row(call, answer, verdict, code));
              }
            }
          });
      for (String code : UNKNOWN) {
        for (int status : List.of(200, 400, 401, 429, 500)) {
          Verdict verdict = status == 429 ? Verdict.WAIT : Verdict.TRY_LATER;
          naming(code, status).forEach(answer -> rows.add(row(call, answer, verdict, null)));
        }
      }
      for (Canned body : WITHOUT_CODE) {
        withoutCode(call, body, rows);
      }
    }
    return rows;
  }

  private static List<Canned> naming(String code, int status) {
    String error = "\"error\":" + code;
    String described =
        error + ",\"error_description\":\"no " + Secret.IN_ERROR_DESCRIPTION.value + "\"";
    String token = ",\"access_token\":\"" + Secret.ISSUED_ACCESS_TOKEN.value + "\"";
    return List.of(
        Canned.json(status, "{" + error + "}"),
        Canned.json(status, "{" + described + "}"),
        Canned.json(status, "{" + error + token + ",\"status\":\"success\"}"),
        Canned.of(status, "text/html;charset=UTF-8", "{" + error + "}"));
  }

  private static void withoutCode(Call call, Canned body, List<ErrorRow> rows) {
    for (int status : List.of(200, 401, 403, 408, 425, 500, 502, 503, 504)) {
      rows.add(row(call, at(status, body), Verdict.TRY_LATER, null));
    }
    for (int status : List.of(301, 302, 303, 307, 308)) {
      rows.add(row(call, at(status, body), Verdict.FIX_CONFIGURATION, null));
    }
    rows.add(row(call, at(400, body), Verdict.FIX_CONFIGURATION, null));
    rows.add(row(call, at(429, body), Verdict.WAIT, null));
  }

  private static Canned at(int status, Canned body) {
    return new Canned(status, body.headers(), body.body());
  }

  /** Where one call has its own reading of an answer. */
  private static ErrorRow row(Call call, Canned answer, Verdict usual, @Nullable String code) {
    Verdict verdict = usual;
    if (call == Call.EXCHANGE && usual == Verdict.AUTHORIZE_AGAIN) {
      verdict = Verdict.AUTHORIZE_WITH_NEW_CODE;
    } else if (call == Call.CLIENT_CREDENTIALS && usual == Verdict.AUTHORIZE_AGAIN) {
      verdict = Verdict.FIX_CONFIGURATION; // there is no grant that a person could give again
    } else if (call == Call.REVOKE && isGone(answer, usual)) {
      verdict = Verdict.GONE;
    } else if (call == Call.REVOKE && isUnconfirmed(answer)) {
      verdict = Verdict.KEPT;
    }
    return new ErrorRow(call, answer, verdict, code);
  }

  private static boolean isGone(Canned answer, Verdict usual) {
    boolean confirmed = answer.status() == 200 && answer.body().length == 0;
    return usual == Verdict.AUTHORIZE_AGAIN || confirmed;
  }

  /** A refusal without words proves nothing (protocol, 2.6). */
  private static boolean isUnconfirmed(Canned answer) {
    String body = new String(answer.body(), UTF_8);
    boolean failure = answer.status() == 200 && body.contains("\"status\":\"failure\"");
    boolean refusal = List.of(400, 401, 403).contains(answer.status());
    return !body.contains("\"error\"") && (failure || refusal);
  }

  /** Whether the older form of revocation is refused, so that the newer one is asked, too. */
  public boolean isAskedInBothForms() {
    boolean fixed = verdict == Verdict.KEPT || verdict == Verdict.FIX_CONFIGURATION;
    boolean undocumented = verdict == Verdict.TRY_LATER && errorCode == null && !isUnexplained();
    boolean refusal = answer.status() < 300 || answer.status() / 100 == 4;
    return call == Call.REVOKE && refusal && (fixed || undocumented);
  }
}
