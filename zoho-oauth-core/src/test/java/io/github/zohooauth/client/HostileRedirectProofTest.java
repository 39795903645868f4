package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.DestinationRecorder;
import io.github.zohooauth.testkit.HostileRedirect;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A redirect chooses among the data centers that are known, and never names where to send. */
@Tag("A1")
class HostileRedirectProofTest {

  private static final TokenOwner OWNER = TokenOwner.user("42");

  private static DestinationRecorder destinations;
  private static TokenStore store;
  private static ServerClient web;
  private static MobileClient desktop;

  @BeforeAll
  static void start() throws IOException {
    destinations = new DestinationRecorder();
    store = TokenStore.inMemory();
    web =
        ServerClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(PlantedSecret.CLIENT_SECRET.value)
            .dataCenter(DataCenter.US)
            .redirectUri(URI.create("https://app.example/callback"))
            .tokenStore(store)
            .httpClient(destinations.http)
            .build();
    desktop =
        MobileClient.builder()
            .clientId(Scene.CLIENT_ID)
            .dataCenter(DataCenter.US)
            .redirectUri("com.example.app:/callback")
            .tokenStore(store)
            .httpClient(destinations.http)
            .build();
  }

  @AfterAll
  static void stop() throws IOException {
    web.close();
    desktop.close();
    destinations.close();
  }

  private static String query(AuthorizationRequest request, HostileRedirect hostile) {
    return "code=%s&state=%s&%s"
        .formatted(PlantedSecret.CODE.value, request.state(), hostile.query());
  }

  @Test
  void hostileRedirect_isRefused_beforeAnythingIsSent() {
    Random chance = new Random(Proof.seed("A1", 20260401));
    List<HostileRedirect> mutants =
        Stream.generate(() -> HostileRedirect.mutant(chance))
            .limit(Proof.size(1_000, 10_000))
            .toList();
    Proof.holds(
        "A1",
        Stream.concat(HostileRedirect.known().stream(), mutants.stream()).toList(),
        HostileRedirectProofTest::hold);
  }

  private static void hold(HostileRedirect hostile) {
    AuthorizationRequest one = web.authorizationRequest("ZohoCRM.modules.READ");
    refused(() -> web.exchange(one, query(one, hostile), signIn -> OWNER));
    AuthorizationRequest other = desktop.authorizationRequest("ZohoCRM.modules.READ");
    refused(
        () ->
            desktop.exchange(
                other, "com.example.app:/callback?" + query(other, hostile), signIn -> OWNER));
    assertThat(destinations.drain()).as("sent to").isEmpty();
    assertThat(store.load(new TokenKey(Scene.CLIENT_ID, OWNER))).isEmpty();
  }

  private static void refused(Runnable exchange) {
    ZohoOAuthException failure = catchThrowableOfType(ZohoOAuthException.class, exchange::run);
    assertThat(failure)
        .isInstanceOfAny(AuthorizationRequiredException.class, ConfigurationException.class);
    assertThat(PlantedSecret.shownIn(failure)).isEmpty();
    assertThat(failure.getMessage()).doesNotContain("evil").hasSizeLessThan(400);
  }

  /** The other half of the claim: what is honest does go out, and only to where the user lives. */
  @Test
  void honestRedirect_sendsTheCode_toTheUsersDataCenterOnly() {
    for (DataCenter home : DataCenter.builtIn()) {
      if (home.equals(DataCenter.CN)) {
        continue; // whose users have clients there, and no others
      }
      String server = HostileRedirect.encoded(home.accountsServer().toString());
      for (String honest :
          List.of(
              "location=" + home.location(),
              "location=" + home.location().toUpperCase(Locale.ROOT),
              "location=" + capital(home.location()) + "&accounts-server=" + server + "/",
              "accounts-server=" + server,
              "accounts-server=" + server + "%2F",
              "location=" + home.location() + "&accounts-server=" + server + "&",
              "&&location=" + home.location() + "&accounts-server=&iss=" + server)) {
        AuthorizationRequest request = web.authorizationRequest("ZohoCRM.modules.READ");
        String answer = query(request, new HostileRedirect(honest));
        assertThatThrownBy(() -> web.exchange(request, answer, signIn -> OWNER))
            .isInstanceOf(TemporaryFailureException.class);
        assertThat(destinations.drain())
            .as(honest)
            .isNotEmpty()
            .allMatch(uri -> uri.getHost().equals(home.accountsServer().getHost()))
            .allMatch(uri -> uri.getRawQuery() == null);
      }
    }
  }

  private static String capital(String location) {
    return location.substring(0, 1).toUpperCase(Locale.ROOT) + location.substring(1);
  }
}
