package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.testkit.CrmCaller;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class ServerClientTest {

  static final URI CALLBACK = URI.create("https://app.example/callback");

  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";
  private static final TokenOwner OWNER = TokenOwner.user("42");

  private final CrmCaller crm = new CrmCaller();

  /** A web application that is registered in the United States and enabled in Europe. */
  static Client registered(LocalZoho zoho) {
    return zoho.user("us").serverClient(CALLBACK).enable("eu");
  }

  static ServerClient.Builder builder(LocalZoho zoho, Client registered) {
    return ServerClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .clientSecret(DataCenter.EU, registered.secret("eu"))
        .dataCenter(LocalDataCenters.of(zoho, "us"))
        .dataCenters(LocalDataCenters.of(zoho, "eu"))
        .redirectUri(CALLBACK)
        .clock(zoho.clock());
  }

  @Test
  void user_whoLivesInTheEu_signsInThroughTheUs(LocalZoho zoho) throws Exception {
    Client registered = registered(zoho);
    User user = zoho.user("eu");
    try (ServerClient web = builder(zoho, registered).build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPES);
      assertThat(request.uri().toString()).startsWith(zoho.accountsServer("us") + "/oauth/v2/auth");

      String redirect = zoho.browser(user).open(request.uri()).toString();
      AccessToken token = web.exchange(request, redirect, signIn -> OWNER).accessToken();

      assertThat(token.apiDomain()).isEqualTo(zoho.apiBase("eu", CrmEnvironment.PRODUCTION));
      assertThat(crm.organization(token).statusCode()).isEqualTo(200);
      assertThat(web.forOwner(OWNER).getAccessToken()).isEqualTo(token);
      zoho.clock().advance(Duration.ofHours(1));
      AccessToken renewed = web.forOwner(OWNER).getAccessToken();
      assertThat(crm.organization(renewed).statusCode()).isEqualTo(200);
      assertThat(zoho.tokenRequests())
          .hasSize(2)
          .allMatch(received -> received.location().equals("eu"))
          .allMatch(received -> received.rawQuery().isEmpty());

      web.revoke(OWNER);
      assertThat(crm.organization(renewed).statusCode()).isEqualTo(401);
      assertThat(web.isAuthorized(OWNER)).isFalse();
    }
  }

  @Test
  void request_isKeptAsText_inAWebSession(LocalZoho zoho) {
    Client registered = registered(zoho);
    try (ServerClient web = builder(zoho, registered).build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPES);
      String session = request.text();
      String redirect = zoho.browser(zoho.user("us")).open(request.uri()).toString();
      AuthorizationRequest found = AuthorizationRequest.parse(session);
      assertThat(found).isEqualTo(request);
      String query = redirect.substring(redirect.indexOf('?') + 1);
      assertThat(web.exchange(found, query, signIn -> OWNER)).isNotNull();
    }
  }

  @Test
  void owner_isNamedOnceItIsKnownWhatWasChosen(LocalZoho zoho) throws Exception {
    Client registered = registered(zoho);
    User user = zoho.user("eu");
    String other = user.addOrganization();
    try (ServerClient web = builder(zoho, registered).build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPES);
      String redirect =
          zoho.browser(user)
              .organization(other)
              .environment(CrmEnvironment.SANDBOX)
              .open(request.uri())
              .toString();
      AccessToken token =
          web.exchange(
                  request,
                  redirect,
                  signIn -> {
                    assertThat(signIn.dataCenter().location()).isEqualTo("eu");
                    signIn.putDetail("email", user.email());
                    return TokenOwner.user(user.email())
                        .inOrganization(other)
                        .inEnvironment(signIn.environment().orElseThrow());
                  })
              .accessToken();
      TokenOwner owner =
          TokenOwner.user(user.email()).inOrganization(other).inEnvironment(Environment.SANDBOX);
      assertThat(token.apiDomain()).isEqualTo(zoho.apiBase("eu", CrmEnvironment.SANDBOX));
      assertThat(crm.organization(token).statusCode()).isEqualTo(200);
      assertThat(web.forOwner(owner).getAccessToken()).isEqualTo(token);
      assertThat(web.details(owner)).isEqualTo(Map.of("email", user.email()));
    }
  }

  @Test
  void naming_thatThrows_leavesNoTokensBehind(LocalZoho zoho) throws Exception {
    Client registered = registered(zoho);
    try (ServerClient web = builder(zoho, registered).build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPES);
      String redirect = zoho.browser(zoho.user("us")).open(request.uri()).toString();
      assertThatThrownBy(
              () ->
                  web.exchange(
                      request,
                      redirect,
                      signIn -> {
                        throw new IllegalArgumentException("not one of our users");
                      }))
          .hasMessage("not one of our users");
    }
    assertThat(zoho.requests().stream().map(ReceivedRequest::path))
        .contains("/oauth/v2/token/revoke");
  }

  @Test
  void refusal_isToldAsOne(LocalZoho zoho) {
    Client registered = registered(zoho);
    try (ServerClient web = builder(zoho, registered).build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPES);
      String redirect = zoho.browser(zoho.user("us")).refuse().open(request.uri()).toString();
      assertThatThrownBy(() -> web.exchange(request, redirect, signIn -> OWNER))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("user refused");
    }
    assertThat(zoho.tokenRequests()).isEmpty();
  }

  @Test
  void secretOfTheUsersDataCenter_isMissed_beforeTheCodeIsSpent(LocalZoho zoho) {
    Client registered = registered(zoho);
    try (ServerClient web =
        ServerClient.builder()
            .clientId(registered.id())
            .clientSecret(DataCenter.US, registered.secret())
            .dataCenter(LocalDataCenters.of(zoho, "us"))
            .dataCenters(LocalDataCenters.of(zoho, "eu"))
            .redirectUri(CALLBACK)
            .clock(zoho.clock())
            .build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPES);
      String redirect = zoho.browser(zoho.user("eu")).open(request.uri()).toString();
      assertThatThrownBy(() -> web.exchange(request, redirect, signIn -> OWNER))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("clientSecret(dataCenter, secret)")
          .hasMessageContaining("data center eu");
    }
    assertThat(zoho.tokenRequests()).isEmpty();
  }

  @Test
  void getAccessToken_withoutOwner_namesForOwner(LocalZoho zoho) {
    Client registered = registered(zoho);
    try (ServerClient web = builder(zoho, registered).build()) {
      assertThatThrownBy(web::getAccessToken)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("forOwner");
      assertThat(web.getAccessTokenAsync()).isCompletedExceptionally();
      assertThatThrownBy(web::isAuthorized)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("forOwner");
    }
    try (ServerClient web = builder(zoho, registered).owner(OWNER).build()) {
      assertThatThrownBy(web::getAccessToken).isInstanceOf(AuthorizationRequiredException.class);
      assertThat(web.isAuthorized()).isFalse();
    }
  }
}
