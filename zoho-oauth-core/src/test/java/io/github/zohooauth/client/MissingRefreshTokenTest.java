package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PassedOnStore;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sign-in that was to bring a refresh token and brings none says so, then and an hour later. */
@Timeout(30)
class MissingRefreshTokenTest {

  private static final TokenOwner OWNER = TokenOwner.user("ada");
  private static final TokenKey KEY = new TokenKey(Scene.CLIENT_ID, OWNER);
  private static final URI CALLBACK = URI.create("http://localhost:8765/callback");
  private static final String SCOPE = "ZohoCRM.modules.ALL";

  /** How a client type signs in; each asks for a refresh token. */
  enum SignIn {
    SERVER {
      @Override
      OAuthClient client(MissingRefreshTokenTest test) {
        return test.server();
      }

      @Override
      void play(OAuthClient client) {
        redirected((ServerClient) client, ((ServerClient) client).authorizationRequest(SCOPE));
      }
    },
    MOBILE {
      @Override
      OAuthClient client(MissingRefreshTokenTest test) {
        return test.options(MobileClient.builder()).redirectUri(CALLBACK).build();
      }

      @Override
      void play(OAuthClient client) {
        MobileClient mobile = (MobileClient) client;
        AuthorizationRequest request = mobile.authorizationRequest(SCOPE);
        mobile.exchange(request, redirect(request), signIn -> OWNER);
      }
    },
    DEVICE {
      @Override
      OAuthClient client(MissingRefreshTokenTest test) {
        return test.options(DeviceClient.builder()).build();
      }

      @Override
      void play(OAuthClient client) {
        DeviceClient device = (DeviceClient) client;
        device.exchange(device.deviceAuthorization(SCOPE), signIn -> OWNER);
      }
    },
    SELF {
      @Override
      OAuthClient client(MissingRefreshTokenTest test) {
        return test.options(SelfClient.builder()).build();
      }

      @Override
      void play(OAuthClient client) {
        ((SelfClient) client).exchange(PlantedSecret.CODE.value, OWNER);
      }
    };

    abstract OAuthClient client(MissingRefreshTokenTest test);

    abstract void play(OAuthClient client);
  }

  private final CannedZoho zoho = new CannedZoho();
  private final TokenStore store = TokenStore.inMemory();
  private final IdleTime time = new IdleTime();
  private final SeenLogs logs = new SeenLogs();

  @BeforeEach
  void issueNoRefreshToken() {
    zoho.answersAfterPrompt(CannedAnswer.json(200, TokenAnswer.to(TokenCall.REFRESH).json()));
  }

  @AfterEach
  void stop() {
    logs.close();
    zoho.close();
  }

  private <B extends SecretClientBuilder<B>> B options(B builder) {
    return builder
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(zoho.dataCenter())
        .httpClient(zoho.http)
        .tokenStore(store)
        .clock(time)
        .pauses(time);
  }

  private ServerClient server() {
    return options(ServerClient.builder()).redirectUri(CALLBACK).build();
  }

  private static String redirect(AuthorizationRequest request) {
    return "%s?state=%s&code=%s".formatted(CALLBACK, request.state(), PlantedSecret.CODE.value);
  }

  private static void redirected(ServerClient client, AuthorizationRequest request) {
    AuthorizationRequest kept = AuthorizationRequest.parse(request.text()); // on another host
    client.exchange(kept, redirect(kept), signIn -> OWNER);
  }

  private String warnings() {
    return logs.drain().stream()
        .filter(line -> line.contains("WARNING"))
        .collect(Collectors.joining());
  }

