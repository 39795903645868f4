package io.github.zohooauth.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from untrusted sources: bounded, no duplicate names, one object and nothing after it.
 */
public final class Json {

  public static final int MAX_LENGTH = 256 * 1024;

  private static final Pattern WHOLE = Pattern.compile("([0-9]{1,18})(?:\\.0{1,9})?");
  private static final int MAX_DEPTH = 16;
  private static final JsonFactory ANSWERS = factory(MAX_DEPTH, 16 * 1024);
  private static final JsonFactory RECORDS = factory(MAX_DEPTH, MAX_LENGTH);
  private static final JsonFactory VALUES = factory(MAX_DEPTH - 1, MAX_LENGTH);

  private Json() {}

  private static JsonFactory factory(int maxDepth, int maxStringLength) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxStringLength(maxStringLength)
                .maxNumberLength(32)
                .maxDocumentLength(MAX_LENGTH)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /** Returns a non-empty text; null if the member is absent, null, empty or of another type. */
  public static @Nullable String text(ObjectNode json, String name) {
    String text = json.path(name).textValue();
    return text == null || text.isEmpty() ? null : text;
  }

  /** Returns a positive whole number, in quotes or without; empty for anything else. */
  public static OptionalLong positive(ObjectNode json, String name) {
    JsonNode node = json.path(name);
    if (node.isInt()) {
      return node.intValue() > 0 ? OptionalLong.of(node.intValue()) : OptionalLong.empty();
    }
    String digits = node.isNumber() || node.isTextual() ? node.asText() : "";
    Matcher whole = WHOLE.matcher(digits);
    if (!whole.matches()) {
      return OptionalLong.empty();
    }
    long value = Long.parseLong(whole.group(1));
    return value > 0 ? OptionalLong.of(value) : OptionalLong.empty();
  }

  public static ObjectNode newObject() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Parses an object from UTF-8; empty if the bytes are anything else. */
  public static Optional<ObjectNode> object(byte[] utf8) {
    try {
      return object(UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Parses an object; empty if the text is anything else. The parser's message is dropped. */
  public static Optional<ObjectNode> object(String text) {
    return object(text, ANSWERS);
  }

  /** Parses an object of a token store, where an owner's name may be long. */
  public static Optional<ObjectNode> record(String text) {
    return object(text, RECORDS);
  }

  /** Parses a value of any type, as a record of a token store may contain it. */
  static Optional<JsonNode> value(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try (JsonParser parser = VALUES.createParser(text)) {
      return Optional.of(JsonTree.readValue(parser));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<ObjectNode> object(String text, JsonFactory factory) {
    try (JsonParser parser = factory.createParser(text)) {
      return Optional.of(JsonTree.read(parser));
    } catch (IOException | RuntimeException e) { // also thrown for an exponent of ten digits
      return Optional.empty();
    }
  }
}
