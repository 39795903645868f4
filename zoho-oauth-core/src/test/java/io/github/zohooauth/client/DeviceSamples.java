package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.endpoint.DeviceCodes;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.renewal.TokenCache;
import io.github.zohooauth.testkit.PlantedSecret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What is under way while a person decides on another device, with secrets in it. */
final class DeviceSamples {

  private DeviceSamples() {}

  static List<Object> all(DataCenter dataCenter, ClientParts config) {
    DeviceClient client =
        DeviceClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(PlantedSecret.CLIENT_SECRET.value)
            .dataCenter(dataCenter)
            .build();
    TokenExchange exchange =
        new TokenExchange(
            config,
            new TokenCache(
                config.renewals(),
                RenewalStrategy.byRefreshToken(config.endpoint()),
                config.maxCachedOwners()));
    DeviceFlow flow = new DeviceFlow(config, exchange, PollPace.INTERVAL, false);
    DeviceCodes codes =
        new DeviceCodes(
            PlantedSecret.DEVICE_CODE.value,
            PlantedSecret.DEVICE_CODE.value,
            "http://localhost/device",
            "http://localhost/device?user_code=" + PlantedSecret.DEVICE_CODE.value,
            Duration.ofMinutes(5),
            Duration.ofSeconds(30));
    DeviceAuthorization prompt =
        new DeviceAuthorization(
            flow,
            codes,
            URI.create("http://localhost/device"),
            URI.create("http://localhost/device?user_code=" + PlantedSecret.DEVICE_CODE.value),
            Set.of("A.b"),
            Scene.NOW,
            new PollPace(codes.interval(), PollPace.INTERVAL, Scene.NOW),
            dataCenter);
    return List.of(
        client,
        DeviceClient.builder().clientSecret(PlantedSecret.CLIENT_SECRET.value),
        flow,
        codes,
        prompt,
        new DevicePolling(config, prompt, 3, any -> {}),
        Grant.deviceToken(PlantedSecret.DEVICE_CODE.value));
  }
}
