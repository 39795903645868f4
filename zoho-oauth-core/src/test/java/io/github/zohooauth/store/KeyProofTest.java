package io.github.zohooauth.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.LookalikeScopes;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.testkit.PlantedSecret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
          "a&scopes=A.READ",
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

  /** The first three are of the form that Zoho is asked for. */
  private static final List<String> ORGANIZATIONS =
      List.of("ZohoCRM.1", "ZohoCRM.01", "zohocrm.1", "a", "a&scopes=A.READ", "scopes");

  private static List<TokenKey> keys() {
    List<TokenKey> keys = new ArrayList<>();
    for (String client : List.of("1000.A", "1000.a")) {
      for (String organization : ORGANIZATIONS) {
        TokenOwner owner = TokenOwner.organization(organization);
        keys.add(new TokenKey(client, owner));
        LookalikeScopes.ALL.forEach(scopes -> keys.add(new TokenKey(client, owner, scopes)));
      }
    }
    keys.addAll(keysWithoutScopes());
    return keys;
  }

  private static List<TokenKey> keysWithoutScopes() {
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

  /** As {@link Proof#some}, with all that have scopes among them. */
  private static List<TokenKey> some(List<TokenKey> all, int reduced, long seed) {
    int first = all.size() - keysWithoutScopes().size();
    List<TokenKey> some = new ArrayList<>(all.subList(0, first));
    some.addAll(Proof.some(all.subList(first, all.size()), reduced, seed));
    return some;
  }

  /** A client that asks for the scopes in another order. */
  private static SelfClient asking(SelfClient.Builder builder, TokenKey key) {
    List<String> scopes = new ArrayList<>(key.scopes());
    Collections.reverse(scopes);
    return builder.owner(key.owner()).clientCredentials(scopes.toArray(new String[0])).build();
  }

  private static StoredToken numbered(int number, DataCenter dataCenter) {
    AccessToken token =
        new AccessToken(
            "1000." + number,
            Scene.NOW.plus(Duration.ofHours(1)),
            Set.of(),
            dataCenter,
            URI.create(dataCenter.apiDomain(Environment.PRODUCTION).orElseThrow().toString()));
    return DataCenters.blank(dataCenter).withAccessToken(token, Scene.NOW);
  }

  private static SelfClient.Builder builder(TokenStore store) {
    return SelfClient.builder()
        .clientId("1000.A")
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(DataCenter.EU)
        .dataCenters(DataCenter.CN)
        .tokenStore(store)
        .clock(() -> Scene.NOW);
  }

  @Test
  void everyOwner_getsItsOwnToken() {
    List<TokenKey> keys = some(keys(), 4_000, Proof.seed("B9", 20260410));
    TokenStore store = TokenStore.inMemory();
    Set<String> hashes = new HashSet<>();
    List<DataCenter> centers = DataCenter.builtIn();
    for (int i = 0; i < keys.size(); i++) {
      store.save(keys.get(i), numbered(i, centers.get(i % centers.size())));
      hashes.add(keys.get(i).sha256());
    }
    assertThat(hashes).as("names of files and rows").hasSameSizeAs(keys);
    try (SelfClient client = builder(store).build()) {
      Proof.holds(
          "B9",
          IntStream.range(0, keys.size()).boxed().toList(),
          i -> {
            TokenKey key = keys.get(i);
            assertThat(TokenKey.parse(key.text())).isEqualTo(key);
            StoredToken stored = store.load(key).orElseThrow();
            assertThat(stored).isEqualTo(numbered(i, centers.get(i % centers.size())));
            if (key.clientId().equals("1000.A") && key.scopes().isEmpty()) {
              assertThat(client.forOwner(key.owner()).getAccessToken().value())
                  .isEqualTo("1000." + i);
            } else if (key.clientId().equals("1000.A")
                && ORGANIZATIONS.indexOf(key.owner().organization()) < 3) {
              try (SelfClient asking = asking(builder(store), key)) {
                assertThat(asking.getAccessToken().value()).isEqualTo("1000." + i);
              }
            }
          });
    }
  }
}
