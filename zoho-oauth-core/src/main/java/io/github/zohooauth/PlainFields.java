package io.github.zohooauth;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Takes the fields of a record out of its JSON; what is left over is unknown. */
final class PlainFields {

  private PlainFields() {}

  /** Throws some exception, which may quote, if a field is missing or malformed. */
  static StoredToken take(ObjectNode json) {
    String dataCenter = Objects.requireNonNull(text(json, "dataCenter"));
    String value = text(json, "accessToken");
    Instant expiresAt = instant(json, "expiresAt");
    String apiDomain = text(json, "apiDomain");
    Set<String> scopes = new LinkedHashSet<>(texts(json, "scopes"));
    StoredToken.Issued access =
        value == null
            ? null
            : new StoredToken.Issued(
                value,
                Objects.requireNonNull(expiresAt),
                scopes,
                URI.create(Objects.requireNonNull(apiDomain)));
    Instant obtainedAt = instant(json, "obtainedAt");
    String refreshToken = text(json, "refreshToken");
    Map<String, String> details = details(json);
    RenewalNotes notes =
        new RenewalNotes(
            RenewalNotes.inOrder(calls(json)),
            instant(json, "notBefore"),
            text(json, "why"),
            count(json, "failures"),
            count(json, "unsent"),
            text(json, "refused"),
            instant(json, "replacedAt"));
    SignInNotes signIn =
        signIn(json, json.remove("refreshTokens"), json.remove("forSession"))
            .lackingRefreshToken(flag(json, "lacksRefreshToken"));
    return new StoredToken(
            Require.location(dataCenter),
            access,
            obtainedAt,
            refreshToken == null ? null : Require.token("refreshToken", refreshToken),
            Map.of(),
            notes,
            signIn,
            json)
        .withDetails(details);
  }

  static @Nullable String text(ObjectNode json, String name) {
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
        text(json, "subject"),
        false);
  }

  private static boolean flag(ObjectNode json, String name) {
    JsonNode node = json.remove(name);
    return node != null && node.booleanValue();
  }

  private static Map<String, String> details(ObjectNode json) {
    Map<String, String> details = new TreeMap<>();
    JsonNode object = json.remove("details");
    if (object != null) {
      object.properties().forEach(field -> details.put(field.getKey(), textOf(field.getValue())));
    }
    return details;
  }
}
