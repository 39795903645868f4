package io.github.zohooauth.examples.job;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.examples.setting.Crm;
import io.github.zohooauth.examples.setting.OnThisMachine;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Settings;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;

/**
 * Counts the leads of everybody who signed in to a web application, by the tokens in its database.
 *
 * <p>Whichever of the two finds a token expired renews it for both.
 */
public final class LeadsJob {

  private final ServerClient zoho;
  private final PrintStream out;

  private LeadsJob(ServerClient zoho, PrintStream out) {
    this.zoho = zoho;
    this.out = out;
  }

  /**
   * Runs on the database of {@code DATABASE_URL} with the client of {@code ZOHO_CLIENT_ID}, {@code
   * ZOHO_CLIENT_SECRET} and {@code ZOHO_DC}, or with all of that on this machine.
   */
  public static void main(String[] arguments) throws IOException {
    Settings settings =
        Settings.in(
            System.getenv(), "DATABASE_URL", "ZOHO_CLIENT_ID", "ZOHO_CLIENT_SECRET", "ZOHO_DC");
    try {
      if (settings.areThere()) {
        run(Registration.of(settings), settings.get("DATABASE_URL"), System.out);
      } else {
        runOnThisMachine();
      }
    } catch (ZohoOAuthException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void runOnThisMachine() throws IOException {
    try (OnThisMachine here = OnThisMachine.start()) {
      here.signIn();
      run(here.registration(), here.database(), System.out);
    }
  }

  /**
   * Runs once.
   *
   * @param registered the web application's client
   * @param database the JDBC URL of its database
   */
  public static void run(Registration registered, String database, PrintStream out) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database);
    config.setMaximumPoolSize(2); // the store holds one connection at a time, and never for long
    try (HikariDataSource pool = new HikariDataSource(config)) {
      JdbcTokenStore store = JdbcTokenStore.of(pool);
      store.verifySchema();
      try (ServerClient zoho = client(registered, store)) {
        store.keys().forEach(new LeadsJob(zoho, out)::count);
      }
    }
  }

  /** The web application's own client, though nobody is redirected here. */
  private static ServerClient client(Registration registered, JdbcTokenStore store) {
    return ServerClient.builder()
        .clientId(registered.clientId())
        .clientSecret(registered.clientSecret())
        .dataCenter(registered.dataCenter())
        .dataCenters(registered.dataCenters())
        .clock(registered.clock())
        .redirectUri(URI.create("http://localhost:8080/callback"))
        .tokenStore(store)
        .build();
  }

  /** One whose tokens are gone does not keep the job from the others. */
  private void count(TokenKey key) {
    try {
      int leads = new Crm(zoho.forOwner(key.owner())).leads().size();
      out.println(key.owner().user() + ": " + leads + " leads");
    } catch (ZohoOAuthException e) {
      out.println(key.owner().user() + ": " + e.getMessage());
    }
  }
}
