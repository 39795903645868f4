package io.github.zohooauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls the CRM with a client that authorizes each request. */
@ExtendWith(LocalZohoExtension.class)
class ApiCallTest {

  /** Exchanges another code if a token is rejected. */
  private final class ByCodes implements TokenProvider {

    private final AtomicReference<@Nullable AccessToken> current = new AtomicReference<>();
    private int rejected;

    @Override
    public AccessToken getAccessToken() {
      return Objects.requireNonNull(
          current.updateAndGet(
              token ->
                  token != null
                      ? token
                      : client.exchange(registered.code("ZohoCRM.org.READ")).accessToken()));
    }

    @Override
    public AccessToken replaceRejected(AccessToken token) {
      rejected++;
      current.compareAndSet(token, null);
      return getAccessToken();
    }
  }

  private LocalZoho zoho;
  private Client registered;
  private SelfClient client;
  private final TokenStore store = TokenStore.inMemory();
  private final ByCodes tokens = new ByCodes();
  private final HttpClient http = ZohoHttpClient.authorizing(HttpClient.newHttpClient(), tokens);

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    registered = zoho.user("eu").selfClient();
    client =
        SelfClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(LocalDataCenters.of(zoho, "eu"))
            .tokenStore(store)
            .clock(zoho.clock())
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private HttpResponse<String> organization() throws Exception {
    return get(http, CrmEnvironment.PRODUCTION, "/crm/v8/org");
  }

  private HttpResponse<String> get(HttpClient by, CrmEnvironment environment, String path)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(zoho.apiBase("eu", environment).resolve(path)).build();
    return by.send(request, BodyHandlers.ofString());
  }

  @Test
  void expiredToken_isReplaced() throws Exception {
    assertThat(organization().statusCode()).isEqualTo(200);
    zoho.clock().advance(Duration.ofHours(1));
    assertThat(organization().statusCode()).isEqualTo(200);
    assertThat(tokens.rejected).isEqualTo(1);
  }

  @Test
  void evictedToken_isReplaced() throws Exception {
    assertThat(organization().statusCode()).isEqualTo(200);
    TokenKey key = new TokenKey(registered.id(), TokenOwner.unnamed());
    zoho.evict(store.load(key).map(StoredToken::refreshToken).orElseThrow());
    assertThat(organization().statusCode()).isEqualTo(200);
    assertThat(tokens.rejected).isEqualTo(1);
  }

  @Test
  void missingScope_isTheAnswer() throws Exception {
    HttpResponse<String> response = get(http, CrmEnvironment.PRODUCTION, "/crm/v8/users");
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).contains("OAUTH_SCOPE_MISMATCH");
    assertThat(tokens.rejected).isZero();
  }

  @Test
  void clientsOwnDataCenter_isReachedInAllItsEnvironments() throws Exception {
    HttpClient own = ZohoHttpClient.authorizing(HttpClient.newHttpClient(), client);
    client.exchange(registered.code("ZohoCRM.org.READ")).accessToken();
    assertThat(get(own, CrmEnvironment.PRODUCTION, "/crm/v8/org").statusCode()).isEqualTo(200);
    assertThat(get(own, CrmEnvironment.SANDBOX, "/crm/v8/org").statusCode())
        .as("a token is refused for where it was sent")
        .isEqualTo(401);
    assertThat(get(own, CrmEnvironment.PRODUCTION, "/crm/v8/org").statusCode()).isEqualTo(200);
  }
}
