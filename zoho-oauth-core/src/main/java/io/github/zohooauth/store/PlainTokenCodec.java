package io.github.zohooauth.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.internal.text.Json;
import io.github.zohooauth.internal.text.Notes;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a stored token as one JSON object in plain text. Instants are epoch milliseconds. */
final class PlainTokenCodec implements TokenCodec {

  static final PlainTokenCodec INSTANCE = new PlainTokenCodec();

  /**
   * The limit in UTF-8. The text stays below {@link Json#MAX_LENGTH} even encrypted and in Base64.
   */
  private static final int MAX_BYTES = 190_000;

  private static final String FORMAT = "zohoOAuthToken";
  private static final int VERSION = 1;

  /** The members of the JSON that are not notes. */
  static final Set<String> PARTS =
      Set.of(
          FORMAT,
          "key",
          "dataCenter",
          "accessToken",
          "expiresAt",
          "apiDomain",
          "scopes",
          "obtainedAt",
          "refreshToken",
          "details");

  private PlainTokenCodec() {}

  @Override
  public String encode(TokenKey key, StoredToken token) {
    ObjectNode json = Json.newObject().put(FORMAT, VERSION).put("key", key.text());
    json.put("dataCenter", token.location());
    putAccessToken(json, token.accessToken());
    Instant obtainedAt = token.obtainedAt();
    if (obtainedAt != null) {
      json.put("obtainedAt", obtainedAt.toEpochMilli());
    }
    if (token.refreshToken() != null) {
      json.put("refreshToken", token.refreshToken());
    }
    if (!token.details().isEmpty()) {
      token.details().forEach(json.putObject("details")::put);
    }
    for (Map.Entry<String, String> note : token.notes().entrySet()) {
      json.set(note.getKey(), Json.value(note.getValue()).orElseThrow());
    }
    String text = Json.write(json);
    if (text.getBytes(UTF_8).length > MAX_BYTES) {
      throw new TokenStoreException(
          "the token cannot be stored: with its owner and details it has more than %d bytes"
              .formatted(MAX_BYTES));
    }
    return text;
  }

  private static void putAccessToken(ObjectNode json, StoredToken.@Nullable Issued token) {
    if (token == null) {
      return;
    }
    json.put("accessToken", token.value());
    json.put("expiresAt", token.expiresAt().toEpochMilli());
    json.put("apiDomain", token.apiDomain().toString());
    ArrayNode scopes = json.putArray("scopes");
    token.scopes().forEach(scopes::add);
  }

  @Override
  public StoredToken decode(TokenKey key, String text) {
    String of = "the stored token of " + key;
    ObjectNode json = record(of, text);
    JsonNode written = json.remove("key");
    if (written != null && !key.text().equals(written.textValue())) {
      throw new TokenStoreException("the stored token is of another key than its place");
    }
    try {
      return token(json);
    } catch (RuntimeException e) {
      throw new TokenStoreException(of + " has a field that is missing or malformed");
    }
  }

  /**
   * Removes the parts from the JSON. The remaining members are notes, perhaps of another version.
   */
  private static StoredToken token(ObjectNode json) {
    String location = Objects.requireNonNull(text(json, "dataCenter"));
    String value = text(json, "accessToken");
    Instant expiresAt = instant(json, "expiresAt");
    String apiDomain = text(json, "apiDomain");
    Set<String> scopes = new LinkedHashSet<>();
    for (JsonNode scope : taken(json, "scopes")) {
      scopes.add(textOf(scope));
    }
    StoredToken.Issued issued =
        value == null
            ? null
            : new StoredToken.Issued(
                value,
                Objects.requireNonNull(expiresAt),
                scopes,
                URI.create(Objects.requireNonNull(apiDomain)));
    Instant obtainedAt = instant(json, "obtainedAt");
    String refreshToken = text(json, "refreshToken");
    Map<String, String> details = new TreeMap<>();
    for (Map.Entry<String, JsonNode> detail : taken(json, "details").properties()) {
      details.put(detail.getKey(), textOf(detail.getValue()));
    }
    return new StoredToken(
        location, issued, obtainedAt, refreshToken, details, Notes.of(json.properties()));
  }

  private static JsonNode taken(ObjectNode json, String name) {
    JsonNode node = json.remove(name);
    return node == null ? MissingNode.getInstance() : node;
  }

  private static @Nullable String text(ObjectNode json, String name) {
    JsonNode node = json.remove(name);
    return node == null ? null : textOf(node);
  }

  private static String textOf(JsonNode node) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException("text expected");
    }
    return node.textValue();
  }

  private static @Nullable Instant instant(ObjectNode json, String name) {
    JsonNode node = json.remove(name);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new IllegalArgumentException("epoch milliseconds expected");
    }
    return Instant.ofEpochMilli(node.longValue());
  }

  @Override
  public TokenKey keyOf(String sha256, String text) {
    String of = "the stored token in " + Require.sha256(sha256);
    JsonNode written = record(of, text).path("key");
    if (!written.isTextual()) {
      throw new TokenStoreException(
          of + " does not say whose it is; the next renewal, or a new save, writes that");
    }
    TokenKey key;
    try {
      key = TokenKey.parse(written.textValue());
    } catch (IllegalArgumentException e) {
      throw new TokenStoreException(of + " has a key that is malformed");
    }
    if (!key.sha256().equals(sha256)) {
      throw new TokenStoreException(of + " is of another key than its place");
    }
    return key;
  }

  /** Returns the JSON of a record of this version, without the format member. */
  private static ObjectNode record(String of, String text) {
    Objects.requireNonNull(text, "text");
    if (AesGcmTokenCodec.wrote(text)) {
      throw new UnreadableRecordException(
          of + " is encrypted, and this store is without a key: give it TokenCodec.aesGcm");
    }
    ObjectNode json =
        Json.record(text).orElseThrow(() -> new TokenStoreException(of + " is not JSON"));
    JsonNode version = json.remove(FORMAT);
    if (version == null || !version.isInt()) {
      throw new TokenStoreException(of + " is not one of this library");
    }
    if (version.intValue() != VERSION) {
      throw new UnreadableRecordException(
          of
              + " has format %d, but this version of zoho-oauth reads %d: use a newer one"
                  .formatted(version.intValue(), VERSION));
    }
    return json;
  }
}
