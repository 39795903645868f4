package outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.client.DeviceAuthorization;
import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.client.OwnerResolver;
import io.github.zohooauth.client.SignInResult;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A test of another project makes every type by hand that it has to make. */
class FakesTest {

  @Test
  void tokenProvider_isALambda() {
    TokenProvider tokens = () -> Fakes.TOKEN;
    assertSame(Fakes.TOKEN, tokens.getAccessToken());
    assertSame(Fakes.TOKEN, tokens.getAccessTokenAsync().join());
    assertSame(Fakes.TOKEN, tokens.replaceRejected(Fakes.TOKEN));
    assertSame(Fakes.TOKEN, tokens.replaceRejectedAsync(Fakes.TOKEN).join());
  }

  @Test
  void oauthClient_hasDefaultsForItsOwner() {
    try (OAuthClient zoho = new Fakes.Client(Fakes.ADA, Fakes.TOKEN)) {
      assertSame(Fakes.TOKEN, zoho.getAccessToken());
      assertSame(Fakes.TOKEN, zoho.getAccessTokenAsync().join());
      assertSame(Fakes.TOKEN, zoho.replaceRejected(Fakes.TOKEN));
      assertSame(Fakes.TOKEN, zoho.replaceRejectedAsync(Fakes.TOKEN).join());
      assertTrue(zoho.isAuthorized());
      assertEquals(Map.of("of", "user=ada"), zoho.details());
      assertEquals("ada", zoho.userInfo().subject());
      assertEquals("revoke user=ada", refusal(zoho::revoke));
      assertEquals("forget user=ada", refusal(zoho::forget));
      assertEquals(
          "adopt: not implemented by outside.Fakes$Client", refusal(() -> zoho.adopt("1000.r")));
      assertEquals("status: not implemented by outside.Fakes$Client", refusal(zoho::status));
    }
  }

  private static String refusal(Runnable call) {
    return assertThrows(UnsupportedOperationException.class, call::run).getMessage();
  }

  @Test
  void tokenStore_withThreeMethods_givesLeases() {
    TokenStore store = new Fakes.Store();
    TokenKey key = new TokenKey("1000.OUTSIDE", Fakes.ADA);
    StoredToken old =
        new StoredToken("eu", null, null, "1000.refresh", Map.of("name", "Ada"), Map.of());
    store.save(key, old);
    StoredToken next = old.withAccessToken(Fakes.TOKEN, Fakes.NOON);
    try (TokenStore.Lease lease = store.tryLease(key).orElseThrow()) {
      assertEquals(old, lease.current().orElseThrow());
      assertTrue(store.tryLease(key).isEmpty());
      assertTrue(lease.replace(next));
    }
    assertEquals(Fakes.TOKEN, next.accessTokenOf(DataCenter.EU).orElseThrow());
    assertEquals(next, store.load(key).orElseThrow());
    store.delete(key);
    assertTrue(store.load(key).isEmpty());
  }

  @Test
  void storedToken_hasAConstructorForItsParts() {
    StoredToken.Issued issued =
        new StoredToken.Issued(
            "1000.a", Fakes.NOON, Set.of(), URI.create("https://www.zohoapis.eu"));
    StoredToken token =
        new StoredToken("eu", issued, Fakes.NOON, null, Map.of(), Map.of("later", "1"));
    assertEquals(
        AccessToken.of("1000.a", Fakes.NOON, DataCenter.EU),
        token.accessTokenOf(DataCenter.EU).orElseThrow());
  }

  @Test
  void ownerResolver_getsASignInOfTheTest() {
    URI sandbox = DataCenter.EU.apiDomain(Environment.SANDBOX).orElseThrow();
    AccessToken token =
        new AccessToken("1000.access", Fakes.NOON, Set.of("email"), DataCenter.EU, sandbox);
    Fakes.Claims claims =
        new Fakes.Claims("accounts.zoho.eu", "ada", "ada@example.com", Set.of("1000.OUTSIDE"));
    Fakes.AdasSignIn signIn = new Fakes.AdasSignIn(token, claims, new HashMap<>());
    OwnerResolver resolver =
        each -> {
          each.putDetail("email", each.idToken().email());
          return each.inEnvironment(Fakes.ADA);
        };
    assertEquals(Fakes.ADA.inEnvironment(Environment.SANDBOX), resolver.ownerOf(signIn));
    assertEquals(Map.of("email", "ada@example.com"), signIn.details());
    assertSame(DataCenter.EU, signIn.dataCenter());
    SignInResult result = new SignInResult(Fakes.ADA, token, true, claims);
    assertEquals(Environment.SANDBOX, result.environment().orElseThrow());
    assertEquals(null, new SignInResult(Fakes.ADA, token, false, null).idToken());
  }

  @Test
  void deviceAuthorization_isKeptOverARestart() {
    DeviceAuthorization device =
        new DeviceAuthorization(
            "1000.OUTSIDE",
            "1004.device",
            "ABCD-EFGH",
            URI.create("https://accounts.zoho.eu/device"),
            null,
            Duration.ofSeconds(5),
            Fakes.NOON,
            Set.of("email"));
    assertEquals(device, DeviceAuthorization.parse(device.text()));
  }

  @Test
  void tokenListener_getsAnEventOfTheTest() {
    List<TokenListener.Event> events = new ArrayList<>();
    TokenListener listener =
        new TokenListener() {
          @Override
          public void renewed(Event event) {
            events.add(event);
          }
        };
    TokenListener.Event event =
        new Fakes.Renewal("1000.OUTSIDE", Fakes.ADA, DataCenter.EU, Duration.ZERO);
    listener.renewed(event);
    listener.revoked(event);
    assertEquals(List.of(event), events);
  }
}
