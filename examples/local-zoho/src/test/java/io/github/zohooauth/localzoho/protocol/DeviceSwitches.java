package io.github.zohooauth.localzoho.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.testkit.DeviceCalls;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** What the wire shows under each value of the switches of the device flow. */
final class DeviceSwitches {
  private static final String SCOPES = "openid,email";

  private DeviceSwitches() {}

  static Map<Switch, Consumer<LocalZoho>> expectations() {
    return Map.ofEntries(
        entry(DeviceSwitch.Units.MILLISECONDS, zoho -> assertTimes(zoho, 300_000, 5_000)),
        entry(DeviceSwitch.Units.SECONDS, zoho -> assertTimes(zoho, 300, 5)),
        entry(DeviceSwitch.CompleteUri.PRESENT, zoho -> assertCompleteUri(zoho, true)),
        entry(DeviceSwitch.CompleteUri.ABSENT, zoho -> assertCompleteUri(zoho, false)),
        entry(DeviceSwitch.PollPace.THIRTY_SECONDS, zoho -> assertPace(zoho, 30)),
        entry(DeviceSwitch.PollPace.INTERVAL, zoho -> assertPace(zoho, 5)),
        entry(DeviceSwitch.PollPace.NOT_ENFORCED, zoho -> assertPace(zoho, 0)),
        entry(
            DeviceSwitch.PacedTogether.NO,
            zoho -> assertThat(elsewhereAtOnce(zoho)).isEqualTo("authorization_pending")),
        entry(
            DeviceSwitch.PacedTogether.YES,
            zoho -> assertThat(elsewhereAtOnce(zoho)).isEqualTo("slow_down")),
        entry(
            DeviceSwitch.FeedbackStatus.OK_200,
            zoho -> assertThat(started(zoho).poll("us").statusCode()).isEqualTo(200)),
        entry(
            DeviceSwitch.FeedbackStatus.BAD_REQUEST_400,
            zoho -> assertThat(started(zoho).poll("us").statusCode()).isEqualTo(400)),
        entry(
            DeviceSwitch.ExpiredError.EXPIRED, zoho -> assertThat(late(zoho)).isEqualTo("expired")),
        entry(
            DeviceSwitch.ExpiredError.EXPIRED_TOKEN,
            zoho -> assertThat(late(zoho)).isEqualTo("expired_token")),
        entry(
            DeviceSwitch.OtherDataCenterKey.USER_LOCATION,
            zoho -> assertThat(otherDataCenter(zoho)).contains("\"user_location\":\"eu\"")),
        entry(
            DeviceSwitch.OtherDataCenterKey.DC,
            zoho -> assertThat(otherDataCenter(zoho)).contains("\"dc\":\"eu\"")),
        entry(
            DeviceSwitch.OtherDataCenterWhen.SIGNED_IN,
            zoho -> assertThat(undecided(zoho)).isEqualTo("other_dc")),
        entry(
            DeviceSwitch.OtherDataCenterWhen.DECIDED,
            zoho -> {
              assertThat(undecided(zoho)).isEqualTo("authorization_pending");
              assertThat(otherDataCenter(zoho)).contains("other_dc");
            }),
        entry(DeviceSwitch.IdToken.PRESENT, zoho -> assertIdToken(zoho, true)),
        entry(DeviceSwitch.IdToken.ABSENT, zoho -> assertIdToken(zoho, false)));
  }

  private static DeviceCalls started(LocalZoho zoho) {
    return DeviceCalls.started(zoho, SCOPES);
  }

  private static void assertTimes(LocalZoho zoho, long expiresIn, long interval) {
    DeviceCalls device = started(zoho);
    assertThat(device.answer().path("expires_in").asLong()).isEqualTo(expiresIn);
    assertThat(device.answer().path("interval").asLong()).isEqualTo(interval);
  }

  private static void assertCompleteUri(LocalZoho zoho, boolean present) {
    assertThat(started(zoho).answer().has("verification_uri_complete")).isEqualTo(present);
  }

  private static void assertPace(LocalZoho zoho, int seconds) {
    DeviceCalls device = started(zoho);
    assertThat(device.heard("us")).isEqualTo("authorization_pending");
    zoho.clock().advance(Duration.ofSeconds(seconds));
    assertThat(device.heard("us")).isEqualTo("authorization_pending");
    if (seconds > 0) {
      zoho.clock().advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(device.heard("us")).isEqualTo("slow_down");
    }
  }

  private static String elsewhereAtOnce(LocalZoho zoho) {
    DeviceCalls device = started(zoho);
    assertThat(device.heard("us")).isEqualTo("authorization_pending");
    return device.heard("eu");
  }

  private static String late(LocalZoho zoho) {
    DeviceCalls device = started(zoho);
    zoho.clock().advance(Duration.ofMinutes(5));
    return device.heard("us");
  }

  private static String undecided(LocalZoho zoho) {
    DeviceCalls device = started(zoho);
    zoho.browser(zoho.user("eu")).undecided().enterUserCode(device.page(), device.userCode());
    return device.heard("us");
  }

  private static String otherDataCenter(LocalZoho zoho) {
    DeviceCalls device = started(zoho);
    zoho.browser(zoho.user("eu")).enterUserCode(device.page(), device.userCode());
    return device.poll("us").body();
  }

  private static void assertIdToken(LocalZoho zoho, boolean present) {
    DeviceCalls device = started(zoho);
    zoho.browser(zoho.user("us")).enterUserCode(device.page(), device.userCode());
    assertThat(device.tokens("us").has("id_token")).isEqualTo(present);
  }
}
