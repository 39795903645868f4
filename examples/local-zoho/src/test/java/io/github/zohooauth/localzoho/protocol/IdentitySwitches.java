package io.github.zohooauth.localzoho.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.testkit.BrowserCalls;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.Jws;
import io.github.zohooauth.localzoho.testkit.OpenId;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;

/** What the wire shows under each value of the switches of OpenID Connect. */
final class IdentitySwitches {
  private static final String SCOPES = "openid,email,profile";

  private IdentitySwitches() {}

  static Map<Switch, Consumer<LocalZoho>> expectations() {
    return Map.ofEntries(
        entry(IdentitySwitch.Issuer.OWN_ACCOUNTS_SERVER, zoho -> assertIssuer(zoho, "au")),
        entry(IdentitySwitch.Issuer.ALWAYS_US, zoho -> assertIssuer(zoho, "us")),
        entry(IdentitySwitch.KeyIdHeader.KEY_ID, zoho -> assertKeyId(zoho, "key_id")),
        entry(IdentitySwitch.KeyIdHeader.KID, zoho -> assertKeyId(zoho, "kid")),
        entry(
            IdentitySwitch.KeyIdHeader.ABSENT,
            zoho -> assertThat(idToken(zoho).headerJson()).hasSize(2)),
        entry(IdentitySwitch.Padding.SIGNED_WITH, zoho -> assertPadded(zoho, true)),
        entry(IdentitySwitch.Padding.SIGNED_WITHOUT, zoho -> assertPadded(zoho, false)),
        entry(
            IdentitySwitch.Padding.NONE,
            zoho -> assertThat(tokens(zoho).path("id_token").asText()).doesNotContain("=")),
        entry(IdentitySwitch.SigningAlgorithm.RS256, zoho -> assertSigned(zoho, "RS256")),
        entry(IdentitySwitch.SigningAlgorithm.RS384, zoho -> assertSigned(zoho, "RS384")),
        entry(
            IdentitySwitch.NonceRefused.WITH_EQUALS_DOLLAR_OR_COMMA,
            zoho -> assertNonces(zoho, "a-b_c", "a=", "a$", "a,b")),
        entry(
            IdentitySwitch.NonceRefused.OTHER_THAN_LETTERS_AND_DIGITS,
            zoho -> assertNonces(zoho, "aZ9", "a-b", "a_b", "a=", "a,b")),
        entry(IdentitySwitch.NonceRefused.NONE, zoho -> assertNonces(zoho, "a=$,-_")),
        entry(
            IdentitySwitch.MetadataDocument.CAPTURED,
            zoho -> assertThat(OpenId.metadata(zoho, "us").fieldNames()).toIterable().hasSize(18)),
        entry(
            IdentitySwitch.MetadataDocument.BARE,
            zoho ->
                assertThat(OpenId.metadata(zoho, "us").has("code_challenge_methods_supported"))
                    .isFalse()),
        entry(
            IdentitySwitch.UserInfoHeader.EITHER,
            zoho -> assertThat(zohoOauthtoken(zoho).statusCode()).isEqualTo(200)),
        entry(
            IdentitySwitch.UserInfoHeader.BEARER_ALONE,
            zoho -> {
              assertThat(zohoOauthtoken(zoho).body()).startsWith("<!DOCTYPE html>");
              assertThat(userinfo(zoho, token(zoho, SCOPES)).statusCode()).isEqualTo(200);
            }),
        entry(IdentitySwitch.IssuerClaim.PRESENT, zoho -> assertClaim(zoho, "iss", true)),
        entry(IdentitySwitch.IssuerClaim.ABSENT, zoho -> assertClaim(zoho, "iss", false)),
        entry(IdentitySwitch.ExpiryClaim.PRESENT, zoho -> assertClaim(zoho, "exp", true)),
        entry(IdentitySwitch.ExpiryClaim.ABSENT, zoho -> assertClaim(zoho, "exp", false)),
        entry(IdentitySwitch.IssuedAtClaim.PRESENT, zoho -> assertClaim(zoho, "iat", true)),
        entry(IdentitySwitch.IssuedAtClaim.ABSENT, zoho -> assertClaim(zoho, "iat", false)),
        entry(
            IdentitySwitch.EmailVerifiedClaim.ABSENT,
            zoho -> assertClaim(zoho, "email_verified", false)),
        entry(
            IdentitySwitch.EmailVerifiedClaim.PRESENT,
            zoho -> assertClaim(zoho, "email_verified", true)),
        entry(
            IdentitySwitch.NameClaims.FIRST_NAME_LAST_NAME,
            zoho -> assertClaim(zoho, "first_name", true)),
        entry(
            IdentitySwitch.NameClaims.GIVEN_NAME_FAMILY_NAME,
            zoho -> assertClaim(zoho, "given_name", true)),
        entry(IdentitySwitch.Nonce.ECHOED, zoho -> assertThat(nonce(zoho)).isEqualTo("n-1")),
        entry(IdentitySwitch.Nonce.NOT_ECHOED, zoho -> assertThat(nonce(zoho)).isEmpty()),
        entry(
            IdentitySwitch.IdTokenInRefresh.ABSENT,
            zoho -> assertThat(refreshed(zoho).has("id_token")).isFalse()),
        entry(
            IdentitySwitch.IdTokenInRefresh.PRESENT,
            zoho -> assertThat(refreshed(zoho).has("id_token")).isTrue()),
        entry(
            IdentitySwitch.UserInfoScopes.ANY,
            zoho -> assertThat(userinfo(zoho, token(zoho, "profile")).statusCode()).isEqualTo(200)),
        entry(
            IdentitySwitch.UserInfoScopes.NOT_PROFILE_ALONE,
            zoho -> {
              assertThat(userinfo(zoho, token(zoho, "profile")).statusCode()).isEqualTo(400);
              assertThat(userinfo(zoho, token(zoho, SCOPES)).statusCode()).isEqualTo(200);
            }),
        entry(
            IdentitySwitch.UserInfoRefusal.HTML_400,
            zoho -> assertThat(userinfo(zoho, "1000.fake.token").body()).startsWith("<!DOCTYPE")),
        entry(
            IdentitySwitch.UserInfoRefusal.JSON_401,
            zoho ->
                assertThat(userinfo(zoho, "1000.fake.token").body())
                    .isEqualTo("{\"error\":\"INVALID_OAUTHTOKEN\"}")),
        entry(
            IdentitySwitch.ProfileErrorStatus.UNAUTHORIZED_401,
            zoho -> assertThat(profileStatus(zoho)).isEqualTo(401)),
        entry(
            IdentitySwitch.ProfileErrorStatus.OK_200,
            zoho -> assertThat(profileStatus(zoho)).isEqualTo(200)));
  }

