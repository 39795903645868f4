package io.github.zohooauth.examples.setting;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * A PostgreSQL and a Zoho for a web application whose users' tokens are in its database; at the
 * Zoho there is one user, who has two leads.
 */
public record OnThisMachine(EmbeddedPostgres postgres, LocalZoho zoho, User user, Client client)
    implements AutoCloseable {

  private static final URI CALLBACK = URI.create("http://localhost:8080/callback");

  /** Starts both; nobody has signed in. */
  public static OnThisMachine start() throws IOException {
    LocalZoho zoho = LocalZoho.startTicking(Reading.documented());
    User user = zoho.user("eu");
    Leads.add(zoho, user, "Lovelace", "Hopper");
    return new OnThisMachine(EmbeddedPostgres.start(), zoho, user, user.serverClient(CALLBACK));
  }

  /** Returns the JDBC URL of the database. */
  public String database() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  /** Returns the web application's client. */
  public Registration registration() {
    return Registration.of(zoho, client);
  }

  /** Returns where the tokens' refreshes go. */
  public URI accountsServer() {
    return zoho.accountsServer(client.location());
  }

  /** Returns where the CRM is. */
  public URI apiDomain() {
    return zoho.apiBase(client.location(), CrmEnvironment.PRODUCTION);
  }

  /** Has the user sign in to the web application. */
  public void signIn() {
    JdbcTokenStore store = JdbcTokenStore.of(postgres.getPostgresDatabase());
    store.createSchema();
    try (ServerClient web =
        ServerClient.builder()
            .clientId(client.id())
            .clientSecret(client.secret())
            .dataCenter(registration().dataCenter())
            .redirectUri(CALLBACK)
            .tokenStore(store)
            .build()) {
      AuthorizationRequest consent = web.authorizationRequest("ZohoCRM.modules.leads.READ");
      String redirect = zoho.browser(user).open(consent.uri()).getRawQuery();
      web.exchange(consent, redirect, signIn -> TokenOwner.user(user.email()));
    }
  }

  /** Returns the environment variables by which a program in another process finds all this. */
  public Map<String, String> environment() {
    return Map.of(
        "DATABASE_URL", database(),
        "ZOHO_CLIENT_ID", client.id(),
        "ZOHO_CLIENT_SECRET", client.secret(),
        "ZOHO_DC", client.location(),
        "ZOHO_ACCOUNTS_SERVER", accountsServer().toString(),
        "ZOHO_API_DOMAIN", apiDomain().toString());
  }

  @Override
  public void close() throws IOException {
    zoho.close();
    postgres.close();
  }
}
