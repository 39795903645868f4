package outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.client.OwnerResolver;
import io.github.zohooauth.client.SignIn;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testing.FakeTokenProvider;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** A test of another project mocks the interfaces with Mockito. */
class MockitoTest {

  @Test
  void oauthClient_keepsItsDefaults() {
    OAuthClient zoho = mock(OAuthClient.class, Mockito.CALLS_REAL_METHODS);
    Mockito.doReturn(Fakes.ADA).when(zoho).owner();
    TokenProvider tokens = mock(TokenProvider.class);
    when(tokens.getAccessToken()).thenReturn(Fakes.TOKEN);
    Mockito.doReturn(tokens).when(zoho).forOwner(Fakes.ADA);
    Mockito.doReturn(true).when(zoho).isAuthorized(Fakes.ADA);
    assertSame(Fakes.TOKEN, zoho.getAccessToken());
    assertTrue(zoho.isAuthorized());
  }

  /** As the guide shows it. */
  @Test
  void oauthClient_hasTheFakesOfItsOwners() {
    OAuthClient zoho = mock(OAuthClient.class);
    FakeTokenProvider ada = FakeTokenProvider.of(DataCenter.EU);
    when(zoho.forOwner(TokenOwner.user("ada"))).thenReturn(ada);
    when(zoho.isAuthorized(TokenOwner.user("ada"))).thenReturn(true);
    assertTrue(zoho.isAuthorized(Fakes.ADA));
    assertSame(ada.token(), zoho.forOwner(Fakes.ADA).getAccessToken());
    assertEquals(1, ada.calls());
  }

  @Test
  void tokenProvider_throwsWhatTheTestMade() {
    TokenProvider tokens = mock(TokenProvider.class);
    when(tokens.getAccessToken()).thenThrow(new RateLimitedException("Wait.", Fakes.NOON));
    assertEquals(
        Fakes.NOON, assertThrows(RateLimitedException.class, tokens::getAccessToken).retryAt());
  }

  @Test
  void signIn_andIdToken_tellTheOwner() {
    IdToken idToken = mock(IdToken.class);
    when(idToken.subject()).thenReturn("ada");
    SignIn signIn = mock(SignIn.class);
    when(signIn.idToken()).thenReturn(idToken);
    OwnerResolver resolver =
        each -> {
          each.putDetail("team", "crm");
          return TokenOwner.user(each.idToken().subject());
        };
    assertEquals(Fakes.ADA, resolver.ownerOf(signIn));
    verify(signIn).putDetail("team", "crm");
  }

  @Test
  void tokenStore_returnsARecord() {
    TokenKey key = new TokenKey("1000.OUTSIDE", Fakes.ADA);
    StoredToken token = StoredToken.refreshing(DataCenter.EU, "1000.refresh");
    TokenStore store = mock(TokenStore.class);
    when(store.load(key)).thenReturn(Optional.of(token));
    assertEquals(token, store.load(key).orElseThrow());
  }
}
