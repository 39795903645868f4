package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.net.http.HttpClient;
import java.time.Duration;

/** A user of a local Zoho with an expired token in a store, and clients that renew it. */
final class ExpiredUser {

  private static final String TOKEN = "/oauth/v2/token";

  /** All clients share it, because one or two connections are enough. */
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final LocalZoho zoho;
  private final Client registered;
  private final int before;

  private ExpiredUser(LocalZoho zoho, Client registered) {
    this.zoho = zoho;
    this.registered = registered;
    this.before = zoho.tokenRequests().size();
  }

  /** Returns a new user, an hour after their first token was stored. */
  static ExpiredUser of(LocalZoho zoho, TokenStore store) {
    Client registered = zoho.user("eu").selfClient();
    try (SelfClient client = new ExpiredUser(zoho, registered).client(store).build()) {
      client.exchange(registered.code("ZohoCRM.modules.ALL"));
    }
    zoho.clock().advance(Duration.ofHours(1));
    return new ExpiredUser(zoho, registered);
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

  /** Sets what happens to the next token call. */
  void next(Fault fault) {
    zoho.faults().next(ServerRole.ACCOUNTS, TOKEN, fault);
  }

  /** Returns how many token calls were made after the first. */
  int calls() {
    return zoho.tokenRequests().size() - before;
  }
}
