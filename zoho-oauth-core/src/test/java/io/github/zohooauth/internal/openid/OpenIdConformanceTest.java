package io.github.zohooauth.internal.openid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.SigningZoho;
import io.github.zohooauth.testkit.TokenAnswer;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The OpenID Foundation's cases for whoever relies on an id_token, under the names of its
 * conformance suite: today's, and where it had one, that of the suite before.
 *
 * @see <a href="https://gitlab.com/openid/conformance-suite">OpenID conformance suite</a>
 */
@Tag("OIDF")
class OpenIdConformanceTest {

  private static final AccessToken ACCESS_TOKEN =
      new AccessToken(
          "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y",
          Scene.NOW.plus(Duration.ofHours(1)),
          Set.of("openid", "email", "profile"),
          DataCenter.EU,
          URI.create(TokenAnswer.BASE));

  /** Of that access token, as the specification prints it (OpenID Connect Core, A.3). */
  private static final String AT_HASH = "77QmUPtjPfzWtF2AnpK9RQ";

  private static SigningZoho zoho;

  @BeforeAll
  static void start() {
    zoho = new SigningZoho();
  }

  @AfterAll
  static void stop() {
    zoho.close();
  }

  private static void refused(String idToken, String failedCheck) {
    refused(idToken, new IdTokenVerifier.Expected(IdTokenFixture.NONCE, null, false), failedCheck);
  }

  private static void refused(
      String idToken, IdTokenVerifier.Expected expected, String failedCheck) {
    assertThatThrownBy(() -> zoho.verify(idToken, expected))
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining(failedCheck)
        .hasMessageContaining("Sign in again")
        .hasMessageContaining("[data center eu, client ID %s]", Scene.CLIENT_ID);
  }

  @Test
  @Tag("oidcc-client-test-invalid-iss")
  @Tag("rp-id_token-issuer-mismatch")
  void invalidIss() {
    refused(zoho.mint().claim("iss", "https://accounts.zoho.evil").signed(), "its iss is not");
    refused(zoho.mint().claim("iss", zoho.dataCenter.accountsServer() + "/").signed(), "its iss");
  }

  @Test
  @Tag("oidcc-client-test-missing-sub")
  @Tag("rp-id_token-sub")
  void missingSub() {
    refused(zoho.mint().without("sub").signed(), "it has no sub");
  }

  @Test
  @Tag("oidcc-client-test-invalid-aud")
  @Tag("rp-id_token-aud")
  void invalidAud() {
    refused(
        zoho.mint().claim("aud", "1000.SOMEBODYELSE").signed(),
        "its aud does not name this client");
  }

  @Test
  @Tag("oidcc-client-test-missing-aud")
  @Tag("rp-id_token-aud")
  void missingAud() {
    refused(zoho.mint().without("aud").signed(), "its aud does not name this client");
  }

