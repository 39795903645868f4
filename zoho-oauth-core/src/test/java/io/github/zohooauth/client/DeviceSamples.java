package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.DeviceCodes;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.renewal.TokenCache;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    TokenCache cache =
        new TokenCache(
            config.renewals(),
            RenewalStrategy.byRefreshToken(config.endpoint()),
            config.maxCachedOwners());
    SignInStorage storage = new SignInStorage(config, cache, new Revocation(config, cache));
    DeviceFlow flow = new DeviceFlow(config, storage, Duration.ofSeconds(30), false);
    DeviceCodes codes =
        new DeviceCodes(
            PlantedSecret.DEVICE_CODE.value,
            PlantedSecret.DEVICE_CODE.value,
            "http://localhost/device",
            "http://localhost/device?user_code=" + PlantedSecret.DEVICE_CODE.value,
            Duration.ofMinutes(5),
            Duration.ofSeconds(30));
    URI page = URI.create("http://localhost/device?user_code=" + PlantedSecret.DEVICE_CODE.value);
    DeviceAuthorization authorization =
        new DeviceAuthorization(
            Scene.CLIENT_ID,
            codes.deviceCode(),
            codes.userCode(),
            page,
            page,
            codes.interval(),
            Scene.NOW,
            Set.of("A.b"));
    DeviceFlow.PollPace pace =
        new DeviceFlow.PollPace(codes.interval(), Scene.NOW, dataCenter, Scene.NOW);
    TokenResponse tokens =
        TokenResponse.in(
                HttpAnswer.of(
                    200,
                    CannedAnswer.json(200, TokenAnswer.to(TokenCall.EXCHANGE).json()).body(),
                    HttpHeaders.of(Map.of(), (name, value) -> true)))
            .orElseThrow();
    return List.of(
        client,
        DeviceClient.builder().clientSecret(PlantedSecret.CLIENT_SECRET.value),
        flow,
        codes,
        authorization,
        pace,
        new DevicePolling(
            config, storage, authorization, pace, null, signIn -> TokenOwner.unnamed()),
        new DevicePolling.Issued(
            new IssuedTokens(tokens, dataCenter, Scene.NOW, List.of(), null, true),
            config.work().beginAnyway()),
        Grant.deviceToken(PlantedSecret.DEVICE_CODE.value));
  }
}
