package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Owners whose names look alike never get each other's tokens: not from memory, not by a client.
 */
@Tag("B9")
class KeyProofTest {

  /** Names that some comparison somewhere takes for one another. */
  private static final List<@Nullable String> NAMES =
      Arrays.asList(
          null,
          "a",
          "A",
          "a ",
          " a",
          "a\u0000",
          "a\t",
          "a.",
          "a%20",
          "a+",
          "a&organization=b",
          "a=b",
          "b",
          "\u00e9",
          "e\u0301",
          "\u212b",
          "\u00c5",
          "\u0131",
          "i",
          "I",
          "\u0130",
          "\uff21",
          "null",
          "0",
          "00",
          "\ud83d\ude00",
          "x".repeat(300),
          "x".repeat(301));

  private static final List<@Nullable Environment> ENVIRONMENTS =
      Arrays.asList(null, Environment.PRODUCTION, Environment.SANDBOX, Environment.DEVELOPER);

  private static List<TokenKey> keys() {
    List<TokenKey> keys = new ArrayList<>();
    for (String client :
        List.of("1000.A", "1000.a", "1000.A.", "1000.AB", "1004.A", "1000.A_", "1000.a_")) {
      for (String user : NAMES) {
        for (String organization : NAMES) {
          for (Environment environment : ENVIRONMENTS) {
            keys.add(new TokenKey(client, new TokenOwner(user, organization, environment)));
          }
        }
      }
    }
    return keys;
  }

  private static StoredToken numbered(int number, DataCenter dataCenter) {
    AccessToken token =
        new AccessToken(
            "1000." + number,
            Scene.NOW.plus(Duration.ofHours(1)),
            Set.of(),
            URI.create(dataCenter.apiDomain(Environment.PRODUCTION).orElseThrow().toString()));
    return StoredToken.at(dataCenter).withAccessToken(token, Scene.NOW);
  }

  @Test
  void everyOwner_getsItsOwnToken() {
    List<TokenKey> keys = Proof.some(keys(), 4_000, Proof.seed("B9", 20260410));
    TokenStore store = TokenStore.inMemory();
    Set<String> hashes = new HashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      List<DataCenter> centers = DataCenter.builtIn();
      store.save(keys.get(i), numbered(i, centers.get(i % centers.size())));
      hashes.add(keys.get(i).sha256());
    }
    assertThat(hashes).as("names of files and rows").hasSameSizeAs(keys);
    try (SelfClient client =
        SelfClient.builder()
            .clientId("1000.A")
            .clientSecret(Secret.CLIENT_SECRET.value)
            .dataCenter(DataCenter.EU)
            .dataCenters(DataCenter.CN)
            .tokenStore(store)
            .clock(() -> Scene.NOW)
            .build()) {
      Proof.holds(
          "B9",
          IntStream.range(0, keys.size()).boxed().toList(),
          i -> {
            TokenKey key = keys.get(i);
            assertThat(TokenKey.parse(key.text())).isEqualTo(key);
            StoredToken stored = store.load(key).orElseThrow();
            assertThat(stored.accessToken().orElseThrow().value()).isEqualTo("1000." + i);
            if (key.clientId().equals("1000.A")) {
              assertThat(client.forOwner(key.owner()).getAccessToken().value())
                  .isEqualTo("1000." + i);
            }
          });
    }
  }
}
