package io.github.zohooauth.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.http.HeaderSamples;
import io.github.zohooauth.http.ZohoHttpClient;
import io.github.zohooauth.internal.endpoint.CallSamples;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.loopback.LoopbackSamples;
import io.github.zohooauth.internal.openid.IdTokenVerifier;
import io.github.zohooauth.internal.openid.SignedJwt;
import io.github.zohooauth.internal.openid.VerifiedIdToken;
import io.github.zohooauth.internal.renewal.RenewalEvents;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.internal.renewal.RenewalSamples;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.internal.transport.FormRequest;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.SdkSamples;
import io.github.zohooauth.store.SdkTokens;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.FailureSamples;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.LoopbackVisitor;
import io.github.zohooauth.testkit.ObjectWalk;
import io.github.zohooauth.testkit.OwnClasses;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.Ports;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks all types of the library, and finds no secret in what any object of them shows. */
class LeakWalkTest {

  /** Records that hold nothing from outside, and a class without objects. */
  private static final Set<String> WITHOUT_SECRETS =
      Set.of(
          "Row",
          "Reading",
          "Host",
          "AesGcm",
          "RenewalDecision",
          "GuardedLease",
          "Place",
          "Candidate",
          "Fetch",
          "JsonWebKey",
          "OpenIdMetadata",
          "Outcome",
          "Published",
          "SignInHistory",
          "Code",
          "Jump",
          "Step",
          "Steps",
          "ZohoHttpClient");

  private static final DataCenter EU =
      DataCenter.of("eu", URI.create("http://localhost"), URI.create(TokenAnswer.BASE));

  private static final Map<String, String> SDK_ROW =
      Map.of(
          "id", PlantedSecret.STORED_REFRESH_TOKEN.value,
          "client_id", Scene.CLIENT_ID,
          "client_secret", PlantedSecret.CLIENT_SECRET.value,
          "grant_token", PlantedSecret.CODE.value,
          "refresh_token", PlantedSecret.STORED_REFRESH_TOKEN.value);

  private static SelfClient.Builder builder() {
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .clientSecret(DataCenter.IN, PlantedSecret.OTHER_CLIENT_SECRET.value)
        .dataCenter(EU);
  }

  private static StoredToken stored() {
    AccessToken token =
        new AccessToken(
            PlantedSecret.STORED_ACCESS_TOKEN.value,
            Scene.NOW.plus(Duration.ofHours(1)),
            Set.of("ZohoCRM.modules.ALL"),
            DataCenter.EU,
            URI.create(TokenAnswer.BASE));
    return RenewalHistory.NONE
        .refusing(PlantedSecret.STORED_REFRESH_TOKEN.value, EU)
        .onto(
            StoredToken.refreshing(EU, PlantedSecret.STORED_REFRESH_TOKEN.value)
                .withAccessToken(token, Scene.NOW)
                .withDetail("a", PlantedSecret.IN_HEADER.value));
  }

  private static KeyRing ring() {
    return KeyRing.of(
        "2026-11", PlantedSecret.ENCRYPTION_KEY.value.substring(0, 32).getBytes(US_ASCII));
  }

  private static IdToken idToken() {
    ObjectNode claims = Json.newObject().put("email", PlantedSecret.ID_TOKEN.value);
    Failures refusal = Failures.of(Scene.CLIENT_ID).at(EU);
    return new VerifiedIdToken(
        refusal, "https://localhost", PlantedSecret.ID_TOKEN.value, Set.of(), claims);
  }

  private static SignedJwt signedText() {
    String text =
        IdTokenFixture.by(EU)
            .header("kid", PlantedSecret.IN_HEADER.value)
            .claim("sub", PlantedSecret.ID_TOKEN.value)
            .signed();
    return SignedJwt.of(text, Failures.of(Scene.CLIENT_ID).at(EU));
  }

