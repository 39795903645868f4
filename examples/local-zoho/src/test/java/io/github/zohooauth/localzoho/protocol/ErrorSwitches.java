package io.github.zohooauth.localzoho.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the wire shows under each value of the switches of a failed token call. */
final class ErrorSwitches {
  private static final String SCOPE = "ZohoCRM.org.READ";

  private ErrorSwitches() {}

  static Map<Switch, Consumer<LocalZoho>> expectations() {
    return Map.ofEntries(
        entry(Switch.ScopeError.INVALID_SCOPE, error("invalid_scope", ErrorSwitches::badScope)),
        entry(Switch.ScopeError.INVALID_SCOPES, error("invalid_scopes", ErrorSwitches::badScope)),
        entry(Switch.SoidError.INVALID_SOID, error("invalid_soid", ErrorSwitches::badSoid)),
        entry(Switch.SoidError.INVALID_ORG, error("invalid_org", ErrorSwitches::badSoid)),
        entry(
            Switch.GrantTypeError.HTML_400,
            zoho -> assertThat(noGrantType(zoho).body()).startsWith("<!DOCTYPE html>")),
        entry(
            Switch.GrantTypeError.INVALID_CLIENT,
            zoho ->
                assertThat(noGrantType(zoho).body()).isEqualTo("{\"error\":\"invalid_client\"}")),
        entry(
            Switch.NotEnabledError.INVALID_CLIENT,
            error("invalid_client", ErrorSwitches::notEnabled)),
        entry(
            Switch.NotEnabledError.INVALID_CODE, error("invalid_code", ErrorSwitches::notEnabled)),
        entry(Switch.ClientSecretErrorStatus.OK_200, status(200, ErrorSwitches::badSecret)),
        entry(
            Switch.ClientSecretErrorStatus.BAD_REQUEST_400, status(400, ErrorSwitches::badSecret)),
        entry(Switch.RedirectUriErrorStatus.OK_200, status(200, ErrorSwitches::badRedirectUri)),
        entry(
            Switch.RedirectUriErrorStatus.BAD_REQUEST_400,
            status(400, ErrorSwitches::badRedirectUri)),
        entry(Switch.ScopeErrorStatus.OK_200, status(200, ErrorSwitches::badScope)),
        entry(Switch.ScopeErrorStatus.BAD_REQUEST_400, status(400, ErrorSwitches::badScope)),
        entry(
            Switch.OrganizationErrorStatus.OK_200,
            status(200, ErrorSwitches::noSoid).andThen(status(200, ErrorSwitches::badSoid))),
        entry(
            Switch.OrganizationErrorStatus.BAD_REQUEST_400,
            status(400, ErrorSwitches::noSoid).andThen(status(400, ErrorSwitches::badSoid))),
        entry(
            Switch.ThrottleAnswer.ACCESS_DENIED_200,
            status(200, ErrorSwitches::throttled)
                .andThen(error("Access Denied", ErrorSwitches::throttled))
                .andThen(ErrorSwitches::assertTooManyRequests)),
        entry(
            Switch.ThrottleAnswer.ACCESS_DENIED_400,
            status(400, ErrorSwitches::throttled)
                .andThen(error("Access Denied", ErrorSwitches::throttled))
                .andThen(ErrorSwitches::assertTooManyRequests)),
        entry(
            Switch.ThrottleAnswer.LOWER_CASE_ACCESS_DENIED_200,
            status(200, ErrorSwitches::throttled)
                .andThen(error("access_denied", ErrorSwitches::throttled))),
        entry(
            Switch.RetryAfter.ABSENT,
            zoho -> assertThat(throttled(zoho).headers().firstValue("Retry-After")).isEmpty()),
        entry(
            Switch.RetryAfter.PRESENT,
            zoho ->
                assertThat(throttled(zoho).headers().firstValue("Retry-After")).contains("600")),
        entry(
            Switch.ErrorDescription.THROTTLE_ONLY,
            zoho -> assertThat(Wire.json(badSecret(zoho)).has("error_description")).isFalse()),
        entry(
            Switch.ErrorDescription.EVERY_ERROR,
            zoho -> assertThat(Wire.json(badSecret(zoho)).has("error_description")).isTrue()),
        entry(Switch.SpacesBetweenScopes.REFUSED, error("invalid_scope", ErrorSwitches::spaces)),
        entry(Switch.SpacesBetweenScopes.ACCEPTED, error("", ErrorSwitches::spaces)));
  }

  private static Consumer<LocalZoho> error(
      String code, Function<LocalZoho, HttpResponse<String>> call) {
    return zoho -> assertThat(TokenCalls.error(call.apply(zoho))).isEqualTo(code);
  }

  private static Consumer<LocalZoho> status(
      int status, Function<LocalZoho, HttpResponse<String>> call) {
    return zoho -> assertThat(call.apply(zoho).statusCode()).isEqualTo(status);
  }

  private static void assertTooManyRequests(LocalZoho zoho) {
    assertThat(Wire.json(throttled(zoho)).path("error_description").asText())
        .contains("too many requests continuously");
  }

  private static HttpResponse<String> badScope(LocalZoho zoho) {
    return credentials(zoho, "Nothing.such.READ", "");
  }

  private static HttpResponse<String> badSoid(LocalZoho zoho) {
    return credentials(zoho, SCOPE, "ZohoCRM.0");
  }

  private static HttpResponse<String> noSoid(LocalZoho zoho) {
    return credentials(zoho, SCOPE, "");
  }

  private static HttpResponse<String> spaces(LocalZoho zoho) {
    return credentials(zoho, "AaaServer.profile.READ email", "");
  }

  private static HttpResponse<String> credentials(LocalZoho zoho, String scope, String soid) {
    return TokenCalls.of(zoho, zoho.user("sa").selfClient()).clientCredentials(scope, soid);
  }

  private static HttpResponse<String> noGrantType(LocalZoho zoho) {
    return Wire.post(zoho.accountsServer("sa"), TokenCalls.TOKEN);
  }

  private static HttpResponse<String> notEnabled(LocalZoho zoho) {
    return TokenCalls.at(zoho, zoho.user("sa").selfClient(), "us").refresh("1000.x.y");
  }

  private static HttpResponse<String> badSecret(LocalZoho zoho) {
    return TokenCalls.of(zoho, zoho.user("sa").selfClient())
        .post(TokenCalls.TOKEN, "wrong", "refresh_token");
  }

  private static HttpResponse<String> badRedirectUri(LocalZoho zoho) {
    return TokenCalls.of(zoho, zoho.user("sa").selfClient())
        .token("authorization_code", "redirect_uri", "https://app.example/");
  }

  private static HttpResponse<String> throttled(LocalZoho zoho) {
    zoho.throttleNextTokenCalls(1);
    return TokenCalls.of(zoho, zoho.user("sa").selfClient()).refresh("1000.x.y");
  }
}
