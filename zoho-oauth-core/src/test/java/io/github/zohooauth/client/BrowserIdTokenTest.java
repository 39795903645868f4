package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.util.Base64URL;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.text.Crypto;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.NimbusVerifier;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SigningZoho;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An id_token in a redirect is verified at once, and ties the access token to this sign-in. */
class BrowserIdTokenTest {

  private static final String TOKEN = PlantedSecret.ISSUED_ACCESS_TOKEN.value;

  private final TokenStore store = TokenStore.inMemory();
  private SigningZoho zoho;
  private BrowserClient client;
  private AuthorizationRequest request;

  @BeforeEach
  void start() {
    zoho = new SigningZoho();
    use(builder());
  }

  @AfterEach
  void stop() {
    client.close();
    zoho.close();
  }

  private BrowserClient.Builder builder() {
    return BrowserClient.builder()
        .clientId(Scene.CLIENT_ID)
        .dataCenter(zoho.dataCenter)
        .redirectUri(URI.create("https://app.example/callback"))
        .tokenStore(store)
        .httpClient(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build())
        .clock(zoho.time);
  }

  private void use(BrowserClient.Builder builder) {
    client = builder.build();
    request = client.authorizationRequest("openid", "email");
  }

  /** With a client of other options in place of this one. */
  private void use(BrowserClient before, BrowserClient.Builder builder) {
    before.close();
    use(builder);
  }

  /** What Zoho would sign beside the access token. */
  private IdTokenFixture honest() {
    return zoho.mint().claim("nonce", String.valueOf(request.nonce)).claim("at_hash", hash(TOKEN));
  }

  private static String hash(String accessToken) {
    return Base64URL.encode(Arrays.copyOf(Crypto.sha256(accessToken), 16)).toString();
  }

  private AccessToken accept(String accessToken, String idToken) {
    return client
        .accept(
            request,
            "#access_token=%s&id_token=%s&state=%s"
                .formatted(accessToken, idToken, request.state()))
        .accessToken();
  }

  private ZohoOAuthException refused(String accessToken, String idToken) {
    ZohoOAuthException refusal =
        catchThrowableOfType(ZohoOAuthException.class, () -> accept(accessToken, idToken));
    assertThat(refusal).isNotNull();
    assertThat(PlantedSecret.shownIn(refusal)).isEmpty();
    assertThat(store.load(Scene.KEY)).as("nothing is stored").isEmpty();
    return refusal;
  }

  private void untrusted(String accessToken, String idToken, String failedCheck) {
    assertThat(refused(accessToken, idToken))
        .hasMessageContaining(failedCheck)
        .isInstanceOf(AuthorizationRequiredException.class);
  }

  @Test
  void idToken_ofThisRequestAndToken_isAccepted() {
    assertThat(accept(TOKEN, honest().signed()).value()).isEqualTo(TOKEN);
  }

  @Test
  void accessToken_besideTheIdTokenOfAnother_isRefused() {
    untrusted("1000.swapped", honest().signed(), "its at_hash is not the access token's");
  }

  @Test
  void idToken_withoutHash_isRefused() {
    untrusted(TOKEN, honest().without("at_hash").signed(), "it has no at_hash");
  }

  @Test
  void idToken_ofAnotherRequest_isRefused() {
    String nonce = String.valueOf(client.authorizationRequest("openid").nonce);
    untrusted(TOKEN, honest().claim("nonce", nonce).signed(), "its nonce is not");
  }

  @Test
  void idToken_withRs384_isAccepted_withTheHashOfThatAlgorithm() {
    zoho.publishes(IdTokenFixture.KEY, IdTokenFixture.KEY_384);
    IdTokenFixture rs384 = honest().in384();
    untrusted(
        TOKEN, rs384.signedBy(IdTokenFixture.KEY_384), "its at_hash is not the access token's");
    use(client, builder());
    String hash = NimbusVerifier.half("SHA-384", TOKEN);
    String idToken = honest().in384().claim("at_hash", hash).signedBy(IdTokenFixture.KEY_384);
    assertThat(accept(TOKEN, idToken).value()).isEqualTo(TOKEN);
  }

