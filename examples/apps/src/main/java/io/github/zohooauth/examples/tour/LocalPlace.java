package io.github.zohooauth.examples.tour;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.Reading;
import java.io.IOException;
import java.time.Duration;

/** A Zoho on this machine, with a user who lives in Europe. */
final class LocalPlace implements Place {

  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";
  private static final TokenOwner IN_SANDBOX =
      TokenOwner.unnamed().inEnvironment(Environment.SANDBOX);

  private final LocalZoho zoho;
  private final User user;
  private final Client registered;

  private LocalPlace(LocalZoho zoho) {
    this.zoho = zoho;
    this.user = zoho.user("eu");
    this.registered = user.selfClient();
  }

  /** Starts one whose clock ticks, because a device is polled by that clock. */
  static LocalPlace start() {
    return new LocalPlace(LocalZoho.startTicking(Reading.documented()));
  }

  @Override
  public SelfClient.Builder client() {
    return SelfClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(dataCenter())
        .clock(zoho.clock());
  }

  private DataCenter dataCenter() {
    return DataCenter.of(
            "eu", zoho.accountsServer("eu"), zoho.apiBase("eu", CrmEnvironment.PRODUCTION))
        .withApiDomain(Environment.SANDBOX, zoho.apiBase("eu", CrmEnvironment.SANDBOX));
  }

  @Override
  public String code() {
    return registered.code(SCOPES);
  }

  @Override
  public void letAnHourPass() {
    zoho.clock().advance(Duration.ofHours(1));
  }

  @Override
  public boolean isExpiryReal() {
    return true;
  }

  @Override
  public void extras(Tour tour, SelfClient client) throws IOException, InterruptedException {
    clientCredentials(tour);
    sandbox(tour, client);
    new SignIns(tour, zoho).show();
  }

  private void clientCredentials(Tour tour) throws IOException, InterruptedException {
    String soid = "ZohoCRM." + user.organization();
    tour.step("Use client_credentials for the organization " + soid + ": no code at all");
    try (SelfClient byRight =
        client().owner(TokenOwner.organization(soid)).clientCredentials(SCOPES).build()) {
      AccessToken first = byRight.getAccessToken();
      tour.callCrm(first);
      letAnHourPass();
      AccessToken next = byRight.getAccessToken();
      Tour.require(!next.value().equals(first.value()), "the same grant brings a new token");
      tour.tell("an hour later the same grant brought another one");
    }
  }

  private void sandbox(Tour tour, SelfClient client) throws IOException, InterruptedException {
    tour.step("Sign the sandbox in beside production, and mix the two up on purpose");
    String code = registered.newCode().scopes(SCOPES).environment(CrmEnvironment.SANDBOX).issue();
    AccessToken token = client.exchange(code, IN_SANDBOX).accessToken();
    tour.callCrm(token);
    AccessToken misused =
        new AccessToken(
            token.value(),
            token.expiresAt(),
            token.scopes(),
            token.dataCenter(),
            zoho.apiBase("eu", CrmEnvironment.PRODUCTION));
    int status = tour.crm().organization(misused).statusCode();
    Tour.require(status == 401, "production refuses the sandbox token");
    tour.tell("production answers the sandbox token with HTTP " + status);
    tour.callCrm(client.getAccessToken());
  }

  @Override
  public void close() {
    zoho.close();
  }

  @Override
  public String toString() {
    return "a Zoho that runs on this machine";
  }
}
