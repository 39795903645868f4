package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.DeviceSwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.testkit.CrmCaller;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A device's whole life at local Zoho, under each reading that the sources allow. */
class DeviceClientTest {

  private static final String SCOPES = "ZohoCRM.org.READ,openid,email";

  private final CrmCaller crm = new CrmCaller();

  /** What its user does in the pauses, one after the other. */
  private final Deque<Runnable> meanwhile = new ArrayDeque<>();

  /** All at full size. */
  static Stream<Reading> readings() {
    return Proof.isFull()
        ? Stream.concat(Stream.of(Reading.documented()), Reading.alternatives().stream())
        : deviceReadings();
  }

  /** Those of the device flow alone. */
  static Stream<Reading> deviceReadings() {
    return Stream.concat(
        Stream.of(Reading.documented()),
        Arrays.stream(DeviceSwitch.class.getPermittedSubclasses())
            .flatMap(type -> Arrays.stream(type.getEnumConstants()).skip(1))
            .map(value -> Reading.documented().with((DeviceSwitch) value)));
  }

  private DeviceClient client(LocalZoho zoho, Client registered) {
    IdleTime time =
        new IdleTime(
            zoho.clock().instant(),
            now -> {
              zoho.clock().set(now);
              Optional.ofNullable(meanwhile.poll()).ifPresent(Runnable::run);
            });
    return DeviceClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .clientSecret(LocalDataCenters.of(zoho, "eu"), registered.secret("eu"))
        .dataCenter(LocalDataCenters.of(zoho, "us"))
        .dataCenters(LocalDataCenters.of(zoho, "eu"), LocalDataCenters.of(zoho, "in"))
        .clock(zoho.clock())
        .pauses(time)
        .build();
  }

  private static void decide(ScriptedBrowser browser, DeviceAuthorization prompt) {
    browser.enterUserCode(prompt.linkUri(), prompt.userCode());
  }

  @ParameterizedTest
  @MethodSource("readings")
  void consent_elsewhere_call_renewal(Reading reading) throws Exception {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      User user = zoho.user("eu");
      Client registered = zoho.user("us").deviceClient().enable("eu");
      try (DeviceClient client = client(zoho, registered)) {
        DeviceAuthorization prompt = client.deviceAuthorization(SCOPES);
        meanwhile.add(() -> {});
        meanwhile.add(() -> decide(zoho.browser(user).undecided(), prompt));
        meanwhile.add(() -> decide(zoho.browser(user), prompt));
        TokenOwner owner = TokenOwner.user(user.email());
        AccessToken first = client.exchange(prompt, granted -> owner).accessToken();
        assertThat(crm.organization(first).statusCode()).isEqualTo(200);

        zoho.clock().advance(Duration.ofHours(1));
        AccessToken renewed = client.forOwner(owner).getAccessToken();
        assertThat(renewed).isNotEqualTo(first);
        assertThat(crm.organization(renewed).statusCode()).isEqualTo(200);
      }
      assertThat(polls(zoho)).hasSizeBetween(3, 5);
    }
  }

  @ParameterizedTest
  @MethodSource("deviceReadings")
  void consent_atHome_revocation(Reading reading) throws Exception {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      Client registered = zoho.user("us").deviceClient().enable("eu");
      try (DeviceClient client = client(zoho, registered)) {
        DeviceAuthorization prompt = client.deviceAuthorization(SCOPES);
        decide(zoho.browser(zoho.user("us")), prompt);
        AccessToken token = client.exchange(prompt).accessToken();
        assertThat(polls(zoho)).hasSize(1);

        client.revoke(TokenOwner.unnamed());
        assertThat(client.isAuthorized()).isFalse();
        assertThat(crm.organization(token).statusCode()).isEqualTo(401);
      }
    }
  }

  private static List<ReceivedRequest> polls(LocalZoho zoho) {
    return zoho.requests().stream()
        .filter(request -> request.path().equals("/oauth/v3/device/token"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("deviceReadings")
  void refusal_andNoDecision_haveEachTheirWords(Reading reading) {
    assertThatThrownBy(() -> exchange(reading, "us", ScriptedBrowser::refuse))
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("The user refused");
    assertThatThrownBy(() -> exchange(reading, "us", ScriptedBrowser::undecided))
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("has expired before the user decided");
    assertThatThrownBy(() -> exchange(reading, "jp", UnaryOperator.identity()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Multi DC");
  }

  private void exchange(Reading reading, String home, UnaryOperator<ScriptedBrowser> choice) {
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      Client registered = zoho.user("us").deviceClient().enable("eu").enable("jp");
      try (DeviceClient client =
          DeviceClient.builder()
              .clientId(registered.id())
              .clientSecret(LocalDataCenters.of(zoho, "us"), registered.secret())
              .dataCenter(LocalDataCenters.of(zoho, "us"))
              .dataCenters(LocalDataCenters.of(zoho, "jp"))
              .clock(zoho.clock())
              .pauses(new IdleTime(zoho.clock().instant(), zoho.clock()::set))
              .build()) {
        DeviceAuthorization prompt = client.deviceAuthorization(SCOPES);
        decide(choice.apply(zoho.browser(zoho.user(home))), prompt);
        client.exchange(prompt);
      }
    }
  }
}
