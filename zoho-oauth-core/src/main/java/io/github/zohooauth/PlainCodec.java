package io.github.zohooauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stored tokens as one JSON object in clear; instants are epoch milliseconds. */
final class PlainCodec implements TokenCodec {

  static final PlainCodec INSTANCE = new PlainCodec();

  private static final String FORMAT = "zohoOAuthToken";
  private static final int VERSION = 1;

  private PlainCodec() {}

  @Override
  public String encode(TokenKey key, StoredToken token) {
    return text(token);
  }

  static String text(StoredToken token) {
    ObjectNode json = Json.newObject().put(FORMAT, VERSION).put("dataCenter", token.dataCenter());
    token.accessToken().ifPresent(access -> putAccessToken(json, access));
    token.obtainedAt().ifPresent(at -> json.put("obtainedAt", at.toEpochMilli()));
    token.refreshToken().ifPresent(refresh -> json.put("refreshToken", refresh));
    if (!token.details().isEmpty()) {
      token.details().forEach(json.putObject("details")::put);
    }
    putNotes(json, token.notes());
    putSignIn(json, token.signIn());
    token.unknown().properties().forEach(field -> json.set(field.getKey(), field.getValue()));
    return json.toString();
  }

  private static void putAccessToken(ObjectNode json, AccessToken token) {
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
    if (notes.refused() != null) {
      json.put("refused", notes.refused());
    }
  }

  private static void putSignIn(ObjectNode json, SignInNotes notes) {
    if (notes.refreshTokens() > 0) {
      json.put("refreshTokens", notes.refreshTokens());
    }
    if (notes.forSession()) {
      json.put("forSession", true);
    }
    if (notes.subject() != null) {
      json.put("subject", notes.subject());
    }
  }

  @Override
  public StoredToken decode(TokenKey key, String text) {
    ObjectNode json = Json.object(text).orElseThrow(() -> unreadable(key, "is not JSON"));
    JsonNode version = json.remove(FORMAT);
    if (version == null || !version.isInt()) {
      throw unreadable(key, "is not one of this library");
    }
    if (version.intValue() != VERSION) {
      throw unreadable(
          key,
          "has format %d, but this version of zoho-oauth reads %d: use a newer one"
              .formatted(version.intValue(), VERSION));
    }
    try {
      return read(json);
    } catch (RuntimeException e) {
      throw unreadable(key, "has a field that is missing or malformed");
    }
  }

  /** Takes the known fields out; what is left over is unknown. */
  private static StoredToken read(ObjectNode json) {
    String dataCenter = Objects.requireNonNull(text(json, "dataCenter"));
    String value = text(json, "accessToken");
    Instant expiresAt = instant(json, "expiresAt");
    String apiDomain = text(json, "apiDomain");
    Set<String> scopes = new LinkedHashSet<>(texts(json, "scopes"));
    AccessToken access =
        value == null
            ? null
            : new AccessToken(
                value,
                Objects.requireNonNull(expiresAt),
                scopes,
                URI.create(Objects.requireNonNull(apiDomain)));
    Instant obtainedAt = instant(json, "obtainedAt");
    String refreshToken = text(json, "refreshToken");
    Map<String, String> details = details(json);
    RenewalNotes notes =
        new RenewalNotes(
            calls(json),
            instant(json, "notBefore"),
            text(json, "why"),
            count(json, "failures"),
            text(json, "refused"));
    SignInNotes signIn = signIn(json, json.remove("refreshTokens"), json.remove("forSession"));
    return new StoredToken(
        dataCenter, access, obtainedAt, refreshToken, details, notes, signIn, json);
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
    return node == null ? null : instantOf(node);
  }

  private static Instant instantOf(JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new IllegalArgumentException("epoch milliseconds expected");
    }
    return Instant.ofEpochMilli(node.longValue());
  }

  private static int count(ObjectNode json, String name) {
    JsonNode node = json.remove(name);
    if (node != null && !(node.isInt() && node.intValue() >= 0)) {
      throw new IllegalArgumentException("a count expected");
    }
    return node == null ? 0 : node.intValue();
  }

  private static List<String> texts(ObjectNode json, String name) {
    List<String> texts = new ArrayList<>();
    JsonNode array = json.remove(name);
    if (array != null) {
      array.forEach(node -> texts.add(textOf(node)));
    }
    return texts;
  }

  private static List<Instant> calls(ObjectNode json) {
    List<Instant> calls = new ArrayList<>();
    JsonNode array = json.remove("calls");
    if (array != null) {
      array.forEach(node -> calls.add(instantOf(node)));
    }
    return calls;
  }

  private static SignInNotes signIn(
      ObjectNode json, @Nullable JsonNode refreshTokens, @Nullable JsonNode forSession) {
    if (refreshTokens != null && !(refreshTokens.isInt() && refreshTokens.intValue() >= 0)) {
      throw new IllegalArgumentException("a count expected");
    }
    return new SignInNotes(
        refreshTokens == null ? 0 : refreshTokens.intValue(),
        forSession != null && forSession.booleanValue(),
        text(json, "subject"));
  }

  private static Map<String, String> details(ObjectNode json) {
    Map<String, String> details = new TreeMap<>();
    JsonNode object = json.remove("details");
    if (object != null) {
      object.properties().forEach(field -> details.put(field.getKey(), textOf(field.getValue())));
    }
    return details;
  }

  private static TokenStoreException unreadable(TokenKey key, String why) {
    return new TokenStoreException("the stored token of " + key + " " + why);
  }
}
