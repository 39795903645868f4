package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An authorization request that a browser keeps between two hosts without a shared session. */
@ExtendWith(LocalZohoExtension.class)
class RequestCookieTest {

  private static final TokenOwner OWNER = TokenOwner.user("42");
  private static final KeyRing RING = KeyRing.of("2026-12", new byte[32]);

  private static String[] scopes(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "ZohoCRM.modules.custom_%02d.READ".formatted(number))
        .toArray(String[]::new);
  }

  private static ServerClient offline(String redirectUri) {
    return ServerClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret("secret")
        .dataCenter(DataCenter.US)
        .redirectUri(URI.create(redirectUri))
        .build();
  }

  @Test
  void answer_comesToAnotherHost(LocalZoho zoho) {
    Client registered = ServerClientTest.registered(zoho);
    TokenStore shared = TokenStore.inMemory();
    try (ServerClient first =
            ServerClientTest.builder(zoho, registered).tokenStore(shared).build();
        ServerClient second =
            ServerClientTest.builder(zoho, registered).tokenStore(shared).build()) {
      AuthorizationRequest request = first.authorizationRequest("ZohoCRM.modules.ALL");
      String cookie = request.encrypted(RING);
      String query = zoho.browser(zoho.user("us")).open(request.uri()).getRawQuery();
      AuthorizationRequest brought = AuthorizationRequest.decrypt(cookie, RING, zoho.clock());
      assertThat(brought).isEqualTo(request);
      assertThat(brought.toString()).doesNotContain(request.state());
      second.exchange(brought, query, signIn -> OWNER);
      assertThat(first.forOwner(OWNER).getAccessToken()).isNotNull();
      assertThatThrownBy(() -> second.exchange(brought, query, signIn -> OWNER))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("answered before");
    }
  }

  /** The text that binds a cookie to its purpose stays the same in all versions. */
  @Test
  void cookieOfAnEarlierVersion_isRead(LocalZoho zoho) {
    try (ServerClient web =
        ServerClientTest.builder(zoho, ServerClientTest.registered(zoho)).build()) {
      AuthorizationRequest request = web.authorizationRequest("A.b");
      String earlier =
          RING.encrypt(request.text(), "io.github.zohooauth.client.AuthorizationRequest");
      assertThat(AuthorizationRequest.decrypt(earlier, RING, zoho.clock())).isEqualTo(request);
    }
  }

  @Test
  void requestOfAnotherClient_orAnotherState_isNotExchanged(LocalZoho zoho) {
    Client registered = ServerClientTest.registered(zoho);
    Client another = ServerClientTest.registered(zoho);
    try (ServerClient first = ServerClientTest.builder(zoho, registered).build();
        ServerClient second = ServerClientTest.builder(zoho, another).build()) {
      AuthorizationRequest request = first.authorizationRequest("ZohoCRM.modules.ALL");
      AuthorizationRequest brought =
          AuthorizationRequest.decrypt(request.encrypted(RING), RING, zoho.clock());
      String query = zoho.browser(zoho.user("us")).open(request.uri()).getRawQuery();
      assertThatThrownBy(() -> second.exchange(brought, query, signIn -> OWNER))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("another client");
      AuthorizationRequest other = first.authorizationRequest("ZohoCRM.modules.ALL");
      AuthorizationRequest mixedUp =
          AuthorizationRequest.decrypt(other.encrypted(RING), RING, zoho.clock());
      assertThatThrownBy(() -> first.exchange(mixedUp, query, signIn -> OWNER))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("state");
      assertThat(zoho.tokenRequests()).isEmpty();
    }
  }

  @Test
  void clock_isTheSystems_unlessItIsGiven() {
    try (ServerClient web = offline("https://app.example/callback")) {
      String now = web.authorizationRequest("A.b").encrypted(RING);
      assertThat(AuthorizationRequest.decrypt(now, RING)).isNotNull();
      assertThatThrownBy(() -> AuthorizationRequest.decrypt(now, RING, () -> Instant.MAX))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("expired");
    }
    try (ServerClient past =
        ServerClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret("secret")
            .dataCenter(DataCenter.US)
            .redirectUri(URI.create("https://app.example/callback"))
            .clock(() -> Instant.EPOCH)
            .build()) {
      String old = past.authorizationRequest("A.b").encrypted(RING);
      assertThatThrownBy(() -> AuthorizationRequest.decrypt(old, RING))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("expired");
    }
  }

  @Test
  void cookie_hasRoomFor60Scopes_andNeedsNoQuotes() {
    try (ServerClient web = offline("https://app.example/callback")) {
      assertThat(web.authorizationRequest(scopes(60)).encrypted(RING))
          .matches("[A-Za-z0-9._-]+")
          .hasSizeLessThanOrEqualTo(3_800);
    }
  }

  @Test
  void tooLongForACookie_isRefused_byTheNameOfWhatIsLong() {
    try (ServerClient web = offline("https://app.example/callback");
        ServerClient longUri = offline("https://app.example/" + "a".repeat(2_000))) {
      AuthorizationRequest manyScopes = web.authorizationRequest(scopes(100));
      assertThatThrownBy(() -> manyScopes.encrypted(RING))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("scopes: too long for a cookie.")
          .hasMessageContaining("3800")
          .hasMessageNotContaining(manyScopes.state());
      AuthorizationRequest longWay = longUri.authorizationRequest("A.b");
      assertThatThrownBy(() -> longWay.encrypted(RING))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("redirectUri: too long for a cookie.");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks may pass
  void noKeyRing_isRefusedByName() {
    KeyRing none = null;
    try (ServerClient web = offline("https://app.example/callback")) {
      AuthorizationRequest request = web.authorizationRequest("A.b");
      assertThatThrownBy(() -> request.encrypted(none)).hasMessage("ring");
      assertThatThrownBy(() -> AuthorizationRequest.decrypt(null, none)).hasMessage("ring");
      assertThatThrownBy(() -> AuthorizationRequest.decrypt(null, RING, null)).hasMessage("clock");
    }
  }
}