  @Test
  @Tag("oidcc-client-test-missing-iat")
  @Tag("rp-id_token-iat")
  void missingIat() {
    assertThatThrownBy(() -> zoho.verify(zoho.mint().without("iat").signed()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it has no iat")
        .hasMessageContaining("acceptIdTokenWithout(\"iat\")");
  }

  @Test
  @Tag("oidcc-client-test-idtoken-sig-rs256")
  @Tag("rp-id_token-sig-rs256")
  void sigRs256() {
    assertThat(zoho.verify(zoho.mint().signed()).subject()).isEqualTo(IdTokenFixture.SUBJECT);
  }

  /** The suite leaves it open whether a client accepts it; this one does not. */
  @Test
  @Tag("oidcc-client-test-idtoken-sig-none")
  @Tag("rp-id_token-sig-none")
  void sigNone() {
    for (String none : Set.of("none", "None", "NONE", "nOnE", "")) {
      IdTokenFixture unsigned = zoho.mint().header("alg", none);
      String text =
          IdTokenFixture.part(unsigned.headerJson())
              + "."
              + IdTokenFixture.part(unsigned.claimsJson());
      refused(text + ".", "does not name the algorithm RS256");
      refused(unsigned.signed(), "does not name the algorithm RS256");
    }
  }

  @Test
  @Tag("oidcc-client-test-invalid-sig-rs256")
  @Tag("rp-id_token-bad-sig-rs256")
  void badSigRs256() {
    refused(zoho.mint().signedBy(IdTokenFixture.OTHER_KEY), "none of the data center's keys");
    String token = zoho.mint().signed();
    char last = token.charAt(token.length() - 2);
    String changed = last == 'A' ? "B" : "A";
    refused(
        token.substring(0, token.length() - 2) + changed + token.charAt(token.length() - 1),
        "none of the data center's keys");
  }

  /** Signed by whoever knows the public key, as if it were a shared secret. */
  @Test
  @Tag("oidcc-client-test-invalid-sig-hs256")
  @Tag("rp-id_token-bad-sig-hs256")
  void badSigHs256() throws Exception {
    RSAKey known = IdTokenFixture.KEY.toPublicJWK();
    for (byte[] secret :
        Set.of(known.toRSAPublicKey().getEncoded(), known.toString().getBytes(UTF_8))) {
      SignedJWT token = claimsUnder(new JWSHeader(JWSAlgorithm.HS256));
      token.sign(new MACSigner(secret));
      refused(token.serialize(), "does not name the algorithm RS256");
    }
  }

  @Test
  @Tag("oidcc-client-test-invalid-sig-es256")
  @Tag("rp-id_token-bad-sig-es256")
  void badSigEs256() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    try (SigningZoho other = new SigningZoho()) {
      other.publishes(IdTokenFixture.KEY, key);
      SignedJWT token = claimsUnder(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build());
      token.sign(new ECDSASigner(key));
      assertThatThrownBy(() -> other.verify(token.serialize()))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("does not name the algorithm RS256");
    }
  }

  private static SignedJWT claimsUnder(JWSHeader header) throws ParseException, JOSEException {
    return new SignedJWT(header, JWTClaimsSet.parse(zoho.mint().claimsJson()));
  }

  @Test
  @Tag("oidcc-client-test-nonce-invalid")
  @Tag("rp-nonce-invalid")
  void nonceInvalid() {
    refused(
        zoho.mint().claim("nonce", IdTokenFixture.NONCE + "x").signed(),
        "its nonce is not the one");
  }

  /** What came through the browser without the nonce that was sent is refused. */
  @Test
  @Tag("oidcc-client-test-nonce-unless-code-flow")
  @Tag("rp-nonce-unless-code-flow")
  void nonceUnlessCodeFlow() {
    String idToken = zoho.mint().claim("at_hash", AT_HASH).without("nonce").signed();
    IdTokenVerifier.Expected implicit =
        new IdTokenVerifier.Expected(IdTokenFixture.NONCE, ACCESS_TOKEN.value(), true);
    assertThatThrownBy(() -> zoho.verify(idToken, implicit))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it has no nonce")
        .hasMessageContaining("acceptIdTokenWithout(\"nonce\")");
  }

  @Test
  @Tag("oidcc-client-test-invalid-athash")
  @Tag("rp-id_token-bad-at_hash")
  void invalidAtHash() {
    String wrong = zoho.mint().claim("at_hash", "77QmUPtjPfzWtF2AnpK9RA").signed();
    refused(
        wrong,
        new IdTokenVerifier.Expected(null, ACCESS_TOKEN.value(), true),
        "its at_hash is not");
    refused(
        wrong,
        new IdTokenVerifier.Expected(null, ACCESS_TOKEN.value(), false),
        "its at_hash is not");
    IdTokenVerifier.Expected implicit =
        new IdTokenVerifier.Expected(null, ACCESS_TOKEN.value(), true);
    for (String right : Set.of(AT_HASH, AT_HASH + "==")) {
      assertThat(zoho.verify(zoho.mint().claim("at_hash", right).signed(), implicit)).isNotNull();
    }
  }

  @Test
  @Tag("oidcc-client-test-missing-athash")
  @Tag("rp-id_token-missing-at_hash")
  void missingAtHash() {
    String without = zoho.mint().signed();
    refused(
        without,
        new IdTokenVerifier.Expected(null, ACCESS_TOKEN.value(), true),
        "it has no at_hash");
    assertThat(
            zoho.verify(without, new IdTokenVerifier.Expected(null, ACCESS_TOKEN.value(), false)))
        .isNotNull();
  }
}
