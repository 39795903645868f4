package io.github.zohooauth.localzoho.internal.openid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalClock;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.Jws;
import io.github.zohooauth.localzoho.testkit.OpenId;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class IdTokensTest {
  private static final String SCOPES = "openid,email,profile,ZohoCRM.org.READ";

  private final LocalZoho zoho;
  private final User user;
  private final TokenCalls calls;

  IdTokensTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.user = zoho.user("eu").named("Zoë", "Müller");
    this.calls = TokenCalls.of(zoho, user.selfClient());
  }

  @Test
  @DisplayName("10 the metadata of a data center is the captured document with its own endpoints")
  void metadata_namesOwnEndpoints() {
    String accounts = zoho.accountsServer("eu").toString();

    JsonNode metadata = OpenId.metadata(zoho, "eu");

    assertThat(metadata.path("issuer").asText()).isEqualTo(accounts);
    assertThat(metadata.path("authorization_endpoint").asText())
        .isEqualTo(accounts + "/oauth/v2/auth");
    assertThat(metadata.path("token_endpoint").asText()).isEqualTo(accounts + "/oauth/v2/token");
    assertThat(metadata.path("userinfo_endpoint").asText())
        .isEqualTo(accounts + "/oauth/v2/userinfo");
    assertThat(metadata.path("jwks_uri").asText()).isEqualTo(accounts + "/oauth/v2/keys");
    assertThat(metadata.path("revocation_endpoint").asText())
        .isEqualTo(accounts + "/oauth/v2/token/revoke");
    assertThat(metadata.path("introspection_endpoint").asText())
        .isEqualTo(accounts + "/oauth/v2/introspect");
    assertThat(metadata.path("device_authorization_endpoint").asText())
        .isEqualTo(accounts + "/oauth/v3/device/code");
    assertThat(metadata.path("dc_info").asText()).isEqualTo(accounts + "/oauth/serverinfo");
    assertList(metadata, "id_token_signing_alg_values_supported", "RS256", "RS384");
    assertList(metadata, "code_challenge_methods_supported", "plain", "S256");
    assertList(metadata, "response_modes_supported", "query", "fragment");
    assertList(
        metadata,
        "token_endpoint_auth_methods_supported",
        "client_secret_basic",
        "client_secret_post",
        "private_key_jwt");
    assertThat(metadata.path("grant_types_supported")).hasSize(5);
    assertThat(metadata.path("claims_supported")).hasSize(18);
  }

  @Test
  @DisplayName("10 an id_token is signed by the data center's key and names client, user and token")
  void idToken_isSignedAndNamesClientUserAndToken() throws Exception {
    JsonNode tokens = calls.tokens(SCOPES);
    Jws idToken = OpenId.idToken(tokens);

    JsonNode key = OpenId.keys(zoho, "eu").get(0);
    assertThat(idToken.signedAsSentBy(key)).isTrue();
    assertThat(idToken.signedAsSentBy(OpenId.keys(zoho, "us").get(0))).isFalse();
    assertThat(idToken.headerJson().path("alg").asText()).isEqualTo("RS256");
    assertThat(idToken.headerJson().path("typ").asText()).isEqualTo("JWS");
    assertThat(idToken.headerJson().path("key_id").asText()).isEqualTo(key.path("kid").asText());
    JsonNode claims = idToken.claims();
    assertThat(claims.path("sub").asText()).isEqualTo(user.id());
    assertThat(claims.path("aud").asText()).isEqualTo(user.selfClient().id());
    assertThat(claims.path("email").asText()).isEqualTo(user.email());
    assertThat(claims.path("first_name").asText()).isEqualTo("Zoë");
    assertThat(claims.path("last_name").asText()).isEqualTo("Müller");
    assertThat(claims.path("at_hash").asText())
        .isEqualTo(leftHalfOfHash(tokens.path("access_token").asText()));
    long now = LocalClock.START.getEpochSecond();
    assertThat(claims.path("iat").asLong()).isEqualTo(now);
    assertThat(claims.path("exp").asLong()).isEqualTo(now + 3600);
  }

  @Test
  @DisplayName("10 each of openid, email and profile brings an id_token, with its claims only")
  void scopes_decideClaims() {
    assertThat(calls.tokens("ZohoCRM.org.READ").has("id_token")).isFalse();
    for (String scope : new String[] {"openid", "email", "profile"}) {
      JsonNode claims = OpenId.idToken(calls.tokens(scope)).claims();
      assertThat(claims.has("sub")).as(scope).isTrue();
      assertThat(claims.has("email")).as(scope).isEqualTo(scope.equals("email"));
      assertThat(claims.has("first_name")).as(scope).isEqualTo(scope.equals("profile"));
    }
  }

  @Test
  @DisplayName("3, 10 a client-based application finds its id_token beside the access token")
  void implicitAnswer_hasIdToken() throws Exception {
    Client client = zoho.user("eu").browserClient(Browsing.CALLBACK);

    URI redirect =
        zoho.browser(user)
            .open(Browsing.request(zoho, client, "scope", "openid,email", "nonce", "n-1"));

    Map<String, String> answer = Browsing.fragment(redirect);
    Jws idToken = Jws.of(answer.getOrDefault("id_token", ""));
    assertThat(idToken.signedAsSentBy(OpenId.keys(zoho, "eu").get(0))).isTrue();
    assertThat(idToken.claims().path("aud").asText()).isEqualTo(client.id());
    assertThat(idToken.claims().path("sub").asText()).isEqualTo(user.id());
    assertThat(idToken.claims().path("nonce").asText()).isEqualTo("n-1");
    assertThat(idToken.claims().path("at_hash").asText())
        .isEqualTo(leftHalfOfHash(answer.getOrDefault("access_token", "")));
  }

  @Test
  @DisplayName("10 a rotated key signs at once; old keys stay published until they are dropped")
  void rotation_signsWithNewKey() {
    Jws before = OpenId.idToken(calls.tokens(SCOPES));
    JsonNode first = OpenId.keys(zoho, "eu").get(0);

    zoho.rotateKeys("eu");

    Jws after = OpenId.idToken(calls.tokens(SCOPES));
    JsonNode both = OpenId.keys(zoho, "eu");
    assertThat(both).hasSize(2);
    assertThat(both.get(0)).isEqualTo(first);
    assertThat(after.signedAsSentBy(both.get(1))).isTrue();
    assertThat(after.signedAsSentBy(first)).isFalse();
    assertThat(before.signedAsSentBy(first)).isTrue();
    zoho.dropOldKeys("eu");
    assertThat(OpenId.keys(zoho, "eu")).containsExactly(both.get(1));
    assertThat(OpenId.keys(zoho, "us")).hasSize(1);
  }

  @Test
  @DisplayName("8.2 metadata and keys answer a wrong method with an HTML page")
  void wrongMethod_isHtml() {
    for (String path : new String[] {OpenId.METADATA, OpenId.KEYS}) {
      assertThat(Wire.post(zoho.accountsServer("eu"), path).statusCode()).isEqualTo(400);
    }
  }

  private static String leftHalfOfHash(String accessToken) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
  }

  private static void assertList(JsonNode metadata, String name, String... values) {
    assertThat(metadata.path(name)).extracting(JsonNode::asText).containsExactly(values);
  }
}
