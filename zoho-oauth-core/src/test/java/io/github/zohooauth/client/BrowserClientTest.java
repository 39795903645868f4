package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CrmCaller;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that a user's browser brings, and brings again: the client is of the US, the user not. */
@ExtendWith(LocalZohoExtension.class)
class BrowserClientTest {

  private static final URI CALLBACK = URI.create("https://app.example/callback");
  private static final String[] SCOPES = {"ZohoCRM.modules.ALL", "ZohoCRM.org.READ"};
  private static final Duration HOUR = Duration.ofHours(1);
  private static final TokenOwner OWNER = TokenOwner.user("42");

  private final CrmCaller crm = new CrmCaller();
  private final TokenStore store = TokenStore.inMemory();
  private LocalZoho zoho;
  private ScriptedBrowser browser;
  private BrowserClient client;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    User user = zoho.user("eu");
    browser = zoho.browser(user);
    Client registered = zoho.user("us").browserClient(CALLBACK).enable("eu");
    client =
        BrowserClient.builder()
            .clientId(registered.id())
            .dataCenter(LocalDataCenters.of(zoho, "us"))
            .dataCenters(LocalDataCenters.of(zoho, "eu"))
            .redirectUri(CALLBACK)
            .tokenStore(store)
            .clock(zoho.clock())
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private AccessToken signIn(ScriptedBrowser by, TokenOwner owner) {
    AuthorizationRequest request = client.authorizationRequest(SCOPES);
    return client.accept(request, by.open(request.uri()).toString(), signIn -> owner).accessToken();
  }

  private AuthorizationRequiredException required(TokenOwner owner) {
    return catchThrowableOfType(
        AuthorizationRequiredException.class, () -> client.forOwner(owner).getAccessToken());
  }

  private String accounts(String location) {
    return zoho.accountsServer(location).toString();
  }

  @Test
  void accept_ofRedirect_bringsTheTokenOfTheUsersDataCenter() throws Exception {
    AuthorizationRequest request = client.authorizationRequest(SCOPES);
    assertThat(request.uri().toString())
        .startsWith(accounts("us") + "/oauth/v2/auth?")
        .contains("response_type=token", "&state=" + request.state(), "&nonce=" + request.nonce);
    assertThat(client.isAuthorized()).isFalse();
    AccessToken token =
        client.accept(request, browser.open(request.uri()).toString()).accessToken();
    assertThat(crm.organization(token).statusCode()).isEqualTo(200);
    assertThat(token.scopes()).as("not said, so those asked for").containsExactly(SCOPES);
    assertThat(client.isAuthorized()).isTrue();
    assertThat(client.getAccessToken()).isEqualTo(token);
    assertThat(zoho.tokenRequests()).isEmpty();
  }

  @Test
  void getAccessToken_servesTheToken_toItsVeryEnd() {
    AccessToken token = signIn(browser, OWNER);
    zoho.clock().advance(HOUR.minusSeconds(30));
    assertThat(client.forOwner(OWNER).getAccessToken()).as("hard margin").isEqualTo(token);
    zoho.clock().advance(Duration.ofMillis(29_999));
    assertThat(client.forOwner(OWNER).getAccessToken()).isEqualTo(token);
    zoho.clock().advance(Duration.ofMillis(1));
    assertThat(client.isAuthorized(OWNER)).isFalse();
    assertThat(required(OWNER)).hasMessageContaining("has expired");
  }

  @Test
  void tokensLife_countsFromTheRequest() {
    AuthorizationRequest request = client.authorizationRequest(SCOPES);
    String redirect = browser.open(request.uri()).toString();
    zoho.clock().advance(Duration.ofMinutes(9));
    AccessToken token = client.accept(request, redirect).accessToken();
    assertThat(Duration.between(zoho.clock().instant(), token.expiresAt())).hasMinutes(51);
  }

  @Test
  void expired_withoutGrantForSession_asksTheUserAtHome() throws Exception {
    AccessToken first = signIn(browser, OWNER);
    zoho.clock().advance(HOUR);
    assertThat(required(OWNER)).hasMessageContaining("has expired");
    AuthorizationRequest request = client.renewalRequest(OWNER).orElseThrow();
    assertThat(request.uri().toString()).startsWith(accounts("us") + "/oauth/v2/auth?");
    assertThat(request.scopes()).containsExactly(SCOPES);
    AccessToken next =
        client
            .accept(request, browser.open(request.uri()).toString(), signIn -> OWNER)
            .accessToken();
    assertThat(next).isNotEqualTo(first).isEqualTo(client.forOwner(OWNER).getAccessToken());
    assertThat(crm.organization(next).statusCode()).isEqualTo(200);
  }

