package io.github.zohooauth.localzoho.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.testkit.BrowserCalls;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.RevokeCalls;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Consumer;

/** What the wire shows under each value of the switches of revocation. */
final class RevokeSwitches {
  private static final String SCOPE = "ZohoCRM.org.READ";

  private RevokeSwitches() {}

  static Map<Switch, Consumer<LocalZoho>> expectations() {
    return Map.ofEntries(
        entry(Switch.Revocation.BOTH_FORMS, zoho -> assertForms(zoho, 200, 200)),
        entry(Switch.Revocation.OLDER_FORM, zoho -> assertForms(zoho, 200, 404)),
        entry(Switch.Revocation.NEWER_FORM, zoho -> assertForms(zoho, 404, 200)),
        entry(
            Switch.Revocation.OLDER_FORM_REFUSED_WITH_HTML,
            zoho -> {
              assertForms(zoho, 400, 200);
              assertThat(fake(zoho).body()).startsWith("<!DOCTYPE html>");
            }),
        entry(
            Switch.RevocationAnswer.STATUS_SUCCESS,
            zoho -> assertThat(newer(zoho).body()).isEqualTo("{\"status\":\"success\"}")),
        entry(
            Switch.RevocationAnswer.EMPTY_BODY,
            zoho -> {
              HttpResponse<String> response = newer(zoho);
              assertThat(response.statusCode()).isEqualTo(200);
              assertThat(response.body()).isEmpty();
            }),
        entry(
            Switch.RevocationOfNothing.HTML,
            zoho -> assertThat(fake(zoho).body()).startsWith("<!DOCTYPE html>")),
        entry(
            Switch.RevocationOfNothing.JSON,
            zoho -> assertThat(fake(zoho).body()).startsWith("{\"error\"")),
        entry(
            Switch.RevocationAt.DATA_CENTER_OF_TOKEN,
            zoho -> {
              assertThat(acrossDataCenters(zoho, "us")).isEqualTo(400);
              assertThat(acrossDataCenters(zoho, "eu")).isEqualTo(200);
            }),
        entry(
            Switch.RevocationAt.DATA_CENTER_OF_CLIENT,
            zoho -> {
              assertThat(acrossDataCenters(zoho, "eu")).isEqualTo(400);
              assertThat(acrossDataCenters(zoho, "us")).isEqualTo(200);
            }));
  }

  private static void assertForms(LocalZoho zoho, int older, int newer) {
    Client client = zoho.user("uk").selfClient();
    String token = TokenCalls.of(zoho, client).tokens(SCOPE).path("refresh_token").asText();
    RevokeCalls revoke = new RevokeCalls(zoho.accountsServer("uk"));
    assertThat(revoke.older(token).statusCode()).isEqualTo(older);
    assertThat(newer(zoho).statusCode()).isEqualTo(newer);
  }

  private static HttpResponse<String> newer(LocalZoho zoho) {
    Client client = zoho.user("uk").selfClient();
    String token = TokenCalls.of(zoho, client).tokens(SCOPE).path("refresh_token").asText();
    return new RevokeCalls(zoho.accountsServer("uk"))
        .newer(client.id(), client.secret(), token, "refresh_token");
  }

  private static HttpResponse<String> fake(LocalZoho zoho) {
    HttpResponse<String> response =
        new RevokeCalls(zoho.accountsServer("uk")).older("1000.fake.token");
    assertThat(response.statusCode()).isEqualTo(400);
    return response;
  }

  /** Revokes the token of an EU user whose client is registered in the US, at {@code location}. */
  private static int acrossDataCenters(LocalZoho zoho, String location) {
    Client client = zoho.user("us").serverClient(Browsing.CALLBACK).enable("eu");
    BrowserCalls calls = BrowserCalls.of(zoho, client, zoho.user("eu"));
    HttpResponse<String> tokens = calls.exchange(calls.code("access_type", "offline"));
    String token = Wire.json(tokens).path("refresh_token").asText();
    return new RevokeCalls(zoho.accountsServer(location)).older(token).statusCode();
  }
}