  private static void assertIssuer(LocalZoho zoho, String location) {
    String issuer = zoho.accountsServer(location).toString();
    assertThat(OpenId.metadata(zoho, "au").path("issuer").asText()).isEqualTo(issuer);
    assertThat(idToken(zoho).claims().path("iss").asText()).isEqualTo(issuer);
  }

  private static void assertKeyId(LocalZoho zoho, String name) {
    assertThat(idToken(zoho).headerJson().path(name).asText())
        .isNotEmpty()
        .isEqualTo(OpenId.keys(zoho, "au").get(0).path("kid").asText());
  }

  private static void assertPadded(LocalZoho zoho, boolean signedWith) {
    Jws idToken = idToken(zoho);
    JsonNode key = OpenId.keys(zoho, "au").get(0);
    assertThat(idToken.header()).endsWith("=");
    assertThat(idToken.signature()).endsWith("==");
    assertThat(idToken.signedAsSentBy(key)).isEqualTo(signedWith);
    assertThat(idToken.signedUnpaddedBy(key)).isEqualTo(!signedWith);
  }

  private static void assertSigned(LocalZoho zoho, String algorithm) {
    JsonNode tokens = tokens(zoho);
    Jws idToken = OpenId.idToken(tokens);
    String atHash = idToken.claims().path("at_hash").asText();
    assertThat(Base64.getUrlDecoder().decode(atHash))
        .isEqualTo(leftHalf(algorithm, tokens.path("access_token").asText()));
    JsonNode key = OpenId.keys(zoho, "au").get(0);
    assertThat(idToken.headerJson().path("alg").asText()).isEqualTo(algorithm);
    assertThat(key.path("alg").asText()).isEqualTo(algorithm);
    assertThat(idToken.signedAsSentBy(key)).isTrue();
  }