  @Test
  void expired_withGrantForSession_renewsSilentlyWhereTheUserLives_andKeepsDetails()
      throws Exception {
    AuthorizationRequest first = client.authorizationRequest(SCOPES);
    String redirect = browser.grantForSession().open(first.uri()).toString();
    AccessToken token =
        client
            .accept(
                first,
                redirect,
                signIn -> {
                  signIn.putDetail("name", "Ada");
                  return client.owner();
                })
            .accessToken();
    zoho.clock().advance(HOUR);
    for (int hours = 0; hours < 3; hours++) {
      AuthorizationRequest request = client.renewalRequest().orElseThrow();
      assertThat(request.uri().toString()).startsWith(accounts("eu") + "/oauth/v2/auth/refresh?");
      assertThat(request.scopes()).containsExactly(SCOPES);
      int before = zoho.requests().size();
      String answer = browser.open(request.uri()).toString();
      assertThat(zoho.requests()).as("no page").hasSize(before + 1);
      AccessToken next = client.accept(request, answer).accessToken();
      assertThat(next).isNotEqualTo(token);
      assertThat(crm.organization(next).statusCode()).isEqualTo(200);
      assertThat(client.details(client.owner())).isEqualTo(Map.of("name", "Ada"));
      zoho.clock().advance(HOUR);
    }
  }

  @Test
  void answerOfSilentRenewal_withoutLocation_isOfTheDataCenterThatWasAsked() {
    signIn(browser.grantForSession(), OWNER);
    zoho.clock().advance(HOUR);
    AuthorizationRequest request = client.renewalRequest(OWNER).orElseThrow();
    client.accept(request, "#access_token=1000.x&state=" + request.state(), signIn -> OWNER);
    assertThat(client.forOwner(OWNER).getAccessToken().apiDomain())
        .isEqualTo(LocalDataCenters.of(zoho, "eu").apiDomain(Environment.PRODUCTION).orElseThrow());
  }

  @Test
  void silentRenewal_ofUserWhoSignedOut_saysSo() {
    signIn(browser.grantForSession(), OWNER);
    zoho.clock().advance(HOUR);
    AuthorizationRequest silent = client.renewalRequest(OWNER).orElseThrow();
    browser.signOut();
    AuthorizationRequest full = refused(silent, browser, "client_not_granted");
    assertThat(client.accept(full, browser.open(full.uri()).toString(), signIn -> OWNER))
        .isNotNull();
  }

  @Test
  void silentRenewal_ofMoreThanWasGranted_saysSo() {
    signIn(browser.grantForSession(), OWNER);
    zoho.clock().advance(HOUR);
    AuthorizationRequest silent = client.renewalRequest(OWNER).orElseThrow();
    AuthorizationRequest less = client.authorizationRequest("ZohoBooks.fullaccess.all");
    browser.grantForSession().open(less.uri());
    AuthorizationRequest full = refused(silent, browser, "prompt_required");
    assertThat(full.scopes()).containsExactly(SCOPES);
  }

  @Test
  void refusal_saysSo() {
    AuthorizationRequest request = client.authorizationRequest(SCOPES);
    refused(request, browser.refuse(), "access_denied");
  }

  private AuthorizationRequest refused(
      AuthorizationRequest request, ScriptedBrowser by, String error) {
    String answer = by.open(request.uri()).toString();
    AuthorizationRequiredException refusal =
        catchThrowableOfType(
            AuthorizationRequiredException.class,
            () -> client.accept(request, answer, signIn -> OWNER));
    assertThat(refusal.errorCode()).contains(error);
    return client.authorizationRequest(SCOPES);
  }

  @Test
  void nothingStored_needsTheApplicationToSayTheScopes() {
    AuthorizationRequiredException required = required(OWNER);
    assertThat(required).hasMessageContaining("nothing is stored");
    assertThat(client.renewalRequest(OWNER)).isEmpty();
  }

  @Test
  void revoke_endsTheToken_atZoho() throws Exception {
    AccessToken token = signIn(browser, OWNER);
    client.revoke(OWNER);
    assertThat(crm.organization(token).statusCode()).isEqualTo(401);
    assertThat(client.isAuthorized(OWNER)).isFalse();
  }

  @Test
  void resolverThatThrows_revokesTheToken() throws Exception {
    AuthorizationRequest request = client.authorizationRequest(SCOPES);
    String redirect = browser.open(request.uri()).toString();
    IllegalStateException stop = new IllegalStateException("stop");
    AccessToken[] seen = new AccessToken[1];
    assertThatThrownBy(
            () ->
                client.accept(
                    request,
                    redirect,
                    signIn -> {
                      seen[0] = signIn.accessToken();
                      throw stop;
                    }))
        .isSameAs(stop);
    assertThat(crm.organization(seen[0]).statusCode()).isEqualTo(401);
    assertThat(client.isAuthorized(OWNER)).isFalse();
  }
}
