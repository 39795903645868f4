package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class SelfClientTest {

  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";
  private static final Duration HOUR = Duration.ofHours(1);

  private LocalZoho zoho;
  private Client registered;
  private TokenStore store;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    registered = zoho.user("eu").selfClient();
    store = TokenStore.inMemory();
  }

  private SelfClient.Builder builder() {
    return SelfClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalDataCenters.of(zoho, "eu"))
        .tokenStore(store)
        .clock(zoho.clock());
  }

  @Test
  void exchange_ofCode_bringsTokenThatIsServedFromMemory() {
    try (SelfClient client = builder().build()) {
      assertThat(client.isAuthorized()).isFalse();
      AccessToken token = client.exchange(registered.code(SCOPES)).accessToken();
      assertThat(client.isAuthorized()).isTrue();
      assertThat(client.getAccessToken()).isEqualTo(token);
      assertThat(zoho.tokenRequests()).hasSize(1);
    }
  }

  @Test
  void getAccessToken_whenExpired_refreshesOnceForAllThreads() throws Exception {
    try (SelfClient client = builder().build()) {
      AccessToken first = client.exchange(registered.code(SCOPES)).accessToken();
      zoho.clock().advance(HOUR);
      Set<AccessToken> seen = ConcurrentHashMap.newKeySet();
      CountDownLatch start = new CountDownLatch(1);
      ExecutorService threads = Executors.newFixedThreadPool(64);
      var work =
          IntStream.range(0, 64)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            start.await();
                            return seen.add(client.getAccessToken());
                          }))
              .toList();
      start.countDown();
      for (var future : work) {
        future.get();
      }
      threads.shutdown();
      assertThat(seen).hasSize(1).doesNotContain(first);
      assertThat(zoho.tokenRequests()).hasSize(2);
    }
  }

  @Test
  void getAccessToken_afterRestart_findsTheTokenInTheStore() {
    AccessToken token;
    try (SelfClient client = builder().build()) {
      token = client.exchange(registered.code(SCOPES)).accessToken();
    }
    try (SelfClient client = builder().build()) {
      assertThat(client.getAccessToken()).isEqualTo(token);
      assertThat(zoho.tokenRequests()).hasSize(1);
    }
  }

  @Test
  void getAccessToken_withoutCode_saysToAuthorize() {
    try (SelfClient client = builder().build()) {
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("data center eu")
          .hasMessageContaining(registered.id());
      assertThat(zoho.tokenRequests()).isEmpty();
    }
  }

  @Test
  void wrongSecret_isNotAskedAboutAgain_withinAMinute(LocalZoho zoho) {
    Client registered = zoho.user("eu").selfClient();
    TokenStore store = TokenStore.inMemory();
    SelfClient.Builder builder =
        SelfClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(LocalDataCenters.of(zoho, "eu"))
            .tokenStore(store)
            .clock(zoho.clock());
    try (SelfClient client = builder.build()) {
      client.exchange(registered.code("ZohoCRM.org.READ"));
    }
    zoho.clock().advance(Duration.ofHours(1));
    try (SelfClient wrong = builder.clientSecret("wrong").build()) {
      for (int seconds : List.of(0, 30, 29, 2)) {
        zoho.clock().advance(Duration.ofSeconds(seconds));
        assertThatThrownBy(wrong::getAccessToken).isInstanceOf(ConfigurationException.class);
      }
    }
    assertThat(zoho.tokenRequests()).as("the code, once at first, once after a minute").hasSize(3);
  }

  @Test
  void withDetail_refusesWhatCouldNotBeReadAgain() {
    StoredToken token = StoredToken.refreshing(DataCenter.EU, "1000.r");
    assertThatThrownBy(() -> token.withDetail("note", "x".repeat(4097)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("value: ");
    StoredToken longest = token.withDetail("note", "x".repeat(4096));
    TokenKey key = new TokenKey("1000.ABC", TokenOwner.unnamed());
    TokenCodec codec = TokenCodec.plain();
    assertThat(codec.decode(key, codec.encode(key, longest))).isEqualTo(longest);
  }
}
