package io.github.zohooauth.localzoho.internal.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.ApiRefusal;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LocalZohoExtension.class)
class ProductApiTest {

  @ParameterizedTest
  @DisplayName(
      "11.1 each product serves its scope, and has its own answers to others and to no hour")
  @CsvSource({
    "API, workdrive/api/v1/files/root, WorkDrive.files.READ, WORKDRIVE_EXPIRED_TOKEN, WORKDRIVE_SCOPE",
    "API, books/v3/contacts, ZohoBooks.fullaccess.all, BOOKS_INVALID_TOKEN, BOOKS_NOT_AUTHORIZED_401",
    "API, creator/v2.1/meta/applications, ZohoCreator.meta.application.READ,"
        + " CREATOR_INVALID_TOKEN, CREATOR_INVALID_TOKEN",
    "CLIQ, api/v2/channels, ZohoCliq.Channels.READ, CLIQ_INVALID_TOKEN, CLIQ_SCOPE_401",
    "MAIL, api/accounts, ZohoMail.accounts.READ, MAIL_INVALID_TOKEN, MAIL_INVALID_TOKEN",
    "PROJECTS, api/v3/portals, ZohoProjects.portals.READ, PROJECTS_INVALID_TOKEN, PROJECTS_SCOPE",
    "SPRINTS, zsapi/teams/, ZohoSprints.teams.READ, EMPTY_401, SPRINTS_SCOPE",
    "CATALYST, baas/v1/project, ZohoCatalyst.projects.READ,"
        + " CATALYST_INVALID_TOKEN, CATALYST_INVALID_TOKEN",
  })
  void product_servesItsScopeOnly(
      ServerRole role,
      String path,
      String scope,
      ApiRefusal invalidToken,
      ApiRefusal missingScope,
      LocalZoho zoho) {
    User user = zoho.user("sg");
    URI server = zoho.server(role, "sg");
    String resource = "/" + path + "?organization_id=" + user.organization();
    TokenCalls calls = TokenCalls.of(zoho, user.selfClient());
    String token = calls.accessToken(scope);

    HttpResponse<String> found = Wire.call(server, resource, token);
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).contains(user.email());
    assertRefused(Wire.call(server, resource, calls.accessToken("email")), missingScope);

    zoho.clock().advance(Duration.ofHours(1));
    HttpResponse<String> expired = Wire.call(server, resource, token);
    assertRefused(expired, invalidToken);
    assertThat(expired.headers().firstValue("WWW-Authenticate").isPresent())
        .isEqualTo(invalidToken == ApiRefusal.WORKDRIVE_EXPIRED_TOKEN);
    assertRefused(Wire.call(server, resource, "1000.fake.token"), invalidToken);
  }

  private static void assertRefused(HttpResponse<String> response, ApiRefusal refusal) {
    assertThat(response.statusCode()).isEqualTo(refusal.status());
    assertThat(response.body()).isEqualTo(refusal.body());
  }
}
