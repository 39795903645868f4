package io.github.zohooauth.client;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.DeviceZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A device client at servers that do as they are told, and its time. */
final class DeviceStage implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final AtomicInteger COUNT = new AtomicInteger();

  final DeviceZoho zoho = DeviceZoho.start();
  final ManualTime time;
  final TokenStore store = TokenStore.inMemory();
  final String deviceCode = PlantedSecret.DEVICE_CODE.value + COUNT.incrementAndGet();

  DeviceStage(ManualTime time) throws IOException {
    this.time = time;
    zoho.at(time);
    zoho.begins(CannedAnswer.json(200, zoho.usualCodes(deviceCode)));
  }

  DeviceClient.Builder builder() {
    return DeviceClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(zoho.dataCenter("eu"))
        .dataCenters(zoho.dataCenter("in"), zoho.dataCenter("au"))
        .tokenStore(store)
        .httpClient(HTTP)
        .requestTimeout(ManualTime.PATIENCE)
        .clock(time)
        .pauses(time);
  }

  void polls(DeviceZoho.Step... steps) {
    zoho.polls(deviceCode, List.of(steps));
  }

  static DeviceZoho.Step pending() {
    return DeviceZoho.Step.error("authorization_pending");
  }

  static DeviceZoho.Step tokens() {
    return DeviceZoho.Step.of(CannedAnswer.json(200, TokenAnswer.to(TokenCall.EXCHANGE).json()));
  }

  /** What is stored for this owner by now. */
  Optional<StoredToken> stored(TokenOwner owner) {
    return store.load(new TokenKey(Scene.CLIENT_ID, owner));
  }

  /** When it was polled, in seconds from the beginning on. */
  List<Long> polledAt() {
    return zoho.requestsWith(deviceCode).stream().map(poll -> seconds(poll.at())).toList();
  }

  static long seconds(Instant at) {
    return Duration.between(Scene.NOW, at).toSeconds();
  }

  @Override
  public void close() {
    zoho.close();
  }
}
