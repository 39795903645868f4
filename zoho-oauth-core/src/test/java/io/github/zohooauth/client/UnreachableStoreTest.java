package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.LocalDataCenters;
import io.github.zohooauth.testkit.PassedOnStore;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store that cannot be read during a sign-in: the same callback signs the user in later. */
@ExtendWith(LocalZohoExtension.class)
@Timeout(30)
class UnreachableStoreTest {

  private static final URI CALLBACK = URI.create("https://app.example/callback");
  private static final String SCOPE = "ZohoCRM.modules.ALL";
  private static final TokenOwner OWNER = TokenOwner.user("42");

  /** A store whose loads fail as long as there is a failure. */
  private static final class FailingStore extends PassedOnStore {

    @Nullable RuntimeException failure = new IllegalStateException("no connection");

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      if (failure != null) {
        throw failure;
      }
      return super.load(key);
    }
  }

  private final FailingStore store = new FailingStore();
  private LocalZoho zoho;
  private User user;

  @BeforeEach
  void start(LocalZoho zoho) {
    this.zoho = zoho;
    user = zoho.user("us");
  }

  private String callback(AuthorizationRequest request) {
    return zoho.browser(user).open(request.uri()).toString();
  }

  @Test
  void serverClient_sendsNoCode_andTakesTheSameCallbackLater() {
    Client registered = ServerClientTest.registered(zoho);
    try (ServerClient web = ServerClientTest.builder(zoho, registered).tokenStore(store).build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPE);
      String callback = callback(request);
      assertThatThrownBy(() -> web.exchange(request, callback, signIn -> OWNER))
          .isInstanceOf(TokenStoreException.class);
      assertThat(zoho.tokenRequests()).isEmpty();

      store.failure = null;
      assertThat(web.exchange(request, callback, signIn -> OWNER).isRenewable()).isTrue();
      assertThatThrownBy(() -> web.exchange(request, callback, signIn -> OWNER))
          .hasMessageContaining("answered before");
    }
  }

  /** The record that is read in place of the owner's may be another owner's. */
  @Test
  void serverClient_signsIn_whenOnlyAnotherRecordIsUnreadable() {
    Client registered = ServerClientTest.registered(zoho);
    TokenStore other =
        new PassedOnStore() {
          @Override
          public Optional<StoredToken> load(TokenKey key) {
            if (!key.owner().equals(OWNER)) {
              throw new UnreadableRecordException("another record's key is missing");
            }
            return super.load(key);
          }
        };
    try (ServerClient web = ServerClientTest.builder(zoho, registered).tokenStore(other).build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPE);
      assertThat(web.exchange(request, callback(request), signIn -> OWNER).isRenewable()).isTrue();
    }
  }

  @Test
  void mobileClient_sendsNoCode_andTakesTheSameCallbackLater() {
    Client registered = user.mobileClient(CALLBACK);
    try (MobileClient app =
        MobileClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(LocalDataCenters.of(zoho, "us"))
            .redirectUri(CALLBACK)
            .clock(zoho.clock())
            .tokenStore(store)
            .build()) {
      AuthorizationRequest request = app.authorizationRequest(SCOPE);
      String callback = callback(request);
      assertThatThrownBy(() -> app.exchange(request, callback))
          .isInstanceOf(TokenStoreException.class);
      assertThat(zoho.tokenRequests()).isEmpty();

      store.failure = null;
      assertThat(app.exchange(request, callback).isRenewable()).isTrue();
    }
  }

  @Test
  void browserClient_revokesNothing_andTakesTheSameCallbackLater() {
    Client registered = user.browserClient(CALLBACK);
    try (BrowserClient page =
        BrowserClient.builder()
            .clientId(registered.id())
            .dataCenter(LocalDataCenters.of(zoho, "us"))
            .redirectUri(CALLBACK)
            .clock(zoho.clock())
            .tokenStore(store)
            .build()) {
      AuthorizationRequest request = page.authorizationRequest(SCOPE);
      String callback = callback(request);
      assertThatThrownBy(() -> page.accept(request, callback, signIn -> OWNER))
          .isInstanceOf(TokenStoreException.class);

      store.failure = null;
      assertThat(page.accept(request, callback, signIn -> OWNER).accessToken())
          .isEqualTo(page.forOwner(OWNER).getAccessToken());
    }
  }

  @Test
  void deviceClient_doesNotPoll_andTakesTheSameCodeLater() throws IOException {
    try (DeviceStage stage = new DeviceStage(new IdleTime());
        DeviceClient television = stage.builder().tokenStore(store).build()) {
      stage.polls(DeviceStage.tokens());
      DeviceAuthorization shown = television.deviceAuthorization("A.b");
      assertThatThrownBy(() -> television.exchange(shown, signIn -> OWNER))
          .isInstanceOf(TokenStoreException.class);
      assertThat(stage.polledAt()).isEmpty();

      store.failure = null;
      assertThat(television.exchange(shown, signIn -> OWNER).owner()).isEqualTo(OWNER);
    }
  }
}
