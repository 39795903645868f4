package io.github.zohooauth.localzoho.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Consumer;

/** What the wire shows under each value of the switches of refusals that are not about a token. */
final class RefusalSwitches {
  private static final String FILES = "/workdrive/api/v1/files/";
  private static final String CHANNELS = "/api/v2/channels";

  private RefusalSwitches() {}

  static Map<Switch, Consumer<LocalZoho>> expectations() {
    return Map.ofEntries(
        entry(ApiSwitch.UnknownFolder.UNAUTHORIZED_401, zoho -> assertUnknownFolder(zoho, 401)),
        entry(ApiSwitch.UnknownFolder.NOT_FOUND_404, zoho -> assertUnknownFolder(zoho, 404)),
        entry(
            ApiSwitch.WorkDriveScope.F7007,
            zoho -> assertRefused(withoutScope(zoho), ApiRefusal.WORKDRIVE_SCOPE)),
        entry(
            ApiSwitch.WorkDriveScope.EMPTY_BODY,
            zoho -> assertRefused(withoutScope(zoho), ApiRefusal.EMPTY_401)),
        entry(
            ApiSwitch.BooksNotAuthorized.UNAUTHORIZED_401,
            zoho -> assertRefused(foreignBooks(zoho), ApiRefusal.BOOKS_NOT_AUTHORIZED_401)),
        entry(
            ApiSwitch.BooksNotAuthorized.BAD_REQUEST_400,
            zoho -> assertRefused(foreignBooks(zoho), ApiRefusal.BOOKS_NOT_AUTHORIZED_400)),
        entry(
            ApiSwitch.CliqScope.UNAUTHORIZED_401,
            zoho -> assertRefused(cliq(zoho), ApiRefusal.CLIQ_SCOPE_401)),
        entry(
            ApiSwitch.CliqScope.FORBIDDEN_403,
            zoho -> assertRefused(cliq(zoho), ApiRefusal.CLIQ_SCOPE_403)),
        entry(
            ApiSwitch.CliqScope.SCOPE_MISMATCH_401,
            zoho -> assertRefused(cliq(zoho), ApiRefusal.CLIQ_SCOPE_MISMATCH)),
        entry(
            ApiSwitch.DeskMismatch.FORBIDDEN_403,
            zoho -> {
              assertRefused(deskWithoutScope(zoho), ApiRefusal.DESK_SCOPE_403);
              assertRefused(foreignDesk(zoho), ApiRefusal.DESK_ORGANIZATION_403);
            }),
        entry(
            ApiSwitch.DeskMismatch.UNAUTHORIZED_401,
            zoho -> {
              assertRefused(deskWithoutScope(zoho), ApiRefusal.DESK_SCOPE_401);
              assertRefused(foreignDesk(zoho), ApiRefusal.DESK_ORGANIZATION_401);
            }));
  }

  private static void assertUnknownFolder(LocalZoho zoho, int status) {
    String token = token(zoho, zoho.user("ca"), "WorkDrive.files.READ");
    HttpResponse<String> response = at(zoho, ServerRole.API, FILES + "deleted", token);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(ApiRefusal.WORKDRIVE_UNKNOWN_FOLDER.body());
    assertThat(at(zoho, ServerRole.API, FILES + "root", token).statusCode()).isEqualTo(200);
    assertThat(zoho.accepts(token)).isTrue();
  }

  private static HttpResponse<String> withoutScope(LocalZoho zoho) {
    return at(zoho, ServerRole.API, FILES + "root", token(zoho, zoho.user("ca"), "email"));
  }

  private static HttpResponse<String> foreignBooks(LocalZoho zoho) {
    String token = token(zoho, zoho.user("ca"), "ZohoBooks.fullaccess.all");
    String foreign = zoho.user("ca").organization();
    return at(zoho, ServerRole.API, "/books/v3/contacts?organization_id=" + foreign, token);
  }

  private static HttpResponse<String> cliq(LocalZoho zoho) {
    return at(zoho, ServerRole.CLIQ, CHANNELS, token(zoho, zoho.user("ca"), "email"));
  }

  private static HttpResponse<String> deskWithoutScope(LocalZoho zoho) {
    return at(zoho, ServerRole.DESK, "/api/v1/tickets", token(zoho, zoho.user("ca"), "email"));
  }

  private static HttpResponse<String> foreignDesk(LocalZoho zoho) {
    String token = token(zoho, zoho.user("ca"), "Desk.tickets.READ");
    String foreign = zoho.user("ca").organization();
    String header = "Zoho-oauthtoken " + token;
    return Wire.get(zoho.desk("ca"), "/api/v1/tickets", "Authorization", header, "orgId", foreign);
  }

  private static HttpResponse<String> at(
      LocalZoho zoho, ServerRole role, String path, String token) {
    return Wire.call(zoho.server(role, "ca"), path, token);
  }

  private static void assertRefused(HttpResponse<String> response, ApiRefusal refusal) {
    assertThat(response.statusCode()).isEqualTo(refusal.status());
    assertThat(response.body()).isEqualTo(refusal.body());
  }

  private static String token(LocalZoho zoho, User user, String scopes) {
    return TokenCalls.of(zoho, user.selfClient()).accessToken(scopes);
  }
}
