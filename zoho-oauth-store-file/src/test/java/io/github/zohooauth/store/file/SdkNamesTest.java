package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.SdkTokens;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user name in the SDK's file is never read as a row. */
class SdkNamesTest {

  private static final String HEADER =
      row(
          "id",
          "user_name",
          "client_id",
          "client_secret",
          "refresh_token",
          "access_token",
          "grant_token",
          "expiry_time",
          "redirect_url",
          "api_domain");

  /** The row that a crafted name contains. */
  private static final String VICTIM = "7,ada,1000.SDK,secret,1000.mallory,,,,,";

  @TempDir Path directory;

  /** Returns a row as opencsv writes it: with quotes, and quotes inside them doubled. */
  private static String row(String... fields) {
    return Arrays.stream(fields)
        .map(field -> field.isEmpty() ? "" : '"' + field.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static String owned(int id, String user, String refreshToken) {
    return row(
        "" + id,
        user,
        "1000.SDK",
        "secret",
        refreshToken,
        "",
        "",
        "",
        "",
        "https://www.zohoapis.eu");
  }

  /** Imports a file, and returns the user of each refresh token. */
  private Map<String, String> imported(String text) throws IOException {
    TokenStore store = TokenStore.inMemory();
    Path file = Files.writeString(directory.resolve("sdk_tokens.txt"), text);
    SdkTokens.Outcome outcome = SdkTokenFile.read(file).importInto(store, DataCenter.US);
    Map<String, String> users = new TreeMap<>();
    for (SdkTokens.Imported each : outcome.imported()) {
      String token = store.load(each.key()).map(StoredToken::refreshToken).orElseThrow();
      users.put(token, String.valueOf(each.key().owner().user()));
    }
    return users;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\n" + VICTIM + "\ny",
        "x\r\n" + VICTIM + "\r\ny",
        "x\r" + VICTIM + "\ry",
        "x\n\"7\",\"ada\",\"1000.SDK\",\"s\",\"1000.mallory\",,,,,\n\"y",
        "\ny",
        "\"",
        "\",\"",
        "client_id\nrefresh_token",
        "useridentifier=ada\nrefreshtoken=1000.mallory",
      })
  void nameWithLineBreaksAndQuotes_isReadAsName(String name) throws IOException {
    for (String header : List.of(HEADER, "")) {
      assertThat(
              imported(
                  header
                      + owned(1, "eve", "1000.eve")
                      + owned(2, name, "1000.mallory")
                      + owned(3, "bob", "1000.bob")))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("1000.eve", "eve", "1000.mallory", name, "1000.bob", "bob"));
    }
  }

  @Test
  void namesOfRandomCharacters_areReadAsWritten() throws IOException {
    Random random = new Random(20260314);
    String alphabet = "a,\"\n\r' \u00e9";
    Map<String, String> users = new TreeMap<>();
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder name = new StringBuilder("u" + i);
      for (int length = random.nextInt(12); length > 0; length--) {
        name.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      users.put("1000." + i, name.toString());
      text.append(owned(i, name.toString(), "1000." + i));
    }
    assertThat(imported(text.toString())).isEqualTo(users);
  }

  /** Two programs that write at once may leave one whole file, then a part of the other. */
  @Test
  void fileThatStartsInsideAName_doesNotImportIt() throws IOException {
    List<String> names =
        List.of(
            ("x\n" + VICTIM).repeat(4) + "\n",
            ("x\n" + VICTIM.replace(",", "\",\"")).repeat(3) + "\n",
            "x\n" + HEADER.replace("\"", "") + VICTIM + "\n");
    for (String name : names) {
      String other =
          HEADER
              + owned(1, "eve", "1000.eve")
              + owned(2, name, "1000.mallory")
              + owned(3, "bob", "1000.bob");
      for (String whole : List.of(HEADER + owned(1, "eve", "1000.eve"), HEADER, "")) {
        for (int from = 0; from < other.length(); from++) {
          assertThat(imported(whole + other.substring(from)))
              .as("from %d of %s", from, other)
              .doesNotContainEntry("1000.mallory", "ada");
        }
      }
    }
  }

  /** SDKs of other languages write names without quotes, so a name may have two lines. */
  @Test
  void nameWithLineBreakWithoutQuotes_isNotImported() throws IOException {
    String header = HEADER.replace("\"", "");
    String text =
        header
            + "1,eve,1000.SDK,secret,1000.eve,,,,,\n"
            + "2,x\n"
            + VICTIM
            + "\n"
            + VICTIM
            + "\ny,1000.SDK,secret,1000.mallory,,,,,\n";
    assertThat(imported(text)).isEqualTo(Map.of("1000.eve", "eve"));
  }

  /** The SDK's reader treats a backslash as an escape, but its writer does not. */
  @Test
  void backslashBeforeQuote_isNotImported() throws IOException {
    String text =
        HEADER.replace("\"", "")
            + "2,\"x\\\",1000.SDK,secret,1000.mallory,,,,,\n"
            + VICTIM
            + "\n\",1000.SDK,secret,1000.mallory,,,,,\n";
    assertThat(imported(text)).isEmpty();
  }

  /** An open quote could extend over the line break and the next row. */
  @Test
  void rowCutOffInsideQuotes_doesNotDamageOtherRows() throws IOException {
    String cutOff = owned(1, "eve", "1000.eve");
    for (int end = 1; end < cutOff.length() - 1; end++) {
      String text = HEADER + cutOff.substring(0, end) + "\n" + owned(2, "bob", "1000.bob");
      assertThat(imported(text)).as(text).containsEntry("1000.bob", "bob");
    }
  }

  @Test
  void rowNumbers_countRowsAndNotLines() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("sdk_tokens.txt"),
            HEADER + owned(1, "a\nb\nc", "1000.a") + owned(2, "eve", "a b"));
    List<SdkTokens.Skipped> skipped =
        new ArrayList<>(
            SdkTokenFile.read(file).importInto(TokenStore.inMemory(), DataCenter.US).skipped());
    assertThat(skipped).extracting(SdkTokens.Skipped::number).containsExactly(2);
    assertThat(new TokenKey("1000.SDK", TokenOwner.user("a\nb\nc")).text()).doesNotContain("\n");
  }
}
