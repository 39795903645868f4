package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.RawConnection;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.TokenAnswer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A proxy that makes no tunnel is named, and the request that stayed here is not in doubt. */
@Timeout(30)
class BrokenProxyTest {

  private static final String SERVER = "localhost:7";
  private static final DataCenter ZOHO =
      DataCenter.of("eu", URI.create("https://" + SERVER), URI.create(TokenAnswer.BASE));
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private enum Fault {
    CLOSES("failed before the request was sent"),
    RESETS("failed before the request was sent"),
    SENDS_GARBAGE("failed before the request was sent"),
    SENDS_HALF_A_LINE("failed before the request was sent"),
    CUTS_THE_TUNNEL("failed before the request was sent"),
    SAYS_NOTHING("was not ready within 0.3 seconds"),
    IS_SILENT_IN_THE_TUNNEL("was not ready within 0.3 seconds");

    final String words;

    Fault(String words) {
      this.words = words;
    }

    void serve(RawConnection connection) throws IOException {
      if (!connection.awaitRequest()) {
        return;
      }
      assertThat(connection.readRequest()).startsWith("ONNECT " + SERVER);
      switch (this) {
        case CLOSES -> {}
        case RESETS -> connection.resetOnClose();
        case SENDS_GARBAGE -> connection.write("\u0000\u0001 is not HTTP \r\n\r\n");
        case SENDS_HALF_A_LINE -> connection.write("HTTP/1.");
        case CUTS_THE_TUNNEL -> connection.write("HTTP/1.1 200 OK\r\n\r\n");
        case SAYS_NOTHING -> connection.awaitHangUp();
        case IS_SILENT_IN_THE_TUNNEL -> {
          connection.write("HTTP/1.1 200 OK\r\n\r\n");
          connection.awaitHangUp();
        }
      }
    }
  }

  private final TokenStore store = TokenStore.inMemory();

  private static String address(RawServer proxy) {
    return "localhost:" + proxy.dataCenter().accountsServer().getPort();
  }

  private static ProxySelector through(RawServer proxy) {
    int port = proxy.dataCenter().accountsServer().getPort();
    return ProxySelector.of(new InetSocketAddress("localhost", port));
  }

  private SelfClient behind(RawServer proxy, Fault fault) {
    IdleTime time = new IdleTime();
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(ZOHO)
        .tokenStore(store)
        .httpClient(HttpClient.newBuilder().proxy(through(proxy)).build())
        .requestTimeout(fault.words.contains(" within ") ? PATIENCE : Scene.HANG_GUARD)
        .clock(time)
        .pauses(time)
        .build();
  }

  private static String refusal(Fault fault, RawServer proxy) {
    return "The connection to the accounts server %s through the proxy %s %s. Nothing was sent."
        .formatted(SERVER, address(proxy), fault.words);
  }

  @ParameterizedTest
  @EnumSource
  void exchange_sentNothing_andTheCodeIsNotInDoubt(Fault fault) throws IOException {
    try (RawServer proxy = new RawServer(fault::serve);
        SelfClient client = behind(proxy, fault)) {
      assertThatThrownBy(() -> client.exchange(PlantedSecret.CODE.value))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageStartingWith(refusal(fault, proxy))
          .hasMessageContaining("Check the proxy")
          .hasMessageContaining("data center eu, client ID " + Scene.CLIENT_ID)
          .hasMessageNotContaining("consumed")
          .satisfies(failure -> assertThat(PlantedSecret.shownIn(failure)).isEmpty());
      proxy.throwComplaint();
    }
  }

  @ParameterizedTest
  @EnumSource
  void renewal_sentNothing_andCountsNothing(Fault fault) throws IOException {
    try (RawServer proxy = new RawServer(fault::serve);
        SelfClient client = behind(proxy, fault)) {
      store.save(Scene.KEY, StoredToken.refreshing(ZOHO, PlantedSecret.STORED_REFRESH_TOKEN.value));
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageStartingWith(refusal(fault, proxy));
      assertThat(RenewalHistory.of(store.load(Scene.KEY).orElseThrow()).calls()).isEmpty();
      proxy.throwComplaint();
    }
  }

  /** The repeat stays here, but the accounts server may have the first request. */
  @Test
  void requestThatLeftBeforeItsRepeat_isNotCalledUnsent() throws Exception {
    CompletableFuture<RawServer> itself = new CompletableFuture<>();
    try (RawServer server =
            new RawServer(
                connection -> {
                  if (connection.awaitRequest()) {
                    String unused = connection.readRequest();
                    itself.join().close();
                  }
                });
        SelfClient client =
            SelfClient.builder()
                .clientId(Scene.CLIENT_ID)
                .clientSecret(PlantedSecret.CLIENT_SECRET.value)
                .dataCenter(server.dataCenter())
                .tokenStore(store)
                .build()) {
      itself.complete(server);
      store.save(
          Scene.KEY,
          StoredToken.refreshing(server.dataCenter(), PlantedSecret.STORED_REFRESH_TOKEN.value));
      assertThatThrownBy(() -> client.revoke(TokenOwner.unnamed()))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageStartingWith("The connection to the accounts server localhost:")
          .hasMessageNotContaining("othing was sent");
      assertThat(server.entered()).isEqualTo(1);
    }
  }
}
