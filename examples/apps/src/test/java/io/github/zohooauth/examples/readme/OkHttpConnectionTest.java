package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's interceptor leaves no connection of OkHttp open if there can be no better token. */
class OkHttpConnectionTest {

  /** Tells in the status how many connections are neither closed nor idle. */
  private static final String OPEN_CONNECTIONS =
      """
      return (method, uri, body) -> {
        try {
          http.newCall(new Request.Builder().url(uri.toString()).build()).execute().close();
        } catch (AuthorizationRequiredException e) {
          ConnectionPool pool = http.connectionPool();
          int open = pool.connectionCount() - pool.idleConnectionCount();
          return new ApiCaller.Answer(open, new byte[0], java.util.Map.of());
        }
        throw new AssertionError("not refused");
      };
      """;

  /** OkHttp keeps the connection of a body whose end was not read. */
  private static final String LONG = "x".repeat(100_000);

  @Test
  void replacementThatThrows_leavesNoConnectionOpen(@TempDir Path temp) throws Exception {
    try (LocalZoho zoho = LocalZoho.start()) {
      AccessToken token =
          AccessToken.of(
              "1000.revoked", zoho.clock().instant().plus(Duration.ofHours(1)), LocalEu.of(zoho));
      TokenProvider revoked =
          new TokenProvider() {
            @Override
            public AccessToken getAccessToken() {
              return token;
            }

            @Override
            public AccessToken replaceRejected(AccessToken rejected) {
              throw new AuthorizationRequiredException("The tokens were revoked.");
            }
          };
      zoho.faults().always(ServerRole.API, "/crm/v8/Leads", Fault.answer(401, Map.of(), LONG));
      URI leads = zoho.apiBase("eu", CrmEnvironment.PRODUCTION).resolve("/crm/v8/Leads");
      ApiCaller caller = OtherHttp.OK_HTTP.compiled(temp, OPEN_CONNECTIONS).apply(revoked);
      assertThat(caller.call("GET", leads, null).status()).as("open connections").isZero();
    }
  }
}
