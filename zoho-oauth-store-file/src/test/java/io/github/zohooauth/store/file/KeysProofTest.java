package io.github.zohooauth.store.file;

import static io.github.zohooauth.store.file.TokenFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.examples.proofs.LookalikeScopes;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that look alike, and keys that are no valid file names. */
class KeysProofTest {

  private static final List<@Nullable String> NAMES =
      Arrays.asList(
          null,
          "a",
          "A",
          "a ",
          " a",
          "a\u0000",
          "a.",
          "a%20",
          "a+",
          "a&organization=b",
          "a=b",
          "a&scopes=A.READ",
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

  private static final List<String> PARTS =
      List.of(
          "..",
          "/",
          "\\",
          "\u0000",
          ".",
          " ",
          "CON",
          "nul.txt",
          "a",
          "A",
          "\u00e9",
          "e\u0301",
          "~",
          "%2e",
          ":",
          "*",
          "\n",
          "\ud83d\ude00",
          "x".repeat(2_000),
          "-rf",
          "$HOME",
          "store.lock",
          ".tok");

  @TempDir private Path temp;

  private static List<TokenKey> alike() {
    List<TokenKey> keys = new ArrayList<>();
    for (String client :
        List.of("1000.A", "1000.a", "1000.A.", "1000.AB", "1004.A", "1000.A_", "1000.a_")) {
      for (String user : NAMES) {
        for (String organization : NAMES) {
          for (@Nullable Environment environment :
              Arrays.asList(
                  null, Environment.PRODUCTION, Environment.SANDBOX, Environment.DEVELOPER)) {
            keys.add(new TokenKey(client, new TokenOwner(user, organization, environment)));
          }
        }
      }
    }
    return keys;
  }

  private static List<TokenKey> withScopes() {
    List<TokenKey> keys = new ArrayList<>();
    for (String organization : List.of("ZohoCRM.1", "a&scopes=A.READ", "scopes")) {
      TokenOwner owner = TokenOwner.organization(organization);
      LookalikeScopes.ALL.forEach(scopes -> keys.add(new TokenKey("1000.A", owner, scopes)));
    }
    return keys;
  }

  private static List<TokenKey> unfitForFiles(int size, Random random) {
    Set<TokenKey> keys = new LinkedHashSet<>();
    while (keys.size() < size) {
      StringBuilder name = new StringBuilder();
      for (int parts = 1 + random.nextInt(4); parts > 0; parts--) {
        name.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      keys.add(new TokenKey("1000.CLIENT", TokenOwner.user(name.toString())));
    }
    return List.copyOf(keys);
  }

  @Test
  @Tag("B9")
  void similarKeys_haveTheirOwnRecords() throws IOException {
    List<TokenKey> keys = withScopes();
    keys.addAll(Proof.some(alike(), 400, Proof.seed("B9", 20260509)));
    keepsApart("B9", keys);
  }

  @Test
  @Tag("F6")
  void keysThatAreNoFileNames_stayInsideTheDirectory() throws IOException {
    Random random = new Random(Proof.seed("F6", 20260506));
    keepsApart("F6", unfitForFiles(Proof.size(100, 5_000), random));
  }

  private void keepsApart(String id, List<TokenKey> keys) throws IOException {
    Path directory = temp.resolve("tokens");
    FileTokenStore store = FileTokenStore.at(directory);
    IntStream.range(0, keys.size()).parallel().forEach(i -> store.save(keys.get(i), token(i)));
    Proof.holds(
        id,
        IntStream.range(0, keys.size()).boxed().toList(),
        i -> assertThat(store.load(keys.get(i))).contains(token(i)));
    assertThat(Set.copyOf(store.keys().toList())).isEqualTo(Set.copyOf(keys));
    try (Stream<Path> here = Files.list(temp);
        Stream<Path> inside = Files.list(directory)) {
      assertThat(here).containsExactly(directory);
      assertThat(inside).hasSize(keys.size() + 1);
    }
  }
}
