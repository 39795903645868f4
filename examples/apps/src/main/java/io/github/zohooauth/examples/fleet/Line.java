package io.github.zohooauth.examples.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What parent and member write to each other: a line of JSON each. */
final class Line {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Line() {}

  static String of(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a record of lines", e);
    }
  }

  static <T> T read(String line, Class<T> type) {
    try {
      return JSON.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a line of a " + type.getSimpleName());
    }
  }
}