  @Test
  void idToken_withAnEmptyNonce_isOneWithout() {
    assertThat(refused(TOKEN, honest().claim("nonce", "").signed()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it has no nonce")
        .hasMessageContaining("acceptIdTokenWithout(\"nonce\")");
    use(client, builder().acceptIdTokenWithout("nonce"));
    assertThat(accept(TOKEN, honest().claim("nonce", "").signed()).value()).isEqualTo(TOKEN);
  }

  /** The clock that is wrong may be this machine's, so that the message has both. */
  @ParameterizedTest
  @CsvSource({
    "exp, 299, -PT5M, it has expired (exp)",
    "iat, 300, PT5M1S, it is from the future (iat)",
    "nbf, 300, PT5M1S, it is not valid yet (nbf)"
  })
  void time_isHeldToFiveMinutes_andTheRefusalNamesBothTimes(
      String claim, int accepted, Duration refused, String failedCheck) {
    long now = zoho.time.instant().getEpochSecond();
    boolean past = claim.equals("exp");
    IdTokenFixture good =
        honest().claim("iat", now - 3600).claim(claim, now + (past ? -1L : 1L) * accepted);
    assertThat(accept(TOKEN, good.signed()).value()).isEqualTo(TOKEN);
    store.delete(Scene.KEY);
    use(client, builder());
    IdTokenFixture bad = honest().claim("iat", now - 3600).claim(claim, now + refused.toSeconds());
    untrusted(
        TOKEN,
        bad.signed(),
        "The id_token is not trusted: %s. It says %s, this machine's clock says %s, and the leeway"
                .formatted(failedCheck, zoho.time.instant().plus(refused), zoho.time.instant())
            + " is 300 s. Check the clock, or set idTokenLeeway(...). Sign in again.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT1S", "PT1H"})
  void leeway_isAnOption(Duration leeway) {
    long now = zoho.time.instant().getEpochSecond();
    use(client, builder().idTokenLeeway(leeway));
    untrusted(
        TOKEN,
        honest().claim("iat", now - 4000).claim("exp", now - leeway.toSeconds()).signed(),
        "the leeway is " + leeway.toSeconds() + " s");
    use(client, builder().idTokenLeeway(leeway));
    String idToken =
        honest().claim("iat", now - 4000).claim("exp", now - leeway.toSeconds() + 1).signed();
    assertThat(accept(TOKEN, idToken).value()).isEqualTo(TOKEN);
  }

  @Test
  void idToken_withoutNonce_isRefused_unlessAccepted() {
    assertThat(refused(TOKEN, honest().without("nonce").signed()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("acceptIdTokenWithout(\"nonce\")");
    client.close();
    use(builder().acceptIdTokenWithout("nonce"));
    assertThat(accept(TOKEN, honest().without("nonce").signed()).value()).isEqualTo(TOKEN);
  }

  @Test
  void idToken_withoutIssuerExpiryOrTime_isAccepted_ifSaidSo() {
    client.close();
    use(builder().acceptIdTokenWithout("iss", "exp", "iat"));
    String idToken = honest().without("iss").without("exp").without("iat").signed();
    assertThat(accept(TOKEN, idToken).value()).isEqualTo(TOKEN);
  }

  @Test
  void idToken_withoutSignature_isRefused() {
    untrusted(TOKEN, honest().signedBy(IdTokenFixture.OTHER_KEY), "has signed it");
  }

  @Test
  void noIdToken_isRefused_asUnreadable() {
    untrusted(TOKEN, "a.b.c", "The id_token is not trusted");
  }

  @Test
  void idToken_withoutKeys_isRefused_withoutWaiting() {
    zoho.serves(SigningZoho.KEYS, CannedAnswer.of(503, "text/html", "<html>"));
    assertThat(refused(TOKEN, honest().signed())).isInstanceOf(TemporaryFailureException.class);
  }
}