  /** Objects that hold all secrets between them; a new public type or record joins here. */
  private static Set<Object> objects() {
    TokenStore store = TokenStore.inMemory();
    store.save(Scene.KEY, stored());
    SelfClient client = builder().tokenStore(store).clock(() -> Scene.NOW).build();
    client.getAccessToken();
    HttpAnswer answer =
        HttpAnswer.of(
            200,
            CannedAnswer.json(200, TokenAnswer.to(TokenCall.EXCHANGE).json()).body(),
            HttpHeaders.of(
                Map.of("Retry-After", List.of(PlantedSecret.IN_HEADER.value)),
                (name, value) -> true));
    return ObjectWalk.from(
        client,
        builder(),
        builder().refreshToken(PlantedSecret.STORED_REFRESH_TOKEN.value).build(),
        TokenCall.CLIENT_CREDENTIALS.build(builder()),
        store,
        stored(),
        TokenCodec.aesGcm(ring()),
        ring(),
        SdkTokens.of(List.of(SDK_ROW)),
        SdkSamples.of(SDK_ROW, EU),
        SdkTokens.of(List.of(SDK_ROW, SDK_ROW))
            .owners(row -> TokenOwner.user("ada"))
            .importInto(TokenStore.inMemory(), EU),
        RenewalSamples.of(ClientParts.of(builder()).renewals(), Scene.KEY, stored()),
        new RenewalEvents.TokenEvent(Scene.KEY, EU, Scene.HANG_GUARD),
        CallSamples.all(),
        answer,
        TokenResponse.in(answer),
        Grant.authorizationCode(PlantedSecret.CODE.value),
        LoopbackSamples.request(),
        SignInSamples.all(EU, ClientParts.of(builder()), stored()),
        DeviceSamples.all(EU, ClientParts.of(builder())),
        StatusSamples.all(client),
        idToken(),
        signedText(),
        new IdTokenVerifier.Expected(PlantedSecret.CODE.value, PlantedSecret.CODE.value, true),
        new UserInfo(PlantedSecret.ID_TOKEN.value, null, null, null, null),
        redirected(),
        ZohoHttpClient.authorizing(HttpClient.newHttpClient(), client),
        HeaderSamples.of(client, PlantedSecret.IN_HEADER.value),
        new FormRequest(
            EU.accountsServer(),
            Map.of("token", PlantedSecret.CODE.value),
            PlantedSecret.IN_HEADER.value,
            true),
        Failures.of(Scene.CLIENT_ID),
        FailureSamples.of(PlantedSecret.CODE.value));
  }

  /** One that has caught a code. */
  private static LoopbackReceiver redirected() {
    URI uri = URI.create("http://127.0.0.1:" + Ports.free());
    try (LoopbackReceiver receiver = LoopbackReceiver.listen(AwaitedRequests.at(uri))) {
      LoopbackVisitor.ask(
          uri, LoopbackVisitor.get(uri, "/?state=1&code=" + PlantedSecret.CODE.value));
      receiver.await(Scene.HANG_GUARD);
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void toString_ofEveryObject_showsNoSecret() {
    assertThat(objects())
        .allSatisfy(
            object ->
                assertThat(PlantedSecret.shownIn(object.toString()))
                    .as("%s", object.getClass())
                    .isEmpty());
  }

  @Test
  void walk_seesEveryPublicType_andEveryRecord() throws Exception {
    Set<Class<?>> seen = new HashSet<>();
    objects().forEach(object -> seen.add(object.getClass()));
    List<Class<?>> due =
        OwnClasses.all().stream()
            .filter(type -> isForApplications(type) || type.isRecord())
            .filter(type -> !type.isInterface() && !type.isEnum())
            .filter(type -> !Modifier.isAbstract(type.getModifiers()))
            .filter(type -> !WITHOUT_SECRETS.contains(type.getSimpleName()))
            .toList();
    assertThat(due).hasSizeGreaterThan(15);
    assertThat(seen).as("add a sample to objects()").containsAll(due);
  }

  private static boolean isForApplications(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && !type.getPackageName().startsWith("io.github.zohooauth.internal.");
  }

  @Test
  void serializable_areExceptionsAlone() throws Exception {
    List<Class<?>> serializable =
        OwnClasses.all().stream()
            .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isEnum())
            .filter(Serializable.class::isAssignableFrom)
            .toList();
    assertThat(serializable)
        .isNotEmpty()
        .allSatisfy(type -> assertThat(type).isAssignableTo(Throwable.class));
  }
}
