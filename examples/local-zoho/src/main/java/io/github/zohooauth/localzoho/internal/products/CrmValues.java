package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.state.CrmRecords;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whether CRM takes the values of a record: each of the JSON type of its field, and no longer than
 * it may be. The names of the expected types are those that Zoho's OpenAPI files for v8 and reports
 * of users show; {@code website}, {@code double} and {@code boolean} were not seen. A field that
 * the module does not have takes everything.
 */
final class CrmValues {
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Pattern ID = Pattern.compile("\\d{1,19}");

  private CrmValues() {}

  /** Returns the entry for a record that cannot be added, empty if it can. */
  static Optional<ObjectNode> refusal(CrmModule module, ObjectNode sent, int index) {
    return wrongType(module, sent, index).or(() -> blank(module.mandatory(), sent, index));
  }

  /** Returns the entry for a record that cannot be changed so, empty if it can. */
  static Optional<ObjectNode> refusalOfUpdate(CrmModule module, ObjectNode sent, int index) {
    List<String> named = module.mandatory().stream().filter(sent::has).toList();
    return wrongType(module, sent, index).or(() -> blank(named, sent, index));
  }

  /** Returns whether a text or a number is an id of CRM. */
  static boolean isId(JsonNode value) {
    return (value.isTextual() || value.isIntegralNumber()) && isId(value.asText());
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static Optional<ObjectNode> blank(List<String> mandatory, ObjectNode sent, int index) {
    return mandatory.stream()
        .filter(field -> sent.path(field).asText("").isBlank()) // null, too
        .findFirst()
        .map(field -> CrmErrors.missing(field, index));
  }

  private static Optional<ObjectNode> wrongType(CrmModule module, ObjectNode sent, int index) {
    if (sent.hasNonNull("id") && !isId(sent.path("id"))) {
      return Optional.of(CrmErrors.wrongType("id", "bigint", index));
    }
    return module
        .allFields()
        .filter(field -> !CrmRecords.OWN.contains(field.name()) && sent.hasNonNull(field.name()))
        .map(field -> refusal(field, sent.path(field.name()), index))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<ObjectNode> refusal(CrmModule.Field field, JsonNode value, int index) {
    if (!isOfType(field.type(), value)) {
      return Optional.of(CrmErrors.wrongType(field.name(), expected(field.type()), index));
    }
    return value.isTextual() && value.textValue().length() > field.length()
        ? Optional.of(CrmErrors.tooLong(field.name(), field.length(), index))
        : Optional.empty();
  }

  private static String expected(String type) {
    return switch (type) {
      case "textarea", "picklist" -> "text";
      case "currency" -> "double";
      case "lookup", "ownerlookup" -> "bigint";
      default -> type;
    };
  }

  private static boolean isOfType(String type, JsonNode value) {
    return switch (type) {
      case "integer" -> value.isIntegralNumber();
      case "currency", "double" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "date" -> isText(value, CrmValues::isDate);
      case "email" -> isText(value, text -> ADDRESS.matcher(text).matches());
      case "lookup", "ownerlookup" -> isId(value) || (value.isObject() && isIdIfAny(value));
      default -> value.isTextual();
    };
  }

  /** An empty text clears a field of any type. */
  private static boolean isText(JsonNode value, Predicate<String> good) {
    return value.isTextual() && (value.textValue().isEmpty() || good.test(value.textValue()));
  }

  private static boolean isIdIfAny(JsonNode lookup) {
    return !lookup.hasNonNull("id") || isId(lookup.path("id"));
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException notADate) {
      return false;
    }
  }
}
