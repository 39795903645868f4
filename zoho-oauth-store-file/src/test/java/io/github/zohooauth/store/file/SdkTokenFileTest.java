package io.github.zohooauth.store.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.SdkTokens;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports files that the SDK's CSV writer, opencsv 4.6, has written. */
class SdkTokenFileTest {

  private static final TokenOwner ADA = TokenOwner.user("ada \"the first\", countess");
  private static final TokenOwner BOB =
      TokenOwner.user("bj\u00f6rn").inEnvironment(Environment.SANDBOX);

  @TempDir Path directory;

  private final TokenStore store = TokenStore.inMemory();

  private static Path fixture(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(SdkTokenFileTest.class.getResource(name + ".txt")).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private SdkTokens.Outcome imported(Path file) {
    return SdkTokenFile.read(file).importInto(store, DataCenter.US);
  }

  private static List<TokenKey> keys(SdkTokens.Outcome outcome) {
    return outcome.imported().stream().map(SdkTokens.Imported::key).toList();
  }

  private static StoredToken refreshing(DataCenter dataCenter, String token) {
    return StoredToken.refreshing(dataCenter, token);
  }

  private void assertStored(TokenOwner owner, StoredToken token) {
    assertThat(store.load(new TokenKey("1000.SDK", owner))).contains(token);
  }

  @Test
  void sixColumns_nameNoDataCenter() {
    SdkTokens.Outcome outcome = imported(fixture("sdk-3.0"));
    assertStored(TokenOwner.user("ada@example.com"), refreshing(DataCenter.US, "1000.refresh-ada"));
    assertThat(outcome.imported()).hasSize(1);
    assertThat(outcome.skipped())
        .singleElement()
        .satisfies(skipped -> assertThat(skipped.why()).contains("authorization code"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sdk-2.0", "sdk-2.0-unquoted"})
  void nineColumns_haveTheDataCenterInTheirId(String layout) {
    assertThat(imported(fixture(layout)).skipped()).isEmpty();
    assertStored(TokenOwner.user("ada@example.com"), refreshing(DataCenter.EU, "1000.refresh-ada"));
    assertStored(
        TokenOwner.user("bob@example.com").inEnvironment(Environment.SANDBOX),
        refreshing(DataCenter.IN, "1000.refresh-bob"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sdk-8.0", "sdk-8.0-without-header"})
  void tenColumns_haveAnApiDomain(String layout) {
    SdkTokens.Outcome outcome = imported(fixture(layout));
    assertThat(keys(outcome))
        .containsExactly(new TokenKey("1000.SDK", ADA), new TokenKey("1000.SDK", BOB));
    assertThat(outcome.skipped())
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.id()).isEqualTo("3");
              assertThat(skipped.why()).contains("names no user");
            });
    assertStored(ADA, refreshing(DataCenter.EU, "1000.refresh-ada"));
    assertStored(BOB, refreshing(DataCenter.IN, "1000.refresh-bob"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sdk-3.0", "sdk-2.0", "sdk-8.0"})
  void fileWithoutHeader_hasTheSameTokens(String layout) throws IOException {
    List<String> lines = Files.readAllLines(fixture(layout), UTF_8);
    Path headless = directory.resolve("headless.txt");
    Files.write(headless, lines.subList(1, lines.size()), UTF_8);
    List<TokenKey> keys = keys(imported(headless));
    TokenStore whole = TokenStore.inMemory();
    assertThat(keys(SdkTokenFile.read(fixture(layout)).importInto(whole, DataCenter.US)))
        .isNotEmpty()
        .isEqualTo(keys)
        .allSatisfy(key -> assertThat(store.load(key)).isEqualTo(whole.load(key)));
  }

  @Test
  void rowsThatTheSdkExtended_areImported() {
    assertThat(imported(fixture("sdk-8.0-after-2.0")).skipped()).isEmpty();
    assertStored(TokenOwner.user("ada@example.com"), refreshing(DataCenter.EU, "1000.refresh-ada"));
    assertStored(BOB, refreshing(DataCenter.IN, "1000.refresh-bob"));
  }

  @Test
  void lineThatWasCutOff_doesNotDamageOtherLines() {
    SdkTokens.Outcome outcome = imported(fixture("sdk-2.0-cut-off"));
    assertStored(TokenOwner.user("ada@example.com"), refreshing(DataCenter.EU, "1000.refresh-ada"));
    assertThat(outcome.imported()).hasSize(1);
    assertThat(outcome.skipped()).extracting(SdkTokens.Skipped::number).containsExactly(1, 3);
  }

  @Test
  void fileInLatin1_isRead() throws IOException {
    String text = Files.readString(fixture("sdk-8.0"), UTF_8);
    imported(Files.write(directory.resolve("latin.txt"), text.getBytes(ISO_8859_1)));
    assertStored(BOB, refreshing(DataCenter.IN, "1000.refresh-bob"));
  }

  @Test
  void outcome_holdsNoSecret() {
    for (String layout : List.of("sdk-3.0", "sdk-2.0", "sdk-8.0", "sdk-2.0-cut-off")) {
      assertThat(imported(fixture(layout)).toString())
          .doesNotContain("secret", "refresh-", "access-", "code-");
    }
  }

  @Test
  void importIntoFileStore_storesTokensAndNoClientSecret() throws IOException {
    Path place = directory.resolve("tokens");
    SdkTokenFile.read(fixture("sdk-8.0")).importInto(FileTokenStore.at(place), DataCenter.US);
    assertThat(FileTokenStore.at(place).load(new TokenKey("1000.SDK", ADA)))
        .contains(refreshing(DataCenter.EU, "1000.refresh-ada"));
    try (var files = Files.walk(place)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, ISO_8859_1)).doesNotContain("secret", "code-"));
    }
  }

  @Test
  void fileOfOlderSdk_lacksTheClientId() throws IOException {
    Path file = directory.resolve("oauthtokens.properties");
    Files.writeString(
        file,
        """
        #Sun Mar 01 12:00:00 UTC 2020

        refreshtoken=1000.refresh-ada
        useridentifier=ada@example.com
        accesstoken=1000.access-ada
        expirytime=1583067600000
        """);
    SdkTokens.Outcome outcome = imported(file);
    assertThat(outcome.imported()).isEmpty();
    assertThat(outcome.skipped())
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.user()).isEqualTo("ada@example.com");
              assertThat(skipped.why()).contains("older SDK", "client_id");
            });
    Files.writeString(file, "refreshtoken=1000.\\u00zz\nuseridentifier=ada@example.com");
    assertThat(imported(file).skipped())
        .singleElement()
        .satisfies(skipped -> assertThat(skipped.why()).contains("damaged"));
  }

  @Test
  void read_ofEmptyFile_isEmpty_andOfMissingFileFails() throws IOException {
    assertThat(imported(Files.createFile(directory.resolve("empty.txt"))).imported()).isEmpty();
    assertThatThrownBy(() -> SdkTokenFile.read(directory.resolve("absent.txt")))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("absent.txt");
  }
}
