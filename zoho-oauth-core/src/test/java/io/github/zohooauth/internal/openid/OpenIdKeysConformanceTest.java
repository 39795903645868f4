package io.github.zohooauth.internal.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.SigningZoho;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The cases of {@link OpenIdConformanceTest} about keys, and where they come from. */
@Tag("OIDF")
class OpenIdKeysConformanceTest {

  private static final RSAKey ANONYMOUS =
      new RSAKey.Builder(IdTokenFixture.KEY).keyID(null).build();
  private static final RSAKey OTHER_ANONYMOUS =
      new RSAKey.Builder(IdTokenFixture.OTHER_KEY).keyID(null).build();

  private final SigningZoho zoho = new SigningZoho();

  @AfterEach
  void stop() {
    zoho.close();
  }

  @Test
  @Tag("oidcc-client-test-kid-absent-single-jwks")
  @Tag("rp-id_token-kid-absent-single-jwks")
  void kidAbsentSingleJwks() {
    zoho.publishes(ANONYMOUS);
    assertThat(zoho.verify(zoho.mint().withoutHeader("kid").signed())).isNotNull();
  }

  /** The suite leaves it open whether a client tries every key; this one does. */
  @Test
  @Tag("oidcc-client-test-kid-absent-multiple-jwks")
  @Tag("rp-id_token-kid-absent-multiple-jwks")
  void kidAbsentMultipleJwks() {
    zoho.publishes(OTHER_ANONYMOUS, ANONYMOUS);
    assertThat(zoho.verify(zoho.mint().withoutHeader("kid").signed())).isNotNull();
    assertThat(zoho.verify(zoho.mint().withoutHeader("kid").signedBy(IdTokenFixture.OTHER_KEY)))
        .isNotNull();
  }

  @Test
  @Tag("oidcc-client-test-signing-key-rotation")
  @Tag("rp-key-rotation-op-sign-key")
  void signingKeyRotation() {
    assertThat(zoho.verify(zoho.mint().signed())).isNotNull();
    zoho.publishes(IdTokenFixture.OTHER_KEY);
    zoho.time.advance(Duration.ofMinutes(1));
    String rotated = zoho.mint().header("kid", "key-2").signedBy(IdTokenFixture.OTHER_KEY);
    assertThat(zoho.verify(rotated)).isNotNull();
    assertThat(zoho.asked(SigningZoho.KEYS)).hasSize(2);
    zoho.time.advance(Duration.ofMinutes(1));
    assertThatThrownBy(() -> zoho.verify(zoho.mint().signed()))
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("none of the data center's keys");
  }

  @Test
  @Tag("oidcc-client-test-signing-key-rotation-just-before-signing")
  @Tag("rp-key-rotation-op-sign-key-native")
  void signingKeyRotationJustBeforeSigning() {
    RSAKey fresh = IdTokenFixture.key("key-3", 2048);
    zoho.publishes(fresh);
    String idToken = zoho.mint().header("kid", "key-3").signedBy(fresh);
    assertThat(zoho.verify(idToken)).isNotNull();
  }

  @Test
  @Tag("oidcc-client-test-discovery-issuer-mismatch")
  @Tag("rp-discovery-issuer-not-matching-config")
  void discoveryIssuerMismatch() {
    String own = zoho.dataCenter.accountsServer().toString();
    List<String> issuers =
        List.of(
            "https://accounts.zoho.evil",
            own + ".evil",
            own + "/path",
            own + "?q",
            "https://accounts.zoho.com@evil.example",
            "//accounts.zoho.com",
            "mailto:accounts.zoho.com",
            "");
    for (String issuer : issuers) {
      zoho.time.advance(Duration.ofMinutes(1));
      zoho.describes(issuer, own + SigningZoho.KEYS);
      assertThatThrownBy(() -> zoho.verify(zoho.mint().claim("iss", issuer).signed()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("its issuer is not on an accounts server")
          .hasMessageContaining("data center eu");
    }
    assertThat(zoho.asked(SigningZoho.KEYS)).isEmpty();
  }

  /** The keys are where the metadata says, on a server that is known. */
  @Test
  @Tag("oidcc-client-test-discovery-jwks-uri-keys")
  @Tag("rp-discovery-jwks_uri-keys")
  void discoveryJwksUriKeys() {
    String own = zoho.dataCenter.accountsServer().toString();
    List<String> elsewhere =
        List.of(
            "https://accounts.zoho.in" + SigningZoho.KEYS,
            "https://evil.example" + SigningZoho.KEYS,
            own.replace("http://", "http://evil@") + SigningZoho.KEYS,
            own + ".evil.example" + SigningZoho.KEYS,
            own,
            "/oauth/v2/keys",
            "file:///etc/passwd",
            "");
    for (String jwksUri : elsewhere) {
      zoho.time.advance(Duration.ofMinutes(1));
      zoho.describes(own, jwksUri);
      assertThatThrownBy(() -> zoho.verify(zoho.mint().signed()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("its jwks_uri is not on an accounts server");
    }
    zoho.time.advance(Duration.ofMinutes(1));
    zoho.describes(own, own + "//evil.example/jwksXyZ?a=b");
    zoho.serves("//evil.example/jwksXyZ?a=b", CannedAnswer.json(200, "{}"));
    assertThatThrownBy(() -> zoho.verify(zoho.mint().signed()))
        .isInstanceOf(TemporaryFailureException.class);
    assertThat(zoho.asked("//evil.example/jwksXyZ?a=b")).hasSize(1);
    assertThat(zoho.asked(SigningZoho.KEYS)).isEmpty();
  }
}
