package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An id_token in a redirect is verified at once, and ties the access token to this sign-in. */
class BrowserIdTokenTest {

  private static final String TOKEN = Secret.ISSUED_ACCESS_TOKEN.value;

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
        .clock(zoho.now::get);
  }

  private void use(BrowserClient.Builder builder) {
    client = builder.build();
    request = client.authorizationRequest("openid", "email");
  }

  /** What Zoho would sign beside the access token. */
  private Minted honest() {
    return zoho.mint()
        .claim("nonce", String.valueOf(request.nonce()))
        .claim("at_hash", hash(TOKEN));
  }

  private static String hash(String accessToken) {
    return Base64URL.encode(Arrays.copyOf(Sha256.of(accessToken), 16)).toString();
  }

  private AccessToken accept(String accessToken, String idToken) {
    return client.accept(
        request,
        "#access_token=%s&id_token=%s&state=%s".formatted(accessToken, idToken, request.state()));
  }

  private ZohoOAuthException refused(String accessToken, String idToken) {
    ZohoOAuthException refusal =
        catchThrowableOfType(ZohoOAuthException.class, () -> accept(accessToken, idToken));
    assertThat(refusal).isNotNull();
    assertThat(Secret.shownIn(refusal)).isEmpty();
    assertThat(store.load(Scene.KEY)).as("nothing is stored").isEmpty();
    return refusal;
  }

  private void untrusted(String accessToken, String idToken, String failedCheck) {
    assertThat(refused(accessToken, idToken))
        .hasMessageContaining(failedCheck)
        .isInstanceOfSatisfying(
            AuthorizationRequiredException.class,
            refusal -> assertThat(refusal.authorizationRequest()).isPresent());
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
    String nonce = String.valueOf(client.authorizationRequest("openid").nonce());
    untrusted(TOKEN, honest().claim("nonce", nonce).signed(), "its nonce is not");
  }

  @Test
  void idToken_withoutNonce_isRefused_unlessAccepted() {
    assertThat(refused(TOKEN, honest().without("nonce").signed()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("acceptIdTokenWithoutNonce()");
    client.close();
    use(builder().acceptIdTokenWithoutNonce());
    assertThat(accept(TOKEN, honest().without("nonce").signed()).value()).isEqualTo(TOKEN);
  }

  @Test
  void idToken_withoutIssuerExpiryOrTime_isAccepted_ifSaidSo() {
    client.close();
    use(
        builder()
            .acceptIdTokenWithoutIssuer()
            .acceptIdTokenWithoutExpiry()
            .acceptIdTokenWithoutIssuedAt());
    String idToken = honest().without("iss").without("exp").without("iat").signed();
    assertThat(accept(TOKEN, idToken).value()).isEqualTo(TOKEN);
  }

  @Test
  void idToken_thatNobodyHasSigned_isRefused() {
    untrusted(TOKEN, honest().signedBy(Minted.OTHER_KEY), "has signed it");
  }

  @Test
  void noIdToken_isRefused_asUnreadable() {
    untrusted(TOKEN, "a.b.c", "The id_token is not trusted");
  }

  @Test
  void idToken_withoutKeys_waitsForNobody_andIsNotBelieved() {
    zoho.serves(SigningZoho.KEYS, Canned.of(503, "text/html", "<html>"));
    assertThat(refused(TOKEN, honest().signed())).isInstanceOf(TemporaryFailureException.class);
  }
}
