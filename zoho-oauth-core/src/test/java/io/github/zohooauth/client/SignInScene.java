package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SignInCall;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/** A web application and a device with one stored record, whose token is good, and one call. */
public final class SignInScene implements AutoCloseable {

  public final DataCenter dataCenter;
  public final ServerClient web;
  public final DeviceClient device;
  public final MobileClient app;
  public final String idToken;
  private final SignInCall call;
  private final TokenStore store = TokenStore.inMemory();
  private final IdleTime time = new IdleTime();

  public SignInScene(SignInCall call, DataCenter dataCenter, HttpClient http) {
    this(call, dataCenter, http, Scene.HANG_GUARD);
  }

  public SignInScene(
      SignInCall call, DataCenter dataCenter, HttpClient http, Duration requestTimeout) {
    this.call = call;
    this.dataCenter = dataCenter;
    this.idToken = IdTokenFixture.by(dataCenter).claim("x", PlantedSecret.ID_TOKEN.value).signed();
    AccessToken token =
        new AccessToken(
            PlantedSecret.STORED_ACCESS_TOKEN.value,
            Scene.NOW.plus(Duration.ofHours(1)),
            Scene.STORED_SCOPES,
            dataCenter,
            URI.create("https://stored.zohoapis.eu"));
    store.save(
        Scene.KEY,
        StoredToken.refreshing(dataCenter, PlantedSecret.STORED_REFRESH_TOKEN.value)
            .withAccessToken(token, Scene.NOW)
            .withDetail("email", "somebody@example.com"));
    web =
        configured(
                ServerClient.builder().redirectUri(URI.create("https://app.example/callback")),
                http,
                requestTimeout)
            .build();
    device = configured(DeviceClient.builder(), http, requestTimeout).build();
    app =
        configured(
                MobileClient.builder().redirectUri("com.example.app:/callback"),
                http,
                requestTimeout)
            .build();
  }

  private <B extends SecretClientBuilder<B>> B configured(
      B builder, HttpClient http, Duration requestTimeout) {
    return builder
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(dataCenter)
        .tokenStore(store)
        .httpClient(http)
        .requestTimeout(requestTimeout)
        .callerTimeout(Scene.HANG_GUARD.multipliedBy(2))
        .clock(time)
        .pauses(time);
  }

  /** Makes the call; any exception that is not the library's own is a fault. */
  public Scene.End play() {
    try {
      return new Scene.End(call.through(this), null);
    } catch (ZohoOAuthException e) {
      return new Scene.End(null, e);
    }
  }

  /** The stored record as text. */
  public Optional<String> record() {
    return store.load(Scene.KEY).map(stored -> TokenCodec.plain().encode(Scene.KEY, stored));
  }

  @Override
  public void close() {
    web.close();
    device.close();
    app.close();
  }
}