  private void anHourLater(OAuthClient client, String words) {
    time.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> client.forOwner(OWNER).getAccessToken())
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("the access token has expired")
        .hasMessageContaining(words)
        .hasMessageContaining("data center eu");
  }

  @ParameterizedTest
  @EnumSource
  void signIn_withoutRefreshToken_warns_andSaysAnHourLaterWhatBringsOne(SignIn signIn) {
    try (OAuthClient client = signIn.client(this)) {
      signIn.play(client);
      assertThat(warnings())
          .contains("No refresh token came", KEY.toString(), "first consent", "promptConsent()");
      assertThat(client.forOwner(OWNER).getAccessToken()).isNotNull();
      anHourLater(client, "or with promptConsent()");
    }
    String text =
        store.load(KEY).map(stored -> TokenCodec.plain().encode(KEY, stored)).orElseThrow();
    store.save(KEY, TokenCodec.plain().decode(KEY, text)); // as another process reads it
    try (OAuthClient restarted = signIn.client(this)) {
      anHourLater(restarted, "first consent alone");
    }
  }

  @ParameterizedTest
  @EnumSource
  void signIn_withRefreshToken_saysNothing_andLeavesNoNote(SignIn signIn) {
    try (OAuthClient client = signIn.client(this)) {
      signIn.play(client);
      assertThat(warnings()).isNotEmpty();
      zoho.answersAfterPrompt(CannedAnswer.json(200, TokenAnswer.to(TokenCall.EXCHANGE).json()));
      signIn.play(client);
      assertThat(warnings()).isEmpty();
      StoredToken stored = store.load(KEY).orElseThrow();
      assertThat(TokenCodec.plain().encode(KEY, stored)).doesNotContain("lacksRefreshToken");
    }
  }

  @Test
  void signIn_besideRefusedRefreshToken_takesItsPlace_andWarns() {
    StoredToken refused =
        RenewalHistory.NONE
            .refusing("1000.refused", zoho.dataCenter())
            .onto(StoredToken.refreshing(zoho.dataCenter(), "1000.refused"));
    store.save(KEY, refused);
    try (ServerClient client = server()) {
      assertThat(client.isAuthorized(OWNER)).isFalse();
      AuthorizationRequest request = client.authorizationRequest(SCOPE);
      SignInResult result = client.exchange(request, redirect(request), signIn -> OWNER);
      assertThat(result.isRenewable()).isFalse();
      assertThat(warnings()).contains("No refresh token came");
      assertThat(client.forOwner(OWNER).getAccessToken()).isEqualTo(result.accessToken());
      assertThat(store.load(KEY).orElseThrow().refreshToken()).isNull();
    }
  }

  @Test
  void signIn_besideAnotherHostsConsent_leavesItsRecord() {
    StoredToken ofAnotherHost = StoredToken.refreshing(zoho.dataCenter(), "1000.of-another-host");
    TokenStore racing =
        new PassedOnStore() {
          @Override
          public Optional<StoredToken> load(TokenKey key) {
            Optional<StoredToken> found = super.load(key);
            if (found.isEmpty()) {
              save(key, ofAnotherHost); // while this host exchanges its code
            }
            return found;
          }
        };
    try (SelfClient client = options(SelfClient.builder()).tokenStore(racing).build()) {
      assertThatThrownBy(() -> client.exchange(PlantedSecret.CODE.value, OWNER))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("The stored one stays");
      assertThat(racing.load(KEY)).contains(ofAnotherHost);
    }
  }

  @Test
  void onlineRequest_asksForNone_andIsNotWarnedOf() {
    try (ServerClient client = server()) {
      redirected(client, client.newAuthorizationRequest(SCOPE).online().build());
      assertThat(warnings()).isEmpty();
      anHourLater(client, "nothing that is stored renews it");
    }
  }

  /** By a version before the note, or by an import. */
  @ParameterizedTest
  @ValueSource(strings = {"", ",\"lacksRefreshToken\":false"})
  void recordWithoutTheNote_isReadAsBefore(String note) {
    String text =
        "{\"zohoOAuthToken\":1,\"key\":\"%s\",\"dataCenter\":\"eu\",\"accessToken\":\"1.a\",\"expiresAt\":%d,\"obtainedAt\":%d,\"apiDomain\":\"%s\",\"scopes\":[]%s}"
            .formatted(
                KEY.text(),
                Scene.NOW.toEpochMilli(),
                Scene.NOW.minusSeconds(3600).toEpochMilli(),
                TokenAnswer.BASE,
                note);
    store.save(KEY, TokenCodec.plain().decode(KEY, text));
    try (ServerClient client = server()) {
      anHourLater(client, "nothing that is stored renews it");
    }
  }
}
