package io.github.zohooauth.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testing.FakeSignIn;
import io.github.zohooauth.testing.FakeUserInfo;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.net.URI;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application gets of a sign-in, by the public API alone. */
@ExtendWith(LocalZohoExtension.class)
class SignInResultTest {

  private static final URI CALLBACK = URI.create("https://app.example/callback");
  private static final OwnerResolver BY_EMAIL =
      signIn -> signIn.inEnvironment(TokenOwner.user(signIn.idToken().email()));

  private final TokenStore store = TokenStore.inMemory();

  private ServerClient server(LocalZoho zoho, Client registered) {
    return ServerClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalDataCenters.of(zoho, "eu"))
        .redirectUri(CALLBACK)
        .tokenStore(store)
        .clock(zoho.clock())
        .build();
  }

  private static SignInResult signIn(ServerClient web, ScriptedBrowser browser) {
    AuthorizationRequest request = web.authorizationRequest("openid", "email", "ZohoCRM.org.READ");
    return web.exchange(
        request,
        browser.open(request.uri()).toString(),
        signIn -> {
          signIn.putDetail("login", "first");
          return BY_EMAIL.ownerOf(signIn);
        });
  }

  @Test
  void result_tellsTheOwner_andWhetherTheStoredTokensCanBeRenewed(LocalZoho zoho) {
    User user = zoho.user("eu");
    try (ServerClient web = server(zoho, user.serverClient(CALLBACK))) {
      SignInResult first = signIn(web, zoho.browser(user));
      assertThat(first.owner()).isEqualTo(TokenOwner.user(user.email()));
      assertThat(first.isRenewable()).isTrue();
      assertThat(first.idToken()).extracting(IdToken::email).isEqualTo(user.email());
      assertThat(first.toString())
          .doesNotContain(first.accessToken().value(), requireNonNull(first.idToken()).subject());
      TokenKey key = new TokenKey(web.clientId(), first.owner());
      StoredToken stored = store.load(key).orElseThrow();
      assertThat(web.details(first.owner())).containsExactly(Map.entry("login", "first"));

      AuthorizationRequest again = web.authorizationRequest("openid", "email", "ZohoCRM.org.READ");
      SignInResult second =
          web.exchange(
              again,
              zoho.browser(user).open(again.uri()).toString(),
              signIn -> {
                assertThat(signIn.hasRefreshToken()).as("a second consent").isFalse();
                signIn.putDetail("login", "second");
                return BY_EMAIL.ownerOf(signIn);
              });
      assertThat(second.isRenewable()).as("the stored refresh token stays").isTrue();
      assertThat(store.load(key)).as("the record stays, with its details").contains(stored);

      store.delete(key);
      SignInResult third = signIn(web, zoho.browser(user));
      assertThat(third.isRenewable()).as("none came, none is stored").isFalse();
    }
  }

  @Test
  void missingRequestOrCallback_meansToBeginAgain(LocalZoho zoho) {
    User user = zoho.user("eu");
    try (ServerClient web = server(zoho, user.serverClient(CALLBACK));
        MobileClient app =
            MobileClient.builder()
                .clientId(web.clientId())
                .dataCenter(LocalDataCenters.of(zoho, "eu"))
                .redirectUri(CALLBACK)
                .clock(zoho.clock())
                .build();
        BrowserClient page =
            BrowserClient.builder()
                .clientId(web.clientId())
                .dataCenter(LocalDataCenters.of(zoho, "eu"))
                .redirectUri(CALLBACK)
                .clock(zoho.clock())
                .build()) {
      AuthorizationRequest code = web.authorizationRequest("A.b");
      AuthorizationRequest token = page.authorizationRequest("A.b");
      PendingAuthorizations pending = PendingAuthorizations.upTo(10, zoho.clock());
      pending.keep("session", code);
      int before = zoho.requests().size();
      beginsAgain(() -> web.exchange(code, null, BY_EMAIL));
      beginsAgain(() -> web.exchange(null, "code=1", BY_EMAIL));
      beginsAgain(() -> web.completeScopeEnhancement(null, "scope_enhanced=true"));
      beginsAgain(() -> app.exchange(code, null, BY_EMAIL));
      beginsAgain(() -> app.exchange(null, "code=1", BY_EMAIL));
      beginsAgain(() -> app.exchange(code, null));
      beginsAgain(() -> app.exchange(null, "code=1"));
      beginsAgain(() -> page.accept(token, null));
      beginsAgain(() -> page.accept(null, "#access_token=1"));
      beginsAgain(() -> page.accept(token, null, BY_EMAIL));
      beginsAgain(() -> page.accept(null, "#access_token=1", BY_EMAIL));
      beginsAgain(() -> pending.take("session", null));
      beginsAgain(() -> pending.take("another", "code=1&state=" + code.state()));
      assertThat(zoho.requests()).as("nothing is sent").hasSize(before);
    }
  }

  private static void beginsAgain(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("start again with a new authorization request");
  }

  @Test
  void resolverOfAnApplication_isTestedWithAFake() {
    OwnerResolver resolver =
        signIn -> {
          String email = requireNonNull(signIn.userInfo().email());
          signIn.putDetail("email", email);
          return signIn.inEnvironment(TokenOwner.user(email));
        };
    FakeSignIn signIn =
        FakeSignIn.builder()
            .userInfo(FakeUserInfo.builder().email("ada@example.com").build())
            .build();
    TokenOwner owner = resolver.ownerOf(signIn);
    assertThat(owner).as("production is left out").isEqualTo(TokenOwner.user("ada@example.com"));
    assertThat(signIn.details()).containsEntry("email", "ada@example.com");
    assertThat(signIn.dataCenter()).isEqualTo(DataCenter.US);
    assertThat(signIn.environment()).contains(Environment.PRODUCTION);
    SignInResult result = new SignInResult(owner, signIn.accessToken(), false, null);
    assertThat(result.environment()).contains(Environment.PRODUCTION);
    assertThat(result.toString()).doesNotContain("1000.fake");
  }
}
