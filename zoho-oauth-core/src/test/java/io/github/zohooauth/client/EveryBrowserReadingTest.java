package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.BrowserSwitch;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.IdentitySwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CrmCaller;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client-based client's whole life, under each reading of the protocol. */
class EveryBrowserReadingTest {

  private static final URI CALLBACK = URI.create("http://localhost:8765/callback");
  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final TokenOwner SANDBOX = TokenOwner.unnamed().inEnvironment(Environment.SANDBOX);

  private final CrmCaller crm = new CrmCaller();

  static Stream<Reading> readings() {
    return Stream.concat(Stream.of(Reading.documented()), Reading.alternatives().stream());
  }

  private static BrowserClient client(
      LocalZoho zoho, Reading reading, TokenStore store, Client registered) {
    BrowserClient.Builder builder =
        BrowserClient.builder()
            .clientId(registered.id())
            .dataCenter(LocalDataCenters.of(zoho, "us"))
            .dataCenters(LocalDataCenters.of(zoho, "in"))
            .redirectUri(CALLBACK)
            .tokenStore(store)
            .clock(zoho.clock());
    if (reading.is(BrowserSwitch.SilentRenewalPath.OAUTH_V2_REFRESH)) {
      builder.shortRenewalPath();
    }
    if (reading.is(IdentitySwitch.IssuerClaim.ABSENT)) {
      builder.acceptIdTokenWithout("iss");
    }
    if (reading.is(IdentitySwitch.ExpiryClaim.ABSENT)) {
      builder.acceptIdTokenWithout("exp");
    }
    if (reading.is(IdentitySwitch.IssuedAtClaim.ABSENT)) {
      builder.acceptIdTokenWithout("iat");
    }
    if (reading.is(IdentitySwitch.Nonce.NOT_ECHOED)) {
      builder.acceptIdTokenWithout("nonce");
    }
    return builder.build();
  }

  @ParameterizedTest
  @MethodSource("readings")
  void signIn_call_restart_silentRenewal_revocation(Reading reading) throws Exception {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      User user = zoho.user("in");
      ScriptedBrowser browser = zoho.browser(user).grantForSession();
      Client registered = zoho.user("us").browserClient(CALLBACK).enable("in");
      TokenStore store = TokenStore.inMemory();
      TokenOwner owner = TokenOwner.user(user.email());
      AccessToken first;
      try (BrowserClient client = client(zoho, reading, store, registered)) {
        AuthorizationRequest request = client.authorizationRequest(SCOPES, "openid,email");
        first =
            client
                .accept(
                    request,
                    browser.open(request.uri()).toString(),
                    signIn -> TokenOwner.user(signIn.idToken().email()))
                .accessToken();
        assertThat(crm.organization(first).statusCode()).isEqualTo(200);
        zoho.clock().advance(HOUR.minusSeconds(1));
        assertThat(client.forOwner(owner).getAccessToken()).isEqualTo(first);
      }
      zoho.clock().advance(Duration.ofSeconds(1));
      assertThat(crm.organization(first).statusCode()).isEqualTo(401);
      try (BrowserClient restarted = client(zoho, reading, store, registered)) {
        TokenProvider tokens = restarted.forOwner(owner);
        AuthorizationRequest silent = restarted.renewalRequest(owner).orElseThrow();
        AccessToken next =
            restarted
                .accept(silent, browser.open(silent.uri()).toString(), signIn -> owner)
                .accessToken();
        assertThat(next).isNotEqualTo(first).isEqualTo(tokens.getAccessToken());
        assertThat(next.scopes()).isEqualTo(first.scopes());
        assertThat(crm.organization(next).statusCode()).isEqualTo(200);

        restarted.revoke(owner);
        assertThat(restarted.isAuthorized(owner)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.zohooauth.client.EverySignInReadingTest#readingsOfSignIn")
  void sandboxOwner_reachesTheSandbox_untilRevoked(Reading reading) throws Exception {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      ScriptedBrowser browser = zoho.browser(zoho.user("us")).environment(CrmEnvironment.SANDBOX);
      Client registered = zoho.user("us").browserClient(CALLBACK);
      try (BrowserClient client = client(zoho, reading, TokenStore.inMemory(), registered)) {
        AuthorizationRequest request = client.authorizationRequest(SCOPES);
        String answer = browser.open(request.uri()).toString();
        AccessToken token = client.accept(request, answer, signIn -> SANDBOX).accessToken();
        assertThat(token.apiDomain()).isEqualTo(zoho.apiBase("us", CrmEnvironment.SANDBOX));
        assertThat(crm.organization(token).statusCode()).isEqualTo(200);

        client.revoke(SANDBOX);
        assertThat(crm.organization(token).statusCode()).isEqualTo(401);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.zohooauth.client.EverySignInReadingTest#readingsOfSignIn")
  void refusal_andSignedOutUser_haveEachTheirError(Reading reading) {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      ScriptedBrowser browser = zoho.browser(zoho.user("us")).grantForSession();
      Client registered = zoho.user("us").browserClient(CALLBACK);
      try (BrowserClient client = client(zoho, reading, TokenStore.inMemory(), registered)) {
        AuthorizationRequest request = client.authorizationRequest(SCOPES);
        AuthorizationRequest again = refused(client, request, browser.refuse(), "access_denied");
        client.accept(again, browser.open(again.uri()).toString());
        zoho.clock().advance(HOUR);
        AuthorizationRequest silent = client.renewalRequest().orElseThrow();
        browser.signOut();
        AuthorizationRequest full = refused(client, silent, browser, "client_not_granted");
        assertThat(client.accept(full, browser.open(full.uri()).toString())).isNotNull();
      }
    }
  }

  private static AuthorizationRequest refused(
      BrowserClient client, AuthorizationRequest request, ScriptedBrowser browser, String error) {
    String answer = browser.open(request.uri()).toString();
    AuthorizationRequiredException refusal =
        catchThrowableOfType(
            AuthorizationRequiredException.class, () -> client.accept(request, answer));
    assertThat(refusal.errorCode()).contains(error);
    return client.authorizationRequest(SCOPES);
  }
}
