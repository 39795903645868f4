package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.Ports;
import io.github.zohooauth.testkit.RawConnection;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An accounts server fails for a while. Five calls find that out, and then one at a time. */
@Timeout(60)
class ServerOutageTest {

  private static final int FIRST = 5;
  private static final int OWNERS = 30;
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private enum Mood {
    WELL,
    REFUSED,
    RESET,
    UNAVAILABLE,
    SILENT,
    /** Answers that refuse one owner, and are no failures of the server. */
    DENIED
  }

  private final ManualTime time = new ManualTime();
  private final TokenStore store = TokenStore.inMemory();
  private final BlockingQueue<ZohoOAuthException> told = new LinkedBlockingQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final int port = Ports.free();
  private final DataCenter dataCenter = dataCenter("eu", port);
  private volatile Mood mood = Mood.WELL;
  private @Nullable RawServer server;
  private RawServer living;
  private DataCenter elsewhere;
  private SelfClient client;

  private static DataCenter dataCenter(String location, int port) {
    URI accounts = URI.create("http://localhost:" + port);
    return DataCenter.of(location, accounts, URI.create(TokenAnswer.BASE));
  }

  @BeforeEach
  void start() throws IOException {
    living = new RawServer(ServerOutageTest::answer);
    elsewhere = dataCenter("in", living.dataCenter().accountsServer().getPort());
    client =
        SelfClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret("secret")
            .dataCenter(dataCenter)
            .dataCenters(elsewhere)
            .tokenStore(store)
            .clock(time)
            .pauses(time)
            .listener(
                new TokenListener() {
                  @Override
                  public void renewalFailed(Event event, ZohoOAuthException cause) {
                    told.add(cause);
                  }
                })
            .build();
  }

  @AfterEach
  void close() throws IOException {
    if (server != null) {
      server.close();
    }
    client.close();
    living.close();
  }

  private void serve(RawConnection connection) throws IOException {
    while (connection.awaitRequest()) {
      String request = connection.readRequest();
      requests.incrementAndGet();
      switch (mood) {
        case WELL -> {
          boolean code = request.contains("grant_type=authorization_code");
          connection.answer(TokenAnswer.to(code ? TokenCall.EXCHANGE : TokenCall.REFRESH).json());
        }
        case DENIED -> connection.answer("{\"error\":\"general_error\"}");
        case UNAVAILABLE ->
            connection.write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        case SILENT -> connection.awaitHangUp();
        default -> {
          connection.resetOnClose();
          return;
        }
      }
    }
  }

  private static void answer(RawConnection connection) throws IOException {
    while (connection.awaitRequest()) {
      String unused = connection.readRequest();
      connection.answer(TokenAnswer.to(TokenCall.REFRESH).json());
    }
  }

  private void becomes(Mood next) throws IOException {
    mood = next;
    if (next != Mood.REFUSED && server == null) {
      server = new RawServer(port, this::serve);
    }
  }

  private CompletableFuture<AccessToken> ask(String user, DataCenter dataCenter) {
    TokenOwner owner = TokenOwner.user(user);
    TokenKey key = new TokenKey(Scene.CLIENT_ID, owner);
    if (store.load(key).isEmpty()) {
      store.save(key, StoredToken.refreshing(dataCenter, "1.refresh-" + user));
    }
    return client.forOwner(owner).getAccessTokenAsync();
  }

  private String nextTold() throws InterruptedException {
    ZohoOAuthException next = Objects.requireNonNull(told.poll(10, TimeUnit.SECONDS));
    assertThat(next).isInstanceOf(TemporaryFailureException.class);
    return String.valueOf(next.getMessage());
  }

  /** Lets five owners ask, so that the gate closes. */
  private void fails(Mood how) throws Exception {
    becomes(how);
    for (int i = 0; i < FIRST; i++) {
      CompletableFuture<AccessToken> unused = ask("first" + i, dataCenter);
    }
    if (how == Mood.SILENT) {
      while (requests.get() < FIRST) {
        Thread.onSpinWait();
      }
      time.advance(DEADLINE);
    }
    for (int i = 0; i < FIRST; i++) {
      assertThat(nextTold()).doesNotContain("has been failing");
    }
  }

  /** Asks until there is a token, and lets time pass meanwhile. */
  private void awaitToken(String user) throws Exception {
    for (int i = 0; i < 30; i++) {
      CompletableFuture<AccessToken> caller = ask(user, dataCenter);
      time.drive(caller);
      try {
        assertThat(caller.get().value()).isNotEmpty();
        return;
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(TemporaryFailureException.class);
        time.advance(DEADLINE);
      }
    }
    throw new AssertionError("no token for " + user);
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "RESET", "UNAVAILABLE", "SILENT"})
  void outage_costsFiveCalls_andTheOtherOwnersNone(Mood outage) throws Exception {
    fails(outage);
    int before = requests.get();
    for (int i = FIRST; i < OWNERS; i++) {
      CompletableFuture<AccessToken> unused = ask("other" + i, dataCenter);
      assertThat(nextTold())
          .startsWith("The accounts server localhost:%d has been failing since ".formatted(port))
          .contains("2026-", "Nothing was sent. Try again later: the next call may try it at ")
          .endsWith("[data center eu, client ID %s]".formatted(Scene.CLIENT_ID));
    }
    assertThat(requests).as("requests at the server").hasValue(before);

    assertThat(ask("elsewhere", elsewhere).get(10, TimeUnit.SECONDS).value()).isNotEmpty();

    becomes(Mood.WELL);
    time.advance(Duration.ofSeconds(15));
    for (int i = FIRST; i < OWNERS; i++) {
      awaitToken("other" + i);
    }
  }

  @Test
  void codeIsExchanged_whileTheGateIsClosed_andOpensIt() throws Exception {
    fails(Mood.UNAVAILABLE);
    CompletableFuture<AccessToken> refused = ask("other", dataCenter);
    assertThat(nextTold()).contains("has been failing");
    becomes(Mood.WELL);
    SignInResult signedIn = client.exchange("1000.code", TokenOwner.user("new"));
    assertThat(signedIn.accessToken().value()).isNotEmpty();
    time.drive(refused);
    assertThat(ask("another", dataCenter).get(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void answersThatRefuseOneOwner_closeNoGate() throws Exception {
    becomes(Mood.DENIED);
    for (int i = 0; i < OWNERS; i++) {
      CompletableFuture<AccessToken> unused = ask("owner" + i, dataCenter);
      assertThat(nextTold()).doesNotContain("has been failing");
    }
    assertThat(requests.get()).isGreaterThanOrEqualTo(OWNERS);
  }
}
