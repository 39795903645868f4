package io.github.zohooauth.localzoho.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.function.Consumer;

/** What the wire shows under each value of the switches of a successful token call. */
final class TokenSwitches {
  private static final String SCOPES = "ZohoCRM.org.READ,ZohoCRM.users.READ";

  private TokenSwitches() {}

  static Map<Switch, Consumer<LocalZoho>> expectations() {
    return Map.ofEntries(
        entry(
            Switch.ServerInfo.KNOWN_DATA_CENTERS,
            zoho -> assertThat(indiaEnterprise(zoho)).isEmpty()),
        entry(
            Switch.ServerInfo.NAMES_INDIA_ENTERPRISE_TOO,
            zoho -> assertThat(indiaEnterprise(zoho)).isEqualTo("https://accounts.zohohq.in")),
        entry(
            Switch.ApiDomain.WWW_ZOHOAPIS,
            zoho ->
                assertThat(apiDomain(zoho, CrmEnvironment.PRODUCTION))
                    .isEqualTo(zoho.apiBase("ca", CrmEnvironment.PRODUCTION).toString())),
        entry(
            Switch.ApiDomain.API_ZOHO,
            zoho ->
                assertThat(apiDomain(zoho, CrmEnvironment.PRODUCTION))
                    .isEqualTo("https://api.zohocloud.ca")),
        entry(
            Switch.ApiDomain.PRODUCT_HOST,
            zoho ->
                assertThat(apiDomain(zoho, CrmEnvironment.PRODUCTION))
                    .isEqualTo("https://fsm.zohocloud.ca")),
        entry(
            Switch.EnvironmentInApiDomain.NAMED,
            zoho ->
                assertThat(apiDomain(zoho, CrmEnvironment.SANDBOX))
                    .isEqualTo(zoho.apiBase("ca", CrmEnvironment.SANDBOX).toString())),
        entry(
            Switch.EnvironmentInApiDomain.ALWAYS_PRODUCTION,
            zoho ->
                assertThat(apiDomain(zoho, CrmEnvironment.SANDBOX))
                    .isEqualTo(zoho.apiBase("ca", CrmEnvironment.PRODUCTION).toString())),
        entry(
            Switch.ScopeInAnswer.PRESENT,
            zoho ->
                assertThat(tokens(zoho).path("scope").asText())
                    .isEqualTo("ZohoCRM.org.READ ZohoCRM.users.READ")),
        entry(Switch.ScopeInAnswer.ABSENT, zoho -> assertThat(tokens(zoho).has("scope")).isFalse()),
        entry(
            Switch.Parameters.BODY_QUERY_OR_BASIC,
            zoho -> assertThat(queryStatus(zoho)).isEqualTo(200)),
        entry(Switch.Parameters.BODY_ONLY, zoho -> assertThat(queryStatus(zoho)).isEqualTo(400)),
        entry(Switch.ExpiresIn.SECONDS, zoho -> assertLife(zoho, "3600", "")),
        entry(
            Switch.ExpiresIn.MILLISECONDS_BESIDE_EXPIRES_IN_SEC,
            zoho -> assertLife(zoho, "3600000", "3600")),
        entry(Switch.ExpiresIn.ONLY_EXPIRES_IN_SEC, zoho -> assertLife(zoho, "", "3600")),
        entry(Switch.ExpiresIn.NUMERIC_STRING, zoho -> assertLife(zoho, "\"3600\"", "")),
        entry(Switch.ExpiresIn.ABSENT, zoho -> assertLife(zoho, "", "")),
        entry(
            Switch.ScopeInRefresh.IGNORED,
            zoho -> assertThat(narrowed(zoho)).isEqualTo("ZohoCRM.org.READ ZohoCRM.users.READ")),
        entry(
            Switch.ScopeInRefresh.NARROWS,
            zoho -> assertThat(narrowed(zoho)).isEqualTo("ZohoCRM.org.READ")),
        entry(
            Switch.ClientCredentialsPath.OAUTH_V2_TOKEN,
            zoho -> {
              assertThat(clientCredentials(zoho, "/oauth/v2/token")).isEqualTo(200);
              assertThat(clientCredentials(zoho, "/oauth/v2/auth")).isEqualTo(400);
            }),
        entry(
            Switch.ClientCredentialsPath.OAUTH_V2_AUTH,
            zoho -> {
              assertThat(clientCredentials(zoho, "/oauth/v2/auth")).isEqualTo(200);
              assertThat(clientCredentials(zoho, "/oauth/v2/token")).isEqualTo(400);
            }));
  }

  private static String indiaEnterprise(LocalZoho zoho) {
    return Wire.json(Wire.get(zoho.accountsServer("us"), "/oauth/serverinfo"))
        .at("/locations/inec")
        .asText();
  }

  private static JsonNode tokens(LocalZoho zoho) {
    return TokenCalls.of(zoho, zoho.user("ca").selfClient()).tokens(SCOPES);
  }

  private static String apiDomain(LocalZoho zoho, CrmEnvironment environment) {
    Client client = zoho.user("ca").selfClient();
    String code = client.newCode().scopes(SCOPES).environment(environment).issue();
    return Wire.json(TokenCalls.of(zoho, client).exchange(code)).path("api_domain").asText();
  }

  private static void assertLife(LocalZoho zoho, String expiresIn, String expiresInSec) {
    JsonNode tokens = tokens(zoho);
    assertThat(tokens.path("expires_in").toString()).isEqualTo(expiresIn);
    assertThat(tokens.path("expires_in_sec").toString()).isEqualTo(expiresInSec);
  }

  private static int queryStatus(LocalZoho zoho) {
    return Wire.send(
            HttpRequest.newBuilder(
                    zoho.accountsServer("ca")
                        .resolve(TokenCalls.TOKEN + "?grant_type=refresh_token"))
                .POST(BodyPublishers.noBody()))
        .statusCode();
  }

  private static String narrowed(LocalZoho zoho) {
    TokenCalls calls = TokenCalls.of(zoho, zoho.user("ca").selfClient());
    String refreshToken = calls.tokens(SCOPES).path("refresh_token").asText();
    return Wire.json(
            calls.token(
                "refresh_token", "refresh_token", refreshToken, "scope", "ZohoCRM.org.READ"))
        .path("scope")
        .asText();
  }

  private static int clientCredentials(LocalZoho zoho, String path) {
    User user = zoho.user("ca");
    String soid = "ZohoCRM." + user.organization();
    return TokenCalls.of(zoho, user.selfClient())
        .post(
            path,
            user.selfClient().secret(),
            "client_credentials",
            "scope",
            "ZohoCRM.org.READ",
            "soid",
            soid)
        .statusCode();
  }
}
