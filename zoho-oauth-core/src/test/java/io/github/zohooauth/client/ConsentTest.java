package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.testkit.CrmCaller;
import io.github.zohooauth.testkit.SeenLogs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Zoho is asked for at consent, and what comes of it. */
@ExtendWith(LocalZohoExtension.class)
class ConsentTest {

  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";
  private static final TokenOwner OWNER = TokenOwner.user("42");

  private final CrmCaller crm = new CrmCaller();

  @Test
  void secondConsent_withoutPrompt_leavesTheRefreshTokenThatIsThere(LocalZoho zoho) {
    Client registered = ServerClientTest.registered(zoho);
    User user = zoho.user("us");
    var browser = zoho.browser(user);
    try (ServerClient web = ServerClientTest.builder(zoho, registered).build()) {
      AuthorizationRequest first = web.authorizationRequest(SCOPES);
      AccessToken token =
          web.exchange(first, browser.open(first.uri()).toString(), signIn -> OWNER).accessToken();
      AuthorizationRequest second = web.authorizationRequest(SCOPES);
      String redirect = browser.open(second.uri()).toString();
      assertThatThrownBy(() -> web.exchange(second, redirect, signIn -> OWNER))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("prompt=consent");
      assertThat(web.forOwner(OWNER).getAccessToken()).isEqualTo(token);
      AuthorizationRequest third = web.newAuthorizationRequest(SCOPES).promptConsent().build();
      String consented = browser.open(third.uri()).toString();
      AccessToken next =
          web.exchange(
                  third,
                  consented,
                  signIn -> {
                    assertThat(signIn.hasRefreshToken()).isTrue();
                    return OWNER;
                  })
              .accessToken();
      assertThat(next).isNotEqualTo(token);
    }
  }

  @Test
  void online_bringsAnAccessTokenAlone(LocalZoho zoho) {
    Client registered = ServerClientTest.registered(zoho);
    try (ServerClient web = ServerClientTest.builder(zoho, registered).build()) {
      AuthorizationRequest request = web.newAuthorizationRequest(SCOPES).online().build();
      web.exchange(
          request, zoho.browser(zoho.user("us")).open(request.uri()).toString(), signIn -> OWNER);
      zoho.clock().advance(Duration.ofHours(1));
      assertThat(web.isAuthorized(OWNER)).isFalse();
      assertThatThrownBy(() -> web.forOwner(OWNER).getAccessToken())
          .isInstanceOf(AuthorizationRequiredException.class);
    }
  }

  @Test
  void instanceLevel_isAuthorizedAtItsOwnPath(LocalZoho zoho) throws Exception {
    Client registered = ServerClientTest.registered(zoho);
    try (ServerClient web = ServerClientTest.builder(zoho, registered).build()) {
      AuthorizationRequest request = web.newAuthorizationRequest(SCOPES).instanceLevel().build();
      assertThat(request.uri().getPath()).isEqualTo("/oauth/v2/org/auth");
      String redirect = zoho.browser(zoho.user("us")).open(request.uri()).toString();
      AccessToken token =
          web.exchange(request, redirect, signIn -> TokenOwner.organization("600")).accessToken();
      assertThat(crm.organization(token).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void consentForThe21stRefreshToken_isWarnedOf(LocalZoho zoho) {
    Client registered = ServerClientTest.registered(zoho);
    var browser = zoho.browser(zoho.user("us"));
    try (SeenLogs logs = new SeenLogs();
        ServerClient web = ServerClientTest.builder(zoho, registered).build()) {
      for (int i = 0; i < 20; i++) {
        zoho.clock().advance(Duration.ofMinutes(2));
        AuthorizationRequest request =
            web.newAuthorizationRequest(SCOPES).promptConsent().forOwner(OWNER).build();
        web.exchange(request, browser.open(request.uri()).toString(), signIn -> OWNER);
      }
      assertThat(logs.drain()).isEmpty();
      web.newAuthorizationRequest(SCOPES).promptConsent().forOwner(OWNER).build();
      assertThat(List.copyOf(logs.drain()))
          .singleElement()
          .asString()
          .contains("has had 20 refresh tokens")
          .contains("user=42");
      web.newAuthorizationRequest(SCOPES).forOwner(OWNER).build();
      assertThat(logs.drain()).as("without a prompt none is issued").isEmpty();
    }
  }
}
