package io.github.zohooauth.internal.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Parses and writes JSON without an {@code ObjectMapper}. An {@code ObjectMapper} would take a
 * quarter of the time to a program's first token.
 */
public final class JsonTree {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory WRITER = new JsonFactory();
  private static final int MAX_SCALE = 1_000;

  private JsonTree() {}

  /**
   * Reads one object and nothing after it.
   *
   * @throws IOException if the text is anything else
   */
  static ObjectNode read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "no object");
    }
    ObjectNode object = object(parser);
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "more than an object");
    }
    return object;
  }

  /**
   * Reads one value and nothing after it.
   *
   * @throws IOException if the text is anything else
   */
  static JsonNode readValue(JsonParser parser) throws IOException {
    if (parser.nextToken() == null) {
      throw new JsonParseException(parser, "no value");
    }
    JsonNode value = value(parser);
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "more than a value");
    }
    return value;
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
  public static String text(JsonNode value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = WRITER.createGenerator(text)) {
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail
    }
    return text.toString();
  }

  /** Returns the JSON text of an object with more members, whose values are JSON text already. */
  public static String text(ObjectNode object, Map<String, String> more) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = WRITER.createGenerator(text)) {
      generator.writeStartObject();
      writeMembers(object, generator);
      for (Map.Entry<String, String> member : more.entrySet()) {
        generator.writeFieldName(member.getKey());
        generator.writeRawValue(member.getValue());
      }
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail
    }
    return text.toString();
  }

  private static void write(JsonNode node, JsonGenerator generator) throws IOException {
    if (node.isObject()) {
      generator.writeStartObject();
      writeMembers(node, generator);
      generator.writeEndObject();
    } else if (node.isArray()) {
      generator.writeStartArray();
      for (JsonNode element : node) {
        write(element, generator);
      }
      generator.writeEndArray();
    } else {
      writeValue(node, generator);
    }
  }

  private static void writeMembers(JsonNode object, JsonGenerator generator) throws IOException {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      generator.writeFieldName(member.getKey());
      write(member.getValue(), generator);
    }
  }

  private static void writeValue(JsonNode value, JsonGenerator generator) throws IOException {
    if (value.isTextual()) {
      generator.writeString(value.textValue());
    } else if (value.isBoolean()) {
      generator.writeBoolean(value.booleanValue());
    } else if (value.isIntegralNumber()) {
      generator.writeNumber(value.bigIntegerValue());
    } else if (value.isNumber()) {
      generator.writeNumber(value.decimalValue());
    } else {
      generator.writeNull();
    }
  }
}
