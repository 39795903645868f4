package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.store.TokenStore.Lease;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** If a connection is cut after the commit, the store reads the row and reports success. */
class LostAnswerTest {

  private CuttingProxy proxy;
  private JdbcTokenStore store;
  private JdbcTokenStore direct;

  @BeforeEach
  void start() throws IOException {
    PGSimpleDataSource postgres = (PGSimpleDataSource) DatabaseServers.postgres("postgres");
    proxy = new CuttingProxy(postgres);
    String table = Database.nextTable();
    store = JdbcTokenStore.builder(proxy.dataSource()).table(table).build();
    direct = JdbcTokenStore.builder(postgres).table(table).build();
    direct.createSchema();
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  @Test
  void save_whenAnswerIsLost_succeeds() {
    proxy.cutAt("INSERT 0 1");
    store.save(Sample.KEY, Sample.token(1));
    assertThat(proxy.hasCut()).isTrue();
    assertThat(direct.load(Sample.KEY)).contains(Sample.token(1));
    proxy.cutAt("UPDATE 1");
    store.save(Sample.KEY, Sample.token(2));
    assertThat(proxy.hasCut()).isTrue();
    assertThat(direct.load(Sample.KEY)).contains(Sample.token(2));
  }

  @Test
  void delete_whenAnswerIsLost_succeeds() {
    store.save(Sample.KEY, Sample.token(1));
    proxy.cutAt("DELETE 1");
    store.delete(Sample.KEY);
    assertThat(proxy.hasCut()).isTrue();
    assertThat(direct.load(Sample.KEY)).isEmpty();
  }

  @Test
  void lease_whenAnswersAreLost_isTakenAndReplacesAndEnds() {
    proxy.cutAt("INSERT 0 1");
    try (Lease lease = store.tryLease(Sample.KEY).orElseThrow()) {
      proxy.cutAt("UPDATE 1");
      assertThat(lease.replace(Sample.token(1))).isTrue();
      assertThat(proxy.hasCut()).isTrue();
      assertThat(lease.replace(Sample.token(2))).as("under the fence of the first").isTrue();
    }
    proxy.cutAt("UPDATE 1");
    store.tryLease(Sample.KEY).orElseThrow().close();
    assertThat(proxy.hasCut()).isTrue();
    assertThat(direct.load(Sample.KEY)).contains(Sample.token(2));
  }

  @Test
  void save_whenReadingFailsToo_throwsTheFirstFailure() {
    proxy.cutAndStayDownAt("INSERT 0 1");
    assertThatThrownBy(() -> store.save(Sample.KEY, Sample.token(1)))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("could not be saved");
    proxy.up();
    assertThat(store.load(Sample.KEY)).contains(Sample.token(1));
  }

  @Test
  void exchange_whenAnswerIsLost_succeedsAndRevokesNothing() {
    try (LocalZoho zoho = LocalZoho.start()) {
      Client registered = zoho.user("eu").selfClient();
      DataCenter eu =
          DataCenter.of(
              "eu", zoho.accountsServer("eu"), zoho.apiBase("eu", CrmEnvironment.PRODUCTION));
      try (SelfClient client =
          SelfClient.builder()
              .clientId(registered.id())
              .clientSecret(registered.secret())
              .dataCenter(eu)
              .clock(zoho.clock())
              .tokenStore(store)
              .build()) {
        proxy.cutAt("INSERT 0 1");
        client.exchange(registered.code("ZohoCRM.modules.ALL"));
        assertThat(proxy.hasCut()).isTrue();
        zoho.clock().advance(java.time.Duration.ofHours(2));
        assertThat(client.getAccessToken().value()).startsWith("1000.");
      }
    }
  }
}