  /** Returns half of the hash of the algorithm (OpenID Connect Core, 3.1.3.6). */
  private static byte[] leftHalf(String algorithm, String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance(algorithm.replace("RS", "SHA-"))
              .digest(text.getBytes(StandardCharsets.US_ASCII));
      return Arrays.copyOf(hash, hash.length / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has a user sign in with {@code good}, and sees the page that each of {@code bad} leads to. */
  private static void assertNonces(LocalZoho zoho, String good, String... bad) {
    Client client = zoho.user("au").serverClient(Browsing.CALLBACK);
    for (String nonce : bad) {
      HttpResponse<String> page = nonceAsked(zoho, client, nonce);
      assertThat(page.statusCode()).as(nonce).isEqualTo(400);
      assertThat(page.body()).contains("Invalid Request");
    }
    assertThat(nonceAsked(zoho, client, good).statusCode()).isEqualTo(303);
  }

  private static HttpResponse<String> nonceAsked(LocalZoho zoho, Client client, String nonce) {
    return Wire.send(
        HttpRequest.newBuilder(Browsing.request(zoho, client, "scope", "openid", "nonce", nonce)));
  }

  private static HttpResponse<String> zohoOauthtoken(LocalZoho zoho) {
    return Wire.call(zoho.accountsServer("au"), OpenId.USERINFO, token(zoho, SCOPES));
  }

  private static void assertClaim(LocalZoho zoho, String name, boolean present) {
    assertThat(idToken(zoho).claims().has(name)).isEqualTo(present);
  }

  private static JsonNode tokens(LocalZoho zoho) {
    return TokenCalls.of(zoho, zoho.user("au").selfClient()).tokens(SCOPES);
  }

  private static Jws idToken(LocalZoho zoho) {
    return OpenId.idToken(tokens(zoho));
  }

  private static JsonNode refreshed(LocalZoho zoho) {
    TokenCalls calls = TokenCalls.of(zoho, zoho.user("au").selfClient());
    return Wire.json(calls.refresh(calls.tokens(SCOPES).path("refresh_token").asText()));
  }

  /** Returns the nonce that came back for {@code n-1}. */
  private static String nonce(LocalZoho zoho) {
    BrowserCalls calls = BrowserCalls.of(zoho, zoho.user("au").serverClient(Browsing.CALLBACK));
    JsonNode tokens = Wire.json(calls.exchange(calls.code("scope", "openid", "nonce", "n-1")));
    return OpenId.idToken(tokens).claims().path("nonce").asText();
  }

  private static String token(LocalZoho zoho, String scopes) {
    return TokenCalls.of(zoho, zoho.user("au").selfClient()).accessToken(scopes);
  }

  private static HttpResponse<String> userinfo(LocalZoho zoho, String token) {
    return OpenId.bearer(zoho, "au", OpenId.USERINFO, token);
  }

  private static int profileStatus(LocalZoho zoho) {
    return OpenId.bearer(zoho, "au", OpenId.PROFILE, token(zoho, "email")).statusCode();
  }
}
