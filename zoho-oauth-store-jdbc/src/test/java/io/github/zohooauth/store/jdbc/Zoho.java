package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.CrmEnvironment;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.ServerRole;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.net.http.HttpClient;
import java.time.Duration;

/** A user of a local Zoho whose token is in a store and has expired, and clients that renew it. */
final class Zoho {

  private static final String TOKEN = "/oauth/v2/token";

  /** For all clients: a connection or two are enough. */
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final LocalZoho zoho;
  private final Client registered;
  private final int before;

  private Zoho(LocalZoho zoho, Client registered) {
    this.zoho = zoho;
    this.registered = registered;
    this.before = zoho.tokenRequests().size();
  }

  /** A new user, whose first token is stored, and an hour is over. */
  static Zoho expired(LocalZoho zoho, TokenStore store) {
    Client registered = zoho.user("eu").selfClient();
    try (SelfClient client = new Zoho(zoho, registered).client(store).build()) {
      client.exchange(registered.code("ZohoCRM.modules.ALL"));
    }
    zoho.clock().advance(Duration.ofHours(1));
    return new Zoho(zoho, registered);
  }

  SelfClient.Builder client(TokenStore store) {
    DataCenter eu =
        DataCenter.of(
            "eu", zoho.accountsServer("eu"), zoho.apiBase("eu", CrmEnvironment.PRODUCTION));
    return SelfClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(eu)
        .clock(zoho.clock())
        .httpClient(HTTP)
        .listener(new TokenListener() {})
        .tokenStore(store);
  }

  TokenKey key() {
    return new TokenKey(registered.id(), TokenOwner.unnamed());
  }

  /** What becomes of the next token call. */
  void next(Fault fault) {
    zoho.faults().next(ServerRole.ACCOUNTS, TOKEN, fault);
  }

  /** How many token calls there were since the first. */
  int calls() {
    return zoho.tokenRequests().size() - before;
  }
}
