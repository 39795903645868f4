package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.stream.Stream;

/** An id_token taken apart without any of the library's own code. */
public record IdTokenParts(String text, ObjectNode header, ObjectNode claims) {

  private static final JsonMapper JSON = new JsonMapper();

  public static IdTokenParts of(String text) {
    String[] parts = text.split("\\.", -1);
    return new IdTokenParts(text, object(parts[0]), object(parts[1]));
  }

  private static ObjectNode object(String part) {
    String letters = part.replaceAll("[^A-Za-z0-9_-]", "");
    return json(new String(Base64.getUrlDecoder().decode(letters), UTF_8));
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  boolean areCanonical() {
    return Stream.of(text.split("\\.", -1)).allMatch(IdTokenParts::isCanonical);
  }

  private static boolean isCanonical(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      return part.equals(Base64.getUrlEncoder().encodeToString(bytes))
          || part.equals(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
