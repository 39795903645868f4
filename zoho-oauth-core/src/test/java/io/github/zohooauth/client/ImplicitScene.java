package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.DestinationRecorder;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.IOException;
import java.net.URI;

/** A browser client that may make no call, and a request that waits for its redirect. */
final class ImplicitScene implements AutoCloseable {

  static final String CALLBACK = "https://app.example/callback";
  static final String TOKEN = "access_token=" + PlantedSecret.ISSUED_ACCESS_TOKEN.value;
  static final TokenOwner OWNER = TokenOwner.user("42");

  final ManualTime time = new ManualTime();
  final TokenStore store = TokenStore.inMemory();
  private final DestinationRecorder destinations = new DestinationRecorder();
  final BrowserClient client = builder().build();
  AuthorizationRequest request =
      client.authorizationRequest("ZohoCRM.modules.READ", "ZohoCRM.org.READ");

  ImplicitScene() throws IOException {}

  BrowserClient.Builder builder() {
    return BrowserClient.builder()
        .clientId(Scene.CLIENT_ID)
        .dataCenter(DataCenter.US)
        .redirectUri(URI.create(CALLBACK))
        .tokenStore(store)
        .httpClient(destinations.http)
        .clock(time);
  }

  AccessToken accept(String parameters) {
    return client
        .accept(request, "#state=" + request.state() + "&" + parameters, signIn -> OWNER)
        .accessToken();
  }

  @Override
  public void close() throws IOException {
    client.close();
    assertThat(destinations.drain()).as("all of it without a call").isEmpty();
    destinations.close();
  }
}
