package io.github.zohooauth.store.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.SdkTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads the token file of the official Zoho SDK, {@code sdk_tokens.txt}, to import its tokens.
 *
 * <p>All versions of the SDK are supported. The SDK can lose the first line, which names the
 * columns; then their number identifies them. The file holds the client secret and the tokens in
 * plain text. Delete it when every row was imported or its user has authorized again. Thread-safe.
 *
 * @see <a href="https://github.com/zoho/zohocrm-java-sdk-8.0#file-persistence">The SDK: file
 *     persistence</a>
 */
public final class SdkTokenFile {

  private static final int MAX_BYTES = 64 * 1024 * 1024;

  /** The columns of version 3.0, of 2.0 to 5.0, and of later versions. */
  private static final List<List<String>> LAYOUTS =
      List.of(
          columns("user_mail,client_id,refresh_token,access_token,grant_token,expiry_time"),
          columns(
              "id,user_mail,client_id,client_secret,refresh_token,access_token,grant_token,"
                  + "expiry_time,redirect_url"),
          columns(
              "id,user_name,client_id,client_secret,refresh_token,access_token,grant_token,"
                  + "expiry_time,redirect_url,api_domain"));

  /** A property in the file of the older SDK. */
  private static final Pattern OLDER =
      Pattern.compile("(useridentifier|accesstoken|refreshtoken|expirytime)\\s*[=:]");

  private SdkTokenFile() {}

  private static List<String> columns(String names) {
    return List.of(names.split(","));
  }

  /**
   * Returns the tokens in this file, by row.
   *
   * <p>The file is read as UTF-8, or as ISO 8859-1 if it is not valid UTF-8. The {@code
   * oauthtokens.properties} of the older SDK is one row without a client ID. A row without quotes
   * may be part of a name. So it counts as damaged if other rows have quotes or an earlier row is
   * damaged.
   *
   * @throws TokenStoreException if it cannot be read, or is larger than 64 MiB
   */
  public static SdkTokens read(Path file) {
    String text = text(file);
    return SdkTokens.of(isOfOlderSdk(text) ? List.of(properties(text)) : rows(text));
  }

  private static List<Map<String, String>> rows(String text) {
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> header = List.of();
    List<Csv.Row> lines = Csv.rows(text);
    boolean requiresQuotes = lines.stream().anyMatch(Csv.Row::quoted);
    for (Csv.Row line : lines) {
      boolean genuine = line.quoted() || !requiresQuotes;
      boolean first = header.isEmpty() && rows.isEmpty();
      if (isHeader(line.fields()) && (genuine || first)) {
        header = line.fields().stream().map(SdkTokenFile::name).toList();
      } else {
        Map<String, String> row = genuine ? row(line.fields(), header) : Map.of();
        rows.add(row);
        requiresQuotes |= row.isEmpty();
      }
    }
    return rows;
  }

  private static boolean isOfOlderSdk(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .findFirst()
        .filter(line -> OLDER.matcher(line).lookingAt())
        .isPresent();
  }

  private static Map<String, String> properties(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      return Map.of(); // damaged
    }
    Map<String, String> row = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> row.put(name, properties.getProperty(name)));
    return row;
  }

  /** Returns whether the row names columns; no row of a token does. */
  private static boolean isHeader(List<String> fields) {
    Set<String> names = Set.of("client_id", "refresh_token");
    return fields.stream().map(SdkTokenFile::name).filter(names::contains).count() == names.size();
  }

  private static String name(String field) {
    return field.strip().toLowerCase(Locale.ROOT);
  }

  /** Returns the fields by column; none if their number is not that of the columns. */
  private static Map<String, String> row(List<String> fields, List<String> header) {
    List<List<String>> layouts = header.isEmpty() ? LAYOUTS : List.of(header);
    Map<String, String> row = new HashMap<>();
    layouts.stream()
        .filter(columns -> columns.size() == fields.size())
        .findFirst()
        .ifPresent(
            columns ->
                IntStream.range(0, fields.size())
                    .forEach(i -> row.put(columns.get(i), fields.get(i))));
    return row;
  }

  private static String text(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw StoreErrors.of("The SDK's file " + file, "read", e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new TokenStoreException(
          "The SDK's file %s is larger than 64 MiB. Check the path.".formatted(file));
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, ISO_8859_1);
    }
  }
}
