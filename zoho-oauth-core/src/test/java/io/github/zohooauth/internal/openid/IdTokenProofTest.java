package io.github.zohooauth.internal.openid;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.ClaimCases;
import io.github.zohooauth.testkit.IdTokenCase;
import io.github.zohooauth.testkit.IdTokenCases;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.IdTokenMutants;
import io.github.zohooauth.testkit.IdTokenParts;
import io.github.zohooauth.testkit.KnownDifferences;
import io.github.zohooauth.testkit.NimbusVerifier;
import io.github.zohooauth.testkit.SigningZoho;
import io.github.zohooauth.testkit.TokenAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is accepted of an id_token, case by case; and beside a library that others trust. */
@Tag("A9")
class IdTokenProofTest {

  private static final AccessToken BESIDE =
      new AccessToken(
          IdTokenFixture.BESIDE,
          Scene.NOW.plus(Duration.ofHours(1)),
          Set.of(),
          DataCenter.EU,
          URI.create(TokenAnswer.BASE));
  private static final IdTokenVerifier.Expected EXPECTED =
      new IdTokenVerifier.Expected(IdTokenFixture.NONCE, BESIDE.value(), false);

  private static SigningZoho zoho;

  @BeforeAll
  static void start() {
    zoho = new SigningZoho();
    zoho.publishes(IdTokenFixture.KEY, IdTokenFixture.OTHER_KEY, IdTokenFixture.KEY_384);
  }

  @AfterAll
  static void stop() {
    zoho.close();
  }

  private static Optional<String> refusal(String idToken) {
    zoho.keysAreForgotten(); // or a key that is not known might be new
    try {
      zoho.verify(idToken, EXPECTED);
      return Optional.empty();
    } catch (AuthorizationRequiredException | ConfigurationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Test
  void everyCase_endsAsSpecified() {
    List<IdTokenCase> cases =
        Stream.of(IdTokenCases.all(zoho.mint()), ClaimCases.all(zoho.mint()))
            .flatMap(List::stream)
            .toList();
    Proof.holds(
        "A9 cases",
        cases,
        example -> {
          Optional<String> refusal = refusal(example.idToken());
          if (example.failedCheck().isEmpty()) {
            assertThat(refusal).isEmpty();
          } else {
            assertThat(refusal.orElse("accepted")).contains(example.failedCheck());
          }
        });
  }

  @Test
  void everyMutant_isJudgedAsByNimbus_orExplained() {
    JWKSet keys =
        new JWKSet(
            List.of(
                IdTokenFixture.KEY.toPublicJWK(),
                IdTokenFixture.OTHER_KEY.toPublicJWK(),
                IdTokenFixture.KEY_384.toPublicJWK()));
    NimbusVerifier nimbus =
        new NimbusVerifier(keys, zoho.dataCenter.accountsServer().toString(), BESIDE.value());
    IdTokenMutants mutants =
        new IdTokenMutants(zoho.mint(), zoho.mint().in384(), Proof.seed("A9", 20260309));
    Map<KnownDifferences, Integer> explained = new EnumMap<>(KnownDifferences.class);
    List<String> tokens = Stream.generate(mutants::next).limit(Proof.size(600, 20_000)).toList();
    Proof.holds(
        "A9",
        tokens,
        token -> {
          Optional<String> refusal = refusal(token);
          boolean accepted = refusal.isEmpty();
          if (accepted != nimbus.accepts(token)) {
            Optional<KnownDifferences> why = KnownDifferences.of(token, accepted, nimbus);
            assertThat(why).as("Nimbus differs; here: %s", refusal).isPresent();
            explained.merge(why.orElseThrow(), 1, Integer::sum);
          }
        });
    System.out.println("A9 explained " + explained);
    for (String algorithm : List.of("RS256", "RS384")) {
      long accepted =
          tokens.stream()
              .filter(nimbus::accepts)
              .filter(
                  token -> IdTokenParts.of(token).header().path("alg").asText().equals(algorithm))
              .count();
      assertThat(accepted)
          .as("mutants that are good, with " + algorithm)
          .isBetween(30L, tokens.size() - 50L);
    }
  }
}
