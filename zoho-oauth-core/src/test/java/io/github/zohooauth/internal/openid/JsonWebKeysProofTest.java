package io.github.zohooauth.internal.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.IdTokenCases;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.SigningZoho;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys that are too many, too weak, too late or gone; and those who make us fetch them. */
@Tag("A10")
class JsonWebKeysProofTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SigningZoho zoho = new SigningZoho();
  private final SeenLogs logs = new SeenLogs();

  @AfterEach
  void stop() {
    zoho.close();
    logs.close();
  }

  private static JWK named(JWK key, String id) {
    return new RSAKey.Builder((RSAKey) key).keyID(id).build();
  }

  private void verifies(String idToken) {
    assertThat(zoho.verify(idToken).subject()).isEqualTo(IdTokenFixture.SUBJECT);
  }

  private void refuses(String idToken) {
    assertThatThrownBy(() -> zoho.verify(idToken))
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("none of the data center's keys");
  }

  /** While newer keys cannot be fetched, nothing proves that the data center did not sign it. */
  private void cannotVerify(String idToken) {
    assertThatThrownBy(() -> zoho.verify(idToken))
        .isInstanceOf(TemporaryFailureException.class)
        .hasMessageContaining("The key may be new");
  }

  private int fetches() {
    return zoho.asked(SigningZoho.KEYS).size();
  }

  @Test
  void flood_ofUnknownKeys_fetchesOnceAMinute() {
    verifies(zoho.mint().signed());
    AtomicInteger minutes = new AtomicInteger();
    List<Integer> flood = IntStream.range(0, Proof.size(200, 1000)).boxed().toList();
    Proof.holds(
        "A10",
        flood,
        number -> {
          if (number % 50 == 0) {
            zoho.time.advance(MINUTE);
            minutes.incrementAndGet();
          }
          boolean anonymous = number % 3 == 0;
          IdTokenFixture forged = zoho.mint().header("kid", "key-" + number + "-of-nobody");
          String idToken =
              (anonymous ? forged.withoutHeader("kid") : forged).signedBy(IdTokenCases.EVIL_KEY);
          if (number % 50 == 0) {
            refuses(idToken); // by keys that were fetched for it
          } else {
            cannotVerify(idToken);
          }
          assertThat(fetches()).isEqualTo(1 + minutes.get());
        });
    assertThat(zoho.asked(SigningZoho.METADATA)).hasSize(fetches());
    verifies(zoho.mint().signed());
  }

  @Test
  void flood_withAKnownKeysName_fetchesNothing() {
    verifies(zoho.mint().signed());
    zoho.time.advance(MINUTE);
    refuses(zoho.mint().signedBy(IdTokenCases.EVIL_KEY));
    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void failingFetch_leavesTheKeysThatAreKnown_forADay() {
    verifies(zoho.mint().signed());
    List<CannedAnswer> failures =
        List.of(
            CannedAnswer.json(500, "{}"),
            CannedAnswer.of(200, "text/html", "<html>"),
            CannedAnswer.json(200, "{\"keys\":[]}"),
            CannedAnswer.json(302, "{}").with("Location", "https://evil.example/keys"),
            CannedAnswer.json(200, "{\"keys\":\"" + "x".repeat(300 * 1024) + "\"}"));
    for (CannedAnswer failure : failures) {
      zoho.serves(SigningZoho.KEYS, failure);
      zoho.time.advance(Duration.ofHours(4));
      long now = zoho.time.instant().getEpochSecond();
      verifies(zoho.mint().claim("iat", now).claim("exp", now + 60).signed());
      cannotVerify(zoho.mint().header("kid", "key-9").signedBy(IdTokenCases.EVIL_KEY));
    }
    zoho.time.advance(Duration.ofHours(4));
    assertThatThrownBy(() -> zoho.verify(zoho.mint().signed()))
        .isInstanceOf(TemporaryFailureException.class);
    assertThat(logs.drain()).isNotEmpty().allMatch(line -> line.contains("not fetched"));
  }

  @Test
  void withoutAnyKey_theFailureIsSharedForSeconds_thenForgotten() {
    zoho.serves(SigningZoho.KEYS, CannedAnswer.json(503, "{}"));
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> zoho.verify(zoho.mint().signed()))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("HTTP 503")
          .hasMessageContaining("data center eu");
    }
    assertThat(fetches()).isEqualTo(1);
    zoho.publishes(IdTokenFixture.KEY);
    zoho.time.advance(Duration.ofSeconds(5));
    verifies(zoho.mint().signed());
  }

  @Test
  void withdrawnKey_isForgottenWithinAnHour() {
    verifies(zoho.mint().signed());
    zoho.publishes(IdTokenFixture.OTHER_KEY);
    zoho.time.advance(Duration.ofHours(1));
    String rotated =
        zoho.mint().header("kid", "key-2").claim("exp", later()).signedBy(IdTokenFixture.OTHER_KEY);
    verifies(rotated);
    cannotVerify(zoho.mint().claim("exp", later()).signed());
    assertThat(fetches()).isEqualTo(2);
    zoho.time.advance(MINUTE);
    refuses(zoho.mint().claim("exp", later()).signed());
  }

  private long later() {
    return zoho.time.instant().getEpochSecond() + 3600;
  }

  @Test
  void manyKeys_areKeptUpToAHundred() {
    List<JWK> keys = new ArrayList<>();
    IntStream.range(0, 99).forEach(i -> keys.add(named(IdTokenFixture.OTHER_KEY, "other-" + i)));
    keys.add(IdTokenFixture.KEY);
    keys.addAll(List.of(named(IdTokenFixture.KEY, "beyond"), named(IdTokenFixture.KEY, "further")));
    zoho.publishes(keys.toArray(JWK[]::new));
    verifies(zoho.mint().signed());
    zoho.time.advance(MINUTE);
    refuses(zoho.mint().header("kid", "beyond").signed());
  }

  @Test
  void thousandKeys_areTooLongToBeRead() {
    zoho.publishes(
        IntStream.range(0, 1000)
            .mapToObj(i -> named(IdTokenFixture.KEY, "key-" + i))
            .toArray(JWK[]::new));
    assertThatThrownBy(() -> zoho.verify(zoho.mint().signed()))
        .isInstanceOf(TemporaryFailureException.class);
  }

  @Test
  void keyOfAnotherKind_orUse_orTooWeak_isNotUsed() throws Exception {
    RSAKey weak = IdTokenFixture.key("key-1", 1024);
    List<JWK> bad =
        List.of(
            weak,
            new RSAKey.Builder(IdTokenFixture.KEY).keyUse(KeyUse.ENCRYPTION).build(),
            IdTokenFixture.bound(IdTokenFixture.KEY, JWSAlgorithm.RS512),
            IdTokenFixture.bound(IdTokenFixture.KEY, JWSAlgorithm.HS256),
            IdTokenFixture.bound(IdTokenFixture.KEY, JWSAlgorithm.PS256),
            IdTokenFixture.bound(IdTokenFixture.KEY, JWSAlgorithm.parse("rs384")),
            new RSAKey.Builder(modulus(8200), IdTokenFixture.KEY.getPublicExponent())
                .keyID("key-1")
                .build(),
            new RSAKey.Builder(IdTokenFixture.KEY.getModulus(), Base64URL.encode(BigInteger.ONE))
                .build(),
            new ECKeyGenerator(Curve.P_256).keyID("key-1").generate());
    for (JWK key : bad) {
      zoho.publishes(key);
      zoho.time.advance(MINUTE);
      assertThatThrownBy(() -> zoho.verify(zoho.mint().signedBy(weak)))
          .as("%s", key)
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("no RSA key of 2048 bits or more");
    }
    zoho.publishes(Stream.concat(bad.stream(), Stream.of(IdTokenFixture.KEY)).toArray(JWK[]::new));
    zoho.time.advance(MINUTE);
    verifies(zoho.mint().signed());
  }

  private static Base64URL modulus(int bits) {
    return Base64URL.encode(BigInteger.TWO.pow(bits - 1).add(BigInteger.ONE));
  }

  @Test
  void unreadableEntries_areSkipped() {
    String good = IdTokenFixture.KEY.toPublicJWK().toJSONString();
    String odd =
        "{\"keys\":[null,1,\"x\",[],{},{\"kty\":\"RSA\"},{\"kty\":\"RSA\",\"n\":1,\"e\":\"*\"},%s]}";
    zoho.serves(SigningZoho.KEYS, CannedAnswer.json(200, odd.formatted(good)));
    verifies(zoho.mint().signed());
  }
}
