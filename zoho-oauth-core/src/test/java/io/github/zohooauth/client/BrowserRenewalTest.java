package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PlantedSecret;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The request that comes with the news that a browser's token has expired. */
class BrowserRenewalTest {

  private static final String CALLBACK = "https://app.example/callback";
  private static final String TOKEN = "access_token=" + PlantedSecret.ISSUED_ACCESS_TOKEN.value;
  private static final TokenOwner OWNER = TokenOwner.user("42");

  private final ManualTime time = new ManualTime();
  private final TokenStore store = TokenStore.inMemory();
  private BrowserClient client;

  @BeforeEach
  void start() {
    client = builder().build();
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private BrowserClient.Builder builder() {
    return BrowserClient.builder()
        .clientId(Scene.CLIENT_ID)
        .dataCenter(DataCenter.US)
        .redirectUri(URI.create(CALLBACK))
        .tokenStore(store)
        .clock(time);
  }

  private void accept(String parameters) {
    AuthorizationRequest request =
        client.authorizationRequest("ZohoCRM.modules.READ", "ZohoCRM.org.READ");
    client.accept(request, "#state=" + request.state() + "&" + parameters, signIn -> OWNER);
  }

  @ParameterizedTest
  @CsvSource({
    "granted_for_session=true, true",
    "full_grant=true, true",
    "granted_for_session=True, true",
    "granted_for_session=false, false",
    "granted_for_session=, false",
    "granted=true, false"
  })
  void grantForSession_isRemembered(String parameter, boolean expected) {
    accept(TOKEN + "&" + parameter);
    StoredToken stored = store.load(new TokenKey(Scene.CLIENT_ID, OWNER)).orElseThrow();
    assertThat(SignInHistory.of(stored).forSession()).isEqualTo(expected);
  }

  @Test
  void laterAnswer_withoutGrantForSession_forgetsTheEarlierOne() {
    accept(TOKEN + "&granted_for_session=true");
    accept(TOKEN);
    time.advance(Duration.ofHours(1));
    assertThat(client.renewalRequest(OWNER).orElseThrow().uri()).hasPath("/oauth/v2/auth");
  }

  @Test
  void renewalRequest_hasAStateAndANonceOfItsOwn() throws Exception {
    accept(TOKEN + "&granted_for_session=true&location=eu");
    time.advance(Duration.ofHours(1));
    ExecutorService threads = Executors.newFixedThreadPool(16);
    Callable<AuthorizationRequest> caller = () -> client.renewalRequest(OWNER).orElseThrow();
    List<AuthorizationRequest> ready =
        threads.invokeAll(Stream.generate(() -> caller).limit(200).toList()).stream()
            .map(BrowserRenewalTest::got)
            .toList();
    threads.shutdown();
    Set<String> values = new HashSet<>();
    ready.forEach(each -> values.addAll(List.of(each.state(), String.valueOf(each.nonce))));
    assertThat(values).hasSize(400);
    assertThat(ready)
        .allSatisfy(
            each -> {
              assertThat(each.uri())
                  .hasHost("accounts.zoho.eu")
                  .hasPath("/oauth/v2/auth/refresh")
                  .hasParameter("scope", "ZohoCRM.modules.READ,ZohoCRM.org.READ")
                  .hasParameter("response_type", "token")
                  .hasParameter("redirect_uri", CALLBACK)
                  .hasParameter("state", each.state())
                  .hasParameter("nonce", each.nonce);
              assertThat(each.expiresAt()).isEqualTo(time.instant().plus(Duration.ofMinutes(10)));
            });
  }

  private static AuthorizationRequest got(Future<AuthorizationRequest> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shortRenewalPath_isTaken() {
    accept(TOKEN + "&granted_for_session=true");
    time.advance(Duration.ofHours(1));
    client.close();
    client = builder().shortRenewalPath().build();
    assertThat(client.renewalRequest(OWNER).orElseThrow().uri()).hasPath("/oauth/v2/refresh");
  }
}
