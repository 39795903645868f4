package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.localzoho.Fault;
import io.github.zohooauth.localzoho.Gate;
import io.github.zohooauth.localzoho.LocalZoho;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One connection is enough for all clients, because a lease does not keep a connection. */
@Tag("D2")
class PoolOfOneProofTest {

  private static final int THREADS = 32;

  @Test
  void renewal_duringTheTokenCall_keepsNoConnection() {
    String table = Database.nextTable();
    Database.POSTGRESQL.builder().table(table).build().createSchema();
    try (LocalZoho zoho = LocalZoho.start();
        HikariDataSource pool = Database.POSTGRESQL.pool(1)) {
      pool.setConnectionTimeout(10_000);
      List<Integer> rounds = IntStream.range(0, Proof.size(5, 200)).boxed().toList();
      Proof.holds(
          "D2",
          rounds,
          round -> hold(zoho, () -> JdbcTokenStore.builder(pool).table(table).build()));
    }
  }

  private interface Host {
    JdbcTokenStore open();
  }

  private static void hold(LocalZoho zoho, Host host) throws Exception {
    JdbcTokenStore store = host.open();
    ExpiredUser user = ExpiredUser.of(zoho, store);
    Gate gate = Gate.shut();
    user.next(Fault.held(gate));
    List<SelfClient> clients =
        Stream.generate(() -> user.client(host.open()).build()).limit(4).toList();
    List<CompletableFuture<AccessToken>> asked =
        IntStream.range(0, THREADS)
            .mapToObj(i -> clients.get(i % clients.size()).getAccessTokenAsync())
            .toList();
    gate.awaitArrival(1);
    assertThat(store.load(user.key())).as("while Zoho answers").isPresent();
    gate.open();
    Set<AccessToken> tokens = new HashSet<>();
    for (CompletableFuture<AccessToken> each : asked) {
      tokens.add(each.get(30, TimeUnit.SECONDS));
    }
    assertThat(tokens).hasSize(1);
    assertThat(user.calls()).isEqualTo(1);
    clients.forEach(SelfClient::close);
  }
}
