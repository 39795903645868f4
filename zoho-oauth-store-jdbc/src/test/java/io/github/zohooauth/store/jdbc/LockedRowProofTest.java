package io.github.zohooauth.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** While another session locks the row of one owner, all other owners get their tokens. */
@Tag("S3")
@Timeout(600)
class LockedRowProofTest {

  private static final int OWNERS = 40;
  private static final int CALLERS = 8;
  private static final TokenOwner LOCKED = TokenOwner.user("owner-0");
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private record Example(int connections, Duration queryTimeout) {}

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Instant now = Instant.now();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", LockedRowProofTest::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String refreshToken =
        form.contains("=refresh_token") ? "" : "\"refresh_token\":\"1.signed-in\",";
    byte[] json =
        "{%s\"access_token\":\"1.new\",\"expires_in\":3600}"
            .formatted(refreshToken)
            .getBytes(UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, json.length);
      exchange.getResponseBody().write(json);
    }
  }

  private DataCenter dataCenter() {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return DataCenter.of("eu", uri, uri);
  }

  private static TokenOwner owner(int number) {
    return TokenOwner.user("owner-" + number);
  }

  @Test
  void lockedRow_isAnErrorOfItsOwnerAlone() {
    Duration timeout = Duration.ofSeconds(Proof.size(1, 10));
    Proof.holds(
        "S3 jdbc",
        List.of(
            new Example(5, timeout),
            new Example(10, timeout),
            new Example(2, FOR_EVER),
            new Example(5, FOR_EVER)),
        this::hold);
  }

  private void hold(Example example) throws Exception {
    String table = Database.nextTable();
    try (HikariDataSource pool = Database.POSTGRESQL.pool(example.connections());
        Connection other = Database.POSTGRESQL.unpooled().getConnection()) {
      JdbcTokenStore store =
          JdbcTokenStore.builder(pool).table(table).queryTimeout(example.queryTimeout()).build();
      store.createSchema();
      for (int i = 0; i < OWNERS; i++) {
        store.save(Sample.key(owner(i)), Sample.token(i, now.minus(Duration.ofHours(2))));
      }
      other.setAutoCommit(false);
      execute(
          other,
          "SELECT 1 FROM %s WHERE key_hash = '%s' FOR UPDATE"
              .formatted(table, Sample.key(LOCKED).sha256()));
      try (SelfClient client = client(store)) {
        hold(example, client, other);
      }
    }
  }

  private SelfClient client(JdbcTokenStore store) {
    return SelfClient.builder()
        .clientId(Sample.KEY.clientId())
        .clientSecret("secret")
        .dataCenter(dataCenter())
        .tokenStore(store)
        .clock(() -> now)
        .build();
  }

  private void hold(Example example, SelfClient client, Connection other) throws Exception {
    if (!example.queryTimeout().equals(FOR_EVER)) {
      assertThat(client.forOwner(LOCKED).getAccessTokenAsync())
          .failsWithin(example.queryTimeout().multipliedBy(4))
          .withThrowableThat()
          .withCauseInstanceOf(TokenStoreException.class)
          .withMessageContaining("Find the session that has locked the row");
    }
    List<CompletableFuture<?>> ofLocked = new ArrayList<>();
    for (int round = 0; round < Proof.size(2, 60); round++) {
      ofLocked.addAll(useLocked(client));
      List<CompletableFuture<AccessToken>> tokens =
          IntStream.range(1, OWNERS)
              .mapToObj(i -> client.forOwner(owner(i)).getAccessTokenAsync())
              .toList();
      for (CompletableFuture<AccessToken> token : tokens) {
        assertThat(token.get(10, TimeUnit.SECONDS).expiresAt()).isAfter(now);
      }
      assertThat(waitingForALock()).as("connections of the locked row").isLessThanOrEqualTo(1);
      now = now.plus(Duration.ofHours(1));
    }
    other.rollback();
    for (CompletableFuture<?> use : ofLocked) {
      requireOwnFailure(use);
    }
    assertThat(client.forOwner(LOCKED).getAccessToken().expiresAt()).isAfter(now);
  }

  /** Uses the locked owner: a renewal, and sign-ins whose saves wait for the lock. */
  private List<CompletableFuture<?>> useLocked(SelfClient client) {
    List<CompletableFuture<?>> uses = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      uses.add(client.forOwner(LOCKED).getAccessTokenAsync());
      uses.add(CompletableFuture.runAsync(() -> client.exchange("1.code", LOCKED), threads));
    }
    return uses;
  }

  private static int waitingForALock() throws SQLException {
    try (Connection connection = Database.POSTGRESQL.unpooled().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
      assertThat(found.next()).isTrue();
      return found.getInt(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void requireOwnFailure(CompletableFuture<?> use) throws Exception {
    try {
      use.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(ZohoOAuthException.class);
    }
  }
}
