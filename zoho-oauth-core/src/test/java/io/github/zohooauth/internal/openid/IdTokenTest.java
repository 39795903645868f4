package io.github.zohooauth.internal.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SigningZoho;
import io.github.zohooauth.testkit.TokenAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an id_token tells once it is believed, and which options let what pass. */
class IdTokenTest {

  private static SigningZoho zoho;

  @BeforeAll
  static void start() {
    zoho = new SigningZoho();
  }

  @AfterAll
  static void stop() {
    zoho.close();
  }

  @Test
  void claims_areReadAsText() {
    IdTokenFixture minted = zoho.mint().claim("first_name", "Some").claim("auth_time", 5);
    IdToken idToken = zoho.verify(minted.claim("email_verified", true).signed());
    assertThat(idToken.issuer()).isEqualTo(zoho.dataCenter.accountsServer().toString());
    assertThat(idToken.subject()).isEqualTo(IdTokenFixture.SUBJECT);
    assertThat(idToken.audience()).containsExactly(Scene.CLIENT_ID);
    assertThat(idToken.expiresAt()).contains(Scene.NOW.plus(Duration.ofHours(1)));
    assertThat(idToken.issuedAt()).contains(Scene.NOW.minusSeconds(5));
    assertThat(idToken.email()).isEqualTo("somebody@example.com");
    assertThat(idToken.claim("first_name")).contains("Some");
    assertThat(idToken.claim("auth_time")).contains("5");
    assertThat(idToken.claim("last_name")).isEmpty();
    assertThat(idToken.toString()).isEqualTo("IdToken[redacted]");
  }

  @Test
  void email_whichDidNotCome_namesTheScope_andUserInfo_whichTellsTheAddress() {
    IdToken idToken = zoho.verify(zoho.mint().without("email").signed());
    assertThatThrownBy(idToken::email)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("ask for the scope email")
        .hasMessageContaining("If it was asked for, userInfo() asks Zoho for the address.");
    zoho.serves(
        "/oauth/v2/userinfo",
        CannedAnswer.json(
            200,
            "{\"sub\":\"%s\",\"email\":\"somebody@example.com\"}"
                .formatted(IdTokenFixture.SUBJECT)));
    AccessToken token =
        new AccessToken(
            PlantedSecret.ISSUED_ACCESS_TOKEN.value,
            Scene.NOW.plus(Duration.ofHours(1)),
            Set.of("email"),
            zoho.dataCenter,
            URI.create(TokenAnswer.BASE));
    assertThat(zoho.userInfo(token, idToken).email()).isEqualTo("somebody@example.com");
  }

  @Test
  void email_whichIsNotVerified_isNotGiven() {
    IdToken idToken = zoho.verify(zoho.mint().claim("email_verified", false).signed());
    assertThatThrownBy(idToken::email)
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("not verified");
    assertThat(idToken.claim("email")).contains("somebody@example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "exp", "iat", "nonce"})
  void missingClaim_isRefused_unlessTheOptionNamesIt(String claim) {
    String option = "acceptIdTokenWithout(\"" + claim + "\")";
    String idToken = zoho.mint().without(claim).signed();
    assertThatThrownBy(() -> zoho.verify(idToken))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it has no " + claim)
        .hasMessageContaining(option);
    assertThatThrownBy(() -> zoho.verify(idToken, expected(), without("all but " + claim)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(option);
    assertThat(zoho.verify(idToken, expected(), without(claim)).issuer())
        .isEqualTo(zoho.dataCenter.accountsServer().toString());
  }

  @Test
  void emptyNonce_isAMissingOne() {
    String idToken = zoho.mint().claim("nonce", "").signed();
    assertThatThrownBy(() -> zoho.verify(idToken))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("acceptIdTokenWithout(\"nonce\")");
    assertThat(zoho.verify(idToken, expected(), without("nonce")).subject())
        .isEqualTo(IdTokenFixture.SUBJECT);
  }

  @ParameterizedTest
  @CsvSource({"iss,https://accounts.zoho.evil", "nonce,another"})
  void wrongClaim_isRefused_evenWhereItMayBeMissing(String claim, String value) {
    String idToken = zoho.mint().claim(claim, value).signed();
    assertThatThrownBy(() -> zoho.verify(idToken, expected(), without(claim)))
        .isInstanceOf(AuthorizationRequiredException.class);
  }

  private static IdTokenVerifier.Expected expected() {
    return new IdTokenVerifier.Expected(IdTokenFixture.NONCE, null, false);
  }

  private static IdTokenVerifier.Rules without(String claims) {
    boolean others = claims.startsWith("all but ");
    return IdTokenVerifier.Rules.STRICT.acceptWithout(
        Stream.of("iss", "exp", "iat", "nonce")
            .filter(claim -> claims.endsWith(claim) != others)
            .toArray(String[]::new));
  }
}
