package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.store.TokenStore.Lease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The numbers of statements in the guide of this module. */
class StatementCountTest {

  private final String table = Database.nextTable();
  private final FailingDataSource counted =
      new FailingDataSource(
          Database.H2.pool(), Integer.MAX_VALUE, FailingDataSource.Effect.NOT_DONE, null);
  private final JdbcTokenStore store =
      JdbcTokenStore.builder(counted.dataSource()).table(table).build();

  @BeforeEach
  void create() {
    Database.H2.builder().table(table).build().createSchema();
  }

  @Test
  void load_save_andDelete_takeOneStatementEach() {
    store.save(Sample.KEY, Sample.token(1));
    assertThat(counted.statements()).as("the time, an update of nothing, an insert").isEqualTo(3);
    store.load(Sample.KEY);
    assertThat(counted.statements()).isEqualTo(1);
    store.save(Sample.KEY, Sample.token(2));
    assertThat(counted.statements()).isEqualTo(1);
    store.delete(Sample.KEY);
    assertThat(counted.statements()).isEqualTo(1);
  }

  @Test
  void renewal_takesFiveStatements() {
    try (LocalZoho zoho = LocalZoho.start()) {
      ExpiredUser user = ExpiredUser.of(zoho, store);
      counted.statements();
      try (SelfClient client = user.client(store).build()) {
        client.getAccessToken();
      }
      assertThat(counted.statements()).as("load, look, take, replace, release").isEqualTo(5);
    }
  }

  @Test
  void tryLease_whenLeased_takesOneStatement() {
    store.save(Sample.KEY, Sample.token(1));
    try (Lease lease = store.tryLease(Sample.KEY).orElseThrow()) {
      counted.statements();
      assertThat(store.tryLease(Sample.KEY)).isEmpty();
      assertThat(counted.statements()).isEqualTo(1);
      assertThat(lease.current()).contains(Sample.token(1));
      assertThat(counted.statements()).as("read when it was taken").isZero();
    }
  }
}
