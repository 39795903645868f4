package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.BrowserSwitch;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.IdentitySwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.Switch;
import io.github.zohooauth.testkit.CrmCaller;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user signs in elsewhere than the client lives, under each reading that the sources allow. */
class EverySignInReadingTest {

  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";
  private static final TokenOwner OWNER = TokenOwner.user("42");

  private final CrmCaller crm = new CrmCaller();

  /** Except for a redirect that does not name the data center of its code. */
  static Stream<Reading> readings() {
    return Stream.concat(Stream.of(Reading.documented()), Reading.alternatives().stream())
        .filter(reading -> !reading.is(BrowserSwitch.DataCenterInCallback.ABSENT));
  }

  /** Those about browsers and identities; all of them at full size. */
  static Stream<Reading> readingsOfSignIn() {
    Set<Reading> own =
        Stream.of(BrowserSwitch.class, IdentitySwitch.class)
            .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
            .flatMap(type -> Stream.of(type.getEnumConstants()))
            .map(value -> Reading.documented().with((Switch) value))
            .collect(Collectors.toSet());
    return readings().filter(reading -> Proof.isFull() || own.contains(reading));
  }

  /** Except for a redirect URI with a custom scheme that cannot be registered. */
  static Stream<Reading> readingsOfMobileApps() {
    return readingsOfSignIn().filter(reading -> !reading.is(BrowserSwitch.CustomScheme.REFUSED));
  }

  private static ServerClient web(LocalZoho zoho, Client registered) {
    return ServerClientTest.builder(zoho, registered)
        .acceptIdTokenWithout("iss", "exp", "iat")
        .build();
  }

