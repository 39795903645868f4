package io.github.zohooauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;

/** Stored tokens as one JSON object in clear; instants are epoch milliseconds. */
final class PlainCodec implements TokenCodec {

  static final PlainCodec INSTANCE = new PlainCodec();

  /** In UTF-8: the text stays below {@link Json#MAX_LENGTH}, encrypted and in Base64 as well. */
  private static final int MAX_BYTES = 190_000;

  private static final String FORMAT = "zohoOAuthToken";
  private static final int VERSION = 1;

  private PlainCodec() {}

  @Override
  public String encode(TokenKey key, StoredToken token) {
    ObjectNode json = Json.newObject().put(FORMAT, VERSION).put("key", key.text());
    json.put("dataCenter", token.dataCenter());
    token.accessToken().ifPresent(access -> putAccessToken(json, access));
    token.obtainedAt().ifPresent(at -> json.put("obtainedAt", at.toEpochMilli()));
    token.refreshToken().ifPresent(refresh -> json.put("refreshToken", refresh));
    if (!token.details().isEmpty()) {
      token.details().forEach(json.putObject("details")::put);
    }
    putNotes(json, token.notes());
    putSignIn(json, token.signIn());
    token.unknown().properties().forEach(field -> json.set(field.getKey(), field.getValue()));
    String text = JsonTree.text(json);
    if (text.getBytes(UTF_8).length > MAX_BYTES) {
      throw new TokenStoreException(
          "the token cannot be stored: with its owner and details it has more than %d bytes"
              .formatted(MAX_BYTES));
    }
    return text;
  }

  private static void putAccessToken(ObjectNode json, StoredToken.Issued token) {
    json.put("accessToken", token.value());
    json.put("expiresAt", token.expiresAt().toEpochMilli());
    json.put("apiDomain", token.apiDomain().toString());
    ArrayNode scopes = json.putArray("scopes");
    token.scopes().forEach(scopes::add);
  }

  private static void putNotes(ObjectNode json, RenewalNotes notes) {
    if (!notes.calls().isEmpty()) {
      ArrayNode calls = json.putArray("calls");
      notes.calls().forEach(call -> calls.add(call.toEpochMilli()));
    }
    Instant notBefore = notes.notBefore();
    if (notBefore != null) {
      json.put("notBefore", notBefore.toEpochMilli()).put("why", notes.why());
    }
    if (notes.failures() > 0) {
      json.put("failures", notes.failures());
    }
    if (notes.unsent() > 0) {
      json.put("unsent", notes.unsent());
    }
    if (notes.refused() != null) {
      json.put("refused", notes.refused());
    }
    Instant replacedAt = notes.replacedAt();
    if (replacedAt != null) {
      json.put("replacedAt", replacedAt.toEpochMilli());
    }
  }

  private static void putSignIn(ObjectNode json, SignInNotes notes) {
    if (notes.refreshTokens() > 0) {
      json.put("refreshTokens", notes.refreshTokens());
    }
    if (notes.forSession()) {
      json.put("forSession", true);
    }
    if (notes.lacksRefreshToken()) {
      json.put("lacksRefreshToken", true);
    }
    if (notes.subject() != null) {
      json.put("subject", notes.subject());
    }
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
      return PlainFields.take(json);
    } catch (RuntimeException e) {
      throw new TokenStoreException(of + " has a field that is missing or malformed");
    }
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

  /** The JSON of a record of this version, without the mark that it is one. */
  private static ObjectNode record(String of, String text) {
    Objects.requireNonNull(text, "text");
    if (AesGcmCodec.wrote(text)) {
      throw new ForeignRecordException(
          of + " is encrypted, and this store is without a key: give it TokenCodec.aesGcm");
    }
    ObjectNode json =
        Json.record(text).orElseThrow(() -> new TokenStoreException(of + " is not JSON"));
    JsonNode version = json.remove(FORMAT);
    if (version == null || !version.isInt()) {
      throw new TokenStoreException(of + " is not one of this library");
    }
    if (version.intValue() != VERSION) {
      throw new ForeignRecordException(
          of
              + " has format %d, but this version of zoho-oauth reads %d: use a newer one"
                  .formatted(version.intValue(), VERSION));
    }
    return json;
  }
}
