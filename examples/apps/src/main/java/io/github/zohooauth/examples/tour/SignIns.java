package io.github.zohooauth.examples.tour;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.BrowserClient;
import io.github.zohooauth.client.DeviceAuthorization;
import io.github.zohooauth.client.DeviceClient;
import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** The four client types by which users sign in, on a Zoho on this machine. */
final class SignIns {

  private static final URI CALLBACK = URI.create("https://app.example/callback");
  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";

  private final Tour tour;
  private final LocalZoho zoho;
  private final User developer;
  private final User user;
  private final ScriptedBrowser browser;

  SignIns(Tour tour, LocalZoho zoho) {
    this.tour = tour;
    this.zoho = zoho;
    this.developer = zoho.user("us");
    this.user = zoho.user("eu");
    this.browser = zoho.browser(user);
  }

  void show() throws IOException, InterruptedException {
    serverBased();
    mobileBased();
    nonBrowser();
    clientBased();
  }

  private DataCenter dataCenter(String location) {
    return DataCenter.of(
        location, zoho.accountsServer(location), zoho.apiBase(location, CrmEnvironment.PRODUCTION));
  }

  private void serverBased() throws IOException, InterruptedException {
    tour.step("Server-based: a user who lives in the EU logs in to a web application of the US");
    Client registered = developer.serverClient(CALLBACK).enable("eu");
    try (ServerClient web =
        ServerClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .clientSecret(DataCenter.EU, registered.secret("eu"))
            .dataCenter(dataCenter("us"))
            .dataCenters(dataCenter("eu"))
            .redirectUri(CALLBACK)
            .clock(zoho.clock())
            .build()) {
      AuthorizationRequest consent = web.authorizationRequest(SCOPES, "openid", "email");
      tour.tell("his browser is sent to " + consent.uri().getAuthority() + ", the US");
      String redirect = browser.open(consent.uri()).toString();
      AccessToken token =
          web.exchange(
                  consent,
                  redirect,
                  signIn -> {
                    tour.tell("the id_token is verified: it is " + signIn.idToken().email());
                    tour.tell("the code was exchanged in " + signIn.dataCenter());
                    return TokenOwner.user(signIn.idToken().email());
                  })
              .accessToken();
      tour.callCrm(token);
      tour.letAnHourPass();
      tour.callCrm(web.forOwner(TokenOwner.user(user.email())).getAccessToken());
      web.revoke(TokenOwner.user(user.email()));
      tour.tell("and he disconnects: his tokens are revoked");
    }
  }

  private void mobileBased() throws IOException, InterruptedException {
    tour.step("Mobile-based: an app with a redirect URI of its own scheme, and no secret to keep");
    URI redirectUri = URI.create("com.example.app:/callback");
    Client registered = user.mobileClient(redirectUri);
    try (MobileClient app =
        MobileClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(dataCenter("eu"))
            .redirectUri(redirectUri)
            .clock(zoho.clock())
            .build()) {
      AuthorizationRequest consent = app.authorizationRequest(SCOPES);
      tour.callCrm(app.exchange(consent, browser.open(consent.uri()).toString()).accessToken());
    }
  }

  private void nonBrowser() throws IOException, InterruptedException {
    tour.step("Non-browser: a television of the US, and a user who enters its code in the EU");
    Client registered = developer.deviceClient().enable("eu");
    try (DeviceClient television =
        DeviceClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .clientSecret(DataCenter.EU, registered.secret("eu"))
            .dataCenter(dataCenter("us"))
            .dataCenters(dataCenter("eu"))
            .pollInterval(Duration.ofSeconds(1)) // Zoho's own five seconds: nobody waits for long
            .clock(zoho.clock())
            .build()) {
      DeviceAuthorization prompt = television.deviceAuthorization(SCOPES);
      tour.tell("open " + prompt.verificationUri() + " and enter " + prompt.userCode());
      browser.enterUserCode(prompt.verificationUri(), prompt.userCode());
      zoho.clock().advance(Duration.ofMinutes(1));
      tour.callCrm(television.exchange(prompt).accessToken());
      tour.tell("Zoho had moved the device to the user's data center (other_dc)");
    }
  }

  private void clientBased() throws IOException, InterruptedException {
    tour.step("Client-based: the token comes in the redirect itself, for an hour");
    Client registered = user.browserClient(CALLBACK);
    try (BrowserClient page =
        BrowserClient.builder()
            .clientId(registered.id())
            .dataCenter(dataCenter("eu"))
            .redirectUri(CALLBACK)
            .clock(zoho.clock())
            .build()) {
      AuthorizationRequest consent = page.authorizationRequest(SCOPES);
      ScriptedBrowser session = browser.grantForSession();
      tour.callCrm(page.accept(consent, session.open(consent.uri()).toString()).accessToken());
      tour.letAnHourPass();
      tour.callCrm(renewed(page, session));
    }
  }

  /** Only the user's browser can renew it, with the request that the client makes. */
  private AccessToken renewed(BrowserClient page, ScriptedBrowser session) {
    try {
      return page.getAccessToken();
    } catch (AuthorizationRequiredException e) {
      AuthorizationRequest silent = page.renewalRequest().orElseThrow();
      tour.tell("it has expired; his browser renews it silently at " + silent.uri().getPath());
      return page.accept(silent, session.open(silent.uri()).toString()).accessToken();
    }
  }
}