  @ParameterizedTest
  @MethodSource("readings")
  void signIn_call_renewal_revocation(Reading reading) throws Exception {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      User user = zoho.user("eu");
      Client registered = ServerClientTest.registered(zoho);
      try (ServerClient web = web(zoho, registered)) {
        AuthorizationRequest request = web.authorizationRequest(SCOPES + ",openid,email");
        AccessToken token =
            web.exchange(
                    request,
                    zoho.browser(user).open(request.uri()).toString(),
                    signIn -> {
                      assertThat(signIn.idToken().email()).isEqualTo(user.email());
                      return OWNER;
                    })
                .accessToken();
        assertThat(crm.organization(token).statusCode()).isEqualTo(200);
        zoho.clock().advance(Duration.ofHours(1));
        AccessToken renewed = web.forOwner(OWNER).getAccessToken();
        assertThat(crm.organization(renewed).statusCode()).isEqualTo(200);

        web.revoke(OWNER);
        assertThat(crm.organization(renewed).statusCode()).isEqualTo(401);
        assertThat(web.isAuthorized(OWNER)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("readingsOfSignIn")
  void userInfo_tellsWhoSignedIn(Reading reading) {
    try (LocalZoho zoho = LocalZoho.start(reading);
        ServerClient web = web(zoho, ServerClientTest.registered(zoho))) {
      User user = zoho.user("eu");
      signedIn(zoho, user, web);
      assertThat(web.userInfo(TokenOwner.user(user.email())).email()).isEqualTo(user.email());
    }
  }

  @ParameterizedTest
  @MethodSource("readingsOfSignIn")
  void secondSignIn_ofTheSameAccount_keepsItsRefreshToken(Reading reading) {
    try (LocalZoho zoho = LocalZoho.start(reading);
        ServerClient web = web(zoho, ServerClientTest.registered(zoho))) {
      User user = zoho.user("eu");
      AccessToken first = signedIn(zoho, user, web);
      AccessToken second = signedIn(zoho, user, web);
      TokenProvider tokens = web.forOwner(TokenOwner.user(user.email()));
      assertThat(second).isNotEqualTo(first);
      assertThat(tokens.getAccessToken()).as("the record is left untouched").isEqualTo(first);
      zoho.clock().advance(Duration.ofHours(1));
      assertThat(tokens.getAccessToken()).isNotEqualTo(first);
    }
  }

  private static AccessToken signedIn(LocalZoho zoho, User user, ServerClient web) {
    AuthorizationRequest request = web.authorizationRequest("ZohoCRM.org.READ,openid,email");
    return web.exchange(
            request,
            zoho.browser(user).open(request.uri()).toString(),
            signIn -> TokenOwner.user(signIn.idToken().email()))
        .accessToken();
  }

  @ParameterizedTest
  @MethodSource("readingsOfSignIn")
  void moreScopes_areAdded(Reading reading) throws Exception {
    try (LocalZoho zoho = LocalZoho.start(reading);
        ServerClient web = web(zoho, ServerClientTest.registered(zoho))) {
      var browser = zoho.browser(zoho.user("eu"));
      AuthorizationRequest request = web.authorizationRequest("ZohoCRM.modules.ALL");
      web.exchange(request, browser.open(request.uri()).toString(), signIn -> OWNER);
      AuthorizationRequest more = web.scopeEnhancement(OWNER, "ZohoCRM.org.READ");
      web.completeScopeEnhancement(more, browser.open(more.uri()).toString());
      AccessToken token = web.forOwner(OWNER).getAccessToken();
      assertThat(crm.organization(token).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("readingsOfSignIn")
  void sandboxIsChosen_atConsent(Reading reading) throws Exception {
    TokenOwner sandbox = OWNER.inEnvironment(Environment.SANDBOX);
    try (LocalZoho zoho = LocalZoho.start(reading);
        ServerClient web = web(zoho, ServerClientTest.registered(zoho))) {
      AuthorizationRequest request = web.authorizationRequest(SCOPES);
      URI redirect =
          zoho.browser(zoho.user("eu")).environment(CrmEnvironment.SANDBOX).open(request.uri());
      AccessToken token =
          web.exchange(request, redirect.toString(), signIn -> sandbox).accessToken();
      assertThat(token.apiDomain()).isEqualTo(zoho.apiBase("eu", CrmEnvironment.SANDBOX));
      assertThat(crm.organization(token).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("readingsOfMobileApps")
  void mobileApp_signsIn(Reading reading) throws Exception {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      User user = zoho.user("eu");
      Client registered = user.mobileClient(URI.create("com.example.app:/callback"));
      MobileClient.Builder builder =
          MobileClient.builder()
              .clientId(registered.id())
              .dataCenter(LocalDataCenters.of(zoho, "eu"))
              .redirectUri("com.example.app:/callback")
              .clock(zoho.clock());
      boolean withoutSecret = reading.is(BrowserSwitch.MobileSecret.OPTIONAL);
      try (MobileClient app =
          withoutSecret ? builder.build() : builder.clientSecret(registered.secret()).build()) {
        AuthorizationRequest request = app.authorizationRequest(SCOPES);
        app.exchange(request, zoho.browser(user).open(request.uri()).toString());
        zoho.clock().advance(Duration.ofHours(1));
        assertThat(crm.organization(app.getAccessToken()).statusCode()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("readingsOfSignIn")
  void idToken_isRefused_whereAClaimIsMissing_unlessTold(Reading reading) {
    boolean lacking =
        Stream.of(
                IdentitySwitch.IssuerClaim.class,
                IdentitySwitch.ExpiryClaim.class,
                IdentitySwitch.IssuedAtClaim.class)
            .anyMatch(claim -> !reading.is(claim.getEnumConstants()[0]));
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      Client registered = ServerClientTest.registered(zoho);
      try (ServerClient web = ServerClientTest.builder(zoho, registered).build()) {
        AuthorizationRequest request = web.authorizationRequest("ZohoCRM.org.READ,openid,email");
        String redirect = zoho.browser(zoho.user("eu")).open(request.uri()).toString();
        try {
          web.exchange(request, redirect, signIn -> TokenOwner.user(signIn.idToken().email()));
          assertThat(lacking).isFalse();
        } catch (ConfigurationException e) {
          assertThat(lacking).as(e.getMessage()).isTrue();
          assertThat(e).hasMessageContaining("acceptIdTokenWithout");
        }
      }
    }
  }
}
