package io.github.zohooauth.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from untrusted sources, and writes it.
 *
 * <p>What it reads is bounded and has no duplicate names. There is no {@code ObjectMapper}, which
 * would take a quarter of the time to a program's first token.
 */
public final class Json {

  public static final int MAX_LENGTH = 256 * 1024;

  private static final Pattern WHOLE = Pattern.compile("([0-9]{1,18})(?:\\.0{1,9})?");
  private static final int MAX_DEPTH = 16;
  private static final JsonFactory ANSWERS = factory(MAX_DEPTH, 16 * 1024);
  private static final JsonFactory RECORDS = factory(MAX_DEPTH, MAX_LENGTH);
  private static final JsonFactory VALUES = factory(MAX_DEPTH - 1, MAX_LENGTH);
  private static final JsonFactory WRITER = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_SCALE = 1_000;

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
    return NODES.objectNode();
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
  public static Optional<JsonNode> value(String text) {
    return text.length() > MAX_LENGTH ? Optional.empty() : parse(text, VALUES);
  }

  private static Optional<ObjectNode> object(String text, JsonFactory factory) {
    return parse(text, factory).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  /** Parses one value; empty if the text is anything else, or more than a value. */
  private static Optional<JsonNode> parse(String text, JsonFactory factory) {
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      JsonNode value = value(parser);
      return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (IOException | RuntimeException e) { // also thrown for an exponent of ten digits
      return Optional.empty();
    }
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private static JsonNode value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> fraction(parser);
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new JsonParseException(parser, "no value");
    };
  }

  private static JsonNode whole(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  /** Refuses huge exponents: such a number is short as text, but takes gigabytes as an integer. */
  private static JsonNode fraction(JsonParser parser) throws IOException {
    BigDecimal number = parser.getDecimalValue();
    if (number.scale() > MAX_SCALE || number.scale() < -MAX_SCALE) {
      throw new JsonParseException(parser, "a number out of range");
    }
    return NODES.numberNode(number);
  }

  /** Returns the JSON text of a value, on one line. */
  public static String write(JsonNode value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = WRITER.createGenerator(text)) {
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail
    }
    return text.toString();
  }

  private static void write(JsonNode node, JsonGenerator generator) throws IOException {
    if (node.isObject()) {
      generator.writeStartObject();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        generator.writeFieldName(member.getKey());
        write(member.getValue(), generator);
      }
      generator.writeEndObject();
    } else if (node.isArray()) {
      generator.writeStartArray();
      for (JsonNode element : node) {
        write(element, generator);
      }
      generator.writeEndArray();
    } else if (node.isTextual()) {
      generator.writeString(node.textValue());
    } else if (node.isBoolean()) {
      generator.writeBoolean(node.booleanValue());
    } else if (node.isNumber()) {
      generator.writeNumber(node.decimalValue());
    } else {
      generator.writeNull();
    }
  }
}
