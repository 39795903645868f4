package io.github.zohooauth.localzoho.internal.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalZohoExtension.class)
class ClientCredentialsTest {

  @Test
  @DisplayName("4.2 client_credentials brings an access token of the named organization only")
  void grant_withSoid_bringsTokenOfThatOrganization(LocalZoho zoho) {
    User user = zoho.user("in");
    String second = user.addOrganization();
    TokenCalls calls = TokenCalls.of(zoho, user.selfClient());

    JsonNode body = Wire.json(calls.clientCredentials("ZohoCRM.org.READ", "ZohoCRM." + second));

    assertThat(body.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "access_token", "scope", "api_domain", "token_type", "expires_in");
    HttpResponse<String> org =
        Wire.call(
            zoho.apiBase("in", CrmEnvironment.PRODUCTION),
            "/crm/v8/org",
            body.path("access_token").asText());
    assertThat(Wire.json(org).at("/org/0/zgid").asText()).isEqualTo(second);
  }

  @Test
  @DisplayName("4.2 a multi-org product without soid is missing_org_info")
  void grant_withoutSoid_isMissingOrgInfo(LocalZoho zoho) {
    HttpResponse<String> response =
        TokenCalls.of(zoho, zoho.user("in").selfClient())
            .token("client_credentials", "scope", "ZohoCRM.org.READ");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(TokenCalls.error(response)).isEqualTo("missing_org_info");
  }

  @Test
  @DisplayName("4.2 a service that acts for the account needs no soid")
  void grant_ofAccountService_needsNoSoid(LocalZoho zoho) {
    HttpResponse<String> response =
        TokenCalls.of(zoho, zoho.user("in").selfClient())
            .token("client_credentials", "scope", "AaaServer.profile.READ");

    assertThat(Wire.json(response).has("access_token")).isTrue();
  }

  @Test
  @DisplayName("4.2 a product with one organization needs no soid, and takes one")
  void grant_ofCliq_needsNoSoid(LocalZoho zoho) {
    User user = zoho.user("in");
    TokenCalls calls = TokenCalls.of(zoho, user.selfClient());
    HttpResponse<String> without =
        calls.token("client_credentials", "scope", "ZohoCliq.Channels.READ");
    HttpResponse<String> with =
        calls.clientCredentials("ZohoCliq.Channels.READ", "ZohoCliq." + user.organization());

    for (HttpResponse<String> response : List.of(without, with)) {
      String token = Wire.json(response).path("access_token").asText();
      assertThat(
              Wire.call(zoho.server(ServerRole.CLIQ, "in"), "/api/v2/channels", token).statusCode())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @DisplayName("12 scopes of many products are known")
  @ValueSource(
      strings = {
        "ZohoSearch.securesearch.READ",
        "ZohoSign.documents.ALL",
        "ZohoPay.payments.READ",
        "ZohoCatalyst.projects.READ",
        "ZohoInvoice.invoices.CREATE",
        "ZohoSubscriptions.plans.READ",
        "ZohoExpense.fullaccess.ALL",
        "ZohoCampaigns.contact.READ",
        "ZohoRecruit.modules.ALL",
        "ZohoCliq.Channels.READ",
        "WorkDrive.files.ALL",
        "phone"
      })
  void grant_ofMoreProducts(String scope, LocalZoho zoho) {
    User user = zoho.user("in");
    HttpResponse<String> response =
        TokenCalls.of(zoho, user.selfClient())
            .clientCredentials(scope, "ZohoOne." + user.organization());

    assertThat(Wire.json(response).path("scope").asText()).isEqualTo(scope);
  }

  @Test
  @DisplayName("4.2 an organization of another user, and no Service.id form, are invalid_soid")
  void grant_ofForeignOrganization_isInvalidSoid(LocalZoho zoho) {
    User user = zoho.user("in");
    String foreign = zoho.user("in").organization();
    TokenCalls calls = TokenCalls.of(zoho, user.selfClient());

    assertThat(TokenCalls.error(calls.clientCredentials("ZohoCRM.org.READ", "ZohoCRM." + foreign)))
        .isEqualTo("invalid_soid");
    assertThat(TokenCalls.error(calls.clientCredentials("ZohoCRM.org.READ", user.organization())))
        .isEqualTo("invalid_soid");
  }

  @Test
  @DisplayName("4.2, 8.2 an unknown or missing scope is invalid_scope")
  void grant_ofUnknownScope_isInvalidScope(LocalZoho zoho) {
    User user = zoho.user("in");
    TokenCalls calls = TokenCalls.of(zoho, user.selfClient());
    String soid = "ZohoCRM." + user.organization();

    for (String scope :
        new String[] {"ZohoCRM.org", "Nothing.such.READ", "ZohoCRM.org.READ,x", "", "READ"}) {
      HttpResponse<String> response = calls.clientCredentials(scope, soid);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(TokenCalls.error(response)).as(scope).isEqualTo("invalid_scope");
    }
  }

  @Test
  @DisplayName("4.2, 8.2 client_credentials checks the client as every grant does")
  void grant_withWrongSecret_isInvalidClientSecret(LocalZoho zoho) {
    HttpResponse<String> response =
        TokenCalls.of(zoho, zoho.user("in").selfClient())
            .post(TokenCalls.TOKEN, "wrong", "client_credentials", "scope", "ZohoCRM.org.READ");

    assertThat(TokenCalls.error(response)).isEqualTo("invalid_client_secret");
  }
}
