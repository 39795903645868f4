package io.github.zohooauth.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.Slf4jNotifier;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.endpoint.AccountsServers;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.endpoint.ErrorReader;
import io.github.zohooauth.internal.endpoint.UserInfoEndpoint;
import io.github.zohooauth.internal.openid.IdTokenVerifier;
import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.internal.runtime.Callers;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.internal.transport.HttpCall;
import io.github.zohooauth.internal.transport.HttpSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An accounts server that publishes an issuer and keys, and whoever verifies by them. */
public final class SigningZoho implements AutoCloseable {

  public static final String METADATA = "/.well-known/openid-configuration";
  public static final String KEYS = "/oauth/v2/keys";

  private final WireMockServer server =
      new WireMockServer(
          wireMockConfig()
              .dynamicPort()
              .http2PlainDisabled(true)
              .gzipDisabled(true)
              .notifier(new Slf4jNotifier(false)));

  public final IdleTime time = new IdleTime();
  public final DataCenter dataCenter;
  final HttpCall http =
      new HttpCall(
          HttpSource.own(
              () -> HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()),
          time,
          Scene.HANG_GUARD);
  public static final Callers CALLERS =
      new Callers(Scene.CLIENT_ID, new IdleTime(), Scene.HANG_GUARD, Runnable::run);

  public final ErrorReader errors =
      new ErrorReader(
          Scene.CLIENT_ID,
          time,
          RenewalPolicy.DEFAULT.requestTimeout(),
          RenewalPolicy.DEFAULT.rateLimitPause());
  private final DataCenters known;
  private final Map<IdTokenVerifier.Rules, IdTokenVerifier> verifiers = new ConcurrentHashMap<>();

  public SigningZoho() {
    server.start();
    dataCenter =
        DataCenter.of("eu", URI.create(server.baseUrl()), URI.create("https://www.zohoapis.eu"));
    known = new DataCenters(Scene.CLIENT_ID, dataCenter, List.of(dataCenter), false);
    describes(server.baseUrl(), server.baseUrl() + KEYS);
    publishes(IdTokenFixture.KEY);
  }

  /** Has the verifier fetch the keys again for what it verifies next. */
  public void keysAreForgotten() {
    verifiers.clear();
  }

  /** Says this of itself from now on. */
  public void describes(String issuer, String jwksUri) {
    serves(
        METADATA,
        CannedAnswer.json(
            200, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, jwksUri)));
  }

  /** Signs by one of these keys from now on, and publishes their public halves. */
  public void publishes(JWK... keys) {
    serves(KEYS, CannedAnswer.json(200, new JWKSet(List.of(keys)).toString(true)));
  }

  /** Answers so at this place from now on. */
  public void serves(String path, CannedAnswer answer) {
    ResponseDefinitionBuilder response =
        aResponse().withStatus(answer.status()).withBody(answer.body());
    answer.headers().forEach(response::withHeader);
    server.stubFor(any(urlEqualTo(path)).willReturn(response));
  }

  /** What was asked at this place so far. */
  public List<LoggedRequest> asked(String path) {
    return server.findAll(anyRequestedFor(urlEqualTo(path)));
  }

  public IdTokenFixture mint() {
    return IdTokenFixture.by(dataCenter);
  }

  public IdToken verify(String text) {
    return verify(text, new IdTokenVerifier.Expected(IdTokenFixture.NONCE, null, false));
  }

  public IdToken verify(String text, IdTokenVerifier.Expected expected) {
    return verify(text, expected, IdTokenVerifier.Rules.STRICT);
  }

  public IdToken verify(
      String text, IdTokenVerifier.Expected expected, IdTokenVerifier.Rules rules) {
    IdTokenVerifier verifier =
        verifiers.computeIfAbsent(
            rules, those -> new IdTokenVerifier(Scene.CLIENT_ID, known, http, errors, time, those));
    return CALLERS.await(verifier.verify(text, dataCenter, expected));
  }

  public UserInfo userInfo(AccessToken token, @Nullable IdToken idToken) {
    return CALLERS.await(userInfoEndpoint(http).userInfo(token, dataCenter, idToken));
  }

  public UserInfoEndpoint userInfoEndpoint(HttpCall call) {
    AccountsServers servers =
        new AccountsServers(
            call, errors, 64, Scene.HANG_GUARD, TokenClock.of(time), () -> 1, Runnable::run);
    return new UserInfoEndpoint(servers, errors);
  }

  @Override
  public void close() {
    server.stop();
  }
}
