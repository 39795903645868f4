package io.github.zohooauth.internal.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The notes of a stored record: JSON texts by name, in the order of their names.
 *
 * <p>Each name below has a value of one type. A note with another name comes from another version
 * and is kept unchanged. The texts are checked once, when they are put. Immutable and thread-safe.
 */
public final class Notes extends AbstractMap<String, String> {

  static final Notes NONE = new Notes(new TreeMap<>());

  public static final String CALLS = "calls";
  public static final String NOT_BEFORE = "notBefore";
  public static final String WHY = "why";
  public static final String FAILURES = "failures";
  public static final String UNSENT = "unsent";
  public static final String REFUSED = "refused";
  public static final String REPLACED_AT = "replacedAt";
  public static final String REFRESH_TOKENS = "refreshTokens";
  public static final String FOR_SESSION = "forSession";
  public static final String SUBJECT = "subject";
  public static final String LACKS_REFRESH_TOKEN = "lacksRefreshToken";
  public static final String ADOPTED = "adopted";
  public static final String CONFIGURED = "configured";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final SortedMap<String, String> texts;
  private volatile @Nullable Object read;

  private Notes(SortedMap<String, String> texts) {
    this.texts = texts;
  }

  /** Checks and copies the notes. No message quotes a value. */
  public static Notes copyOf(Map<String, String> notes) {
    if (notes instanceof Notes same) {
      return same;
    }
    Changes changes = NONE.change();
    notes.forEach((name, text) -> changes.put(name, Json.value(text).orElse(null)));
    return changes.made();
  }

  public static Notes of(Set<Map.Entry<String, JsonNode>> members) {
    Changes changes = NONE.change();
    members.forEach(member -> changes.put(member.getKey(), member.getValue()));
    return changes.made();
  }

  /** Returns what the reader makes of these notes. It reads them once, because they stay. */
  public <T> T read(Class<T> type, Function<Notes, T> reader) {
    Object known = read;
    if (type.isInstance(known)) {
      return type.cast(known);
    }
    T value = reader.apply(this);
    read = value;
    return value;
  }

  /** Keeps what a reader would make of these notes, because they were made from it. */
  public Notes keeping(Object value) {
    read = value;
    return this;
  }

  public Changes change() {
    return new Changes(new TreeMap<>(texts));
  }

  /** Returns a copy in which each instant is moved. */
  public Notes moved(UnaryOperator<Instant> move) {
    Changes moved = change();
    moved.instants(CALLS, instants(CALLS).stream().map(move).sorted().toList());
    for (String name : List.of(NOT_BEFORE, REPLACED_AT)) {
      Instant at = instant(name);
      moved.instant(name, at == null ? null : move.apply(at));
    }
    return moved.made();
  }

  public List<Instant> instants(String name) {
    List<Instant> instants = new ArrayList<>();
    JsonNode array = value(name);
    if (array != null) {
      array.forEach(each -> instants.add(Instant.ofEpochMilli(each.longValue())));
    }
    return instants;
  }

  public @Nullable Instant instant(String name) {
    JsonNode value = value(name);
    return value == null ? null : Instant.ofEpochMilli(value.longValue());
  }

  public int count(String name) {
    JsonNode value = value(name);
    return value == null ? 0 : value.intValue();
  }

  public boolean flag(String name) {
    return "true".equals(texts.get(name));
  }

  public @Nullable String text(String name) {
    JsonNode value = value(name);
    return value == null ? null : value.textValue();
  }

  private @Nullable JsonNode value(String name) {
    String text = texts.get(name);
    return text == null ? null : Json.value(text).orElseThrow();
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return Collections.unmodifiableSortedMap(texts).entrySet();
  }

  private static boolean fits(String name, JsonNode value) {
    return switch (name) {
      case CALLS -> value.isArray() && areInstants(value);
      case NOT_BEFORE, REPLACED_AT -> isInstant(value);
      case FAILURES, UNSENT, REFRESH_TOKENS -> value.isInt() && value.intValue() >= 0;
      case FOR_SESSION, LACKS_REFRESH_TOKEN -> value.isBoolean();
      case WHY, REFUSED, SUBJECT, ADOPTED -> value.isTextual();
      default -> true;
    };
  }

  private static boolean areInstants(JsonNode array) {
    for (JsonNode each : array) {
      if (!isInstant(each)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInstant(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong();
  }

  /** A builder of notes. A default value (null, 0, false, an empty list) removes the note. */
  public static final class Changes {

    private final SortedMap<String, String> texts;

    private Changes(SortedMap<String, String> texts) {
      this.texts = texts;
    }

    /** Checks and puts a note; the value is null if it was not JSON. */
    Changes put(String name, @Nullable JsonNode value) {
      if (value == null) {
        throw new IllegalArgumentException("notes: the value of a note is not JSON text: " + name);
      }
      if (!fits(name, value)) {
        throw new IllegalArgumentException("notes: the value of a note is malformed: " + name);
      }
      texts.put(name, Json.write(value));
      return this;
    }

    public Changes instants(String name, List<Instant> instants) {
      StringJoiner array = new StringJoiner(",", "[", "]");
      instants.forEach(each -> array.add(Long.toString(each.toEpochMilli())));
      return set(name, instants.isEmpty() ? null : array.toString());
    }

    public Changes instant(String name, @Nullable Instant at) {
      return set(name, at == null ? null : Long.toString(at.toEpochMilli()));
    }

    public Changes count(String name, int count) {
      return set(name, count == 0 ? null : Integer.toString(count));
    }

    public Changes flag(String name, boolean flag) {
      return set(name, flag ? "true" : null);
    }

    public Changes text(String name, @Nullable String text) {
      return set(name, text == null ? null : Json.write(NODES.textNode(text)));
    }

    private Changes set(String name, @Nullable String json) {
      if (json != null) {
        texts.put(name, json);
      } else {
        texts.remove(name);
      }
      return this;
    }

    public Notes made() {
      return texts.isEmpty() ? NONE : new Notes(new TreeMap<>(texts));
    }
  }
}
