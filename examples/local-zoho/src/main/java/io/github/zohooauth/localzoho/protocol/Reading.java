package io.github.zohooauth.localzoho.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the protocol is read where its sources leave a choice: a value for each switch. Immutable.
 */
public final class Reading {
  private static final Reading DOCUMENTED = new Reading(Map.of());

  private final Map<Class<?>, Switch> deviations;

  private Reading(Map<Class<?>, Switch> deviations) {
    this.deviations = deviations;
  }

  /** Returns the reading with the first, best documented value of every switch. */
  public static Reading documented() {
    return DOCUMENTED;
  }

  /** Returns every reading that differs from the documented one in exactly one switch. */
  public static List<Reading> alternatives() {
    return values(Switch.class)
        .filter(value -> !DOCUMENTED.is(value))
        .map(DOCUMENTED::with)
        .toList();
  }

  /** Returns this reading with one switch set to {@code value}. */
  public Reading with(Switch value) {
    Objects.requireNonNull(value, "value is null");
    Map<Class<?>, Switch> more = new LinkedHashMap<>(deviations);
    if (DOCUMENTED.is(value)) {
      more.remove(value.getClass());
    } else {
      more.put(value.getClass(), value);
    }
    return new Reading(Collections.unmodifiableMap(more));
  }

  /** Returns whether the switch that {@code value} belongs to is set to it. */
  public boolean is(Switch value) {
    Objects.requireNonNull(value, "value is null");
    return get(value.getClass()) == value;
  }

  /** Returns every value of every switch below {@code type}. */
  static Stream<Switch> values(Class<?> type) {
    return type.isEnum()
        ? Stream.of(type.getEnumConstants()).map(Switch.class::cast)
        : Stream.of(type.getPermittedSubclasses()).flatMap(Reading::values);
  }

  /** Returns the value of one switch, by the enum that has its values. */
  public <S extends Switch> S get(Class<S> type) {
    Objects.requireNonNull(type, "type is null");
    Switch deviation = deviations.get(type);
    return deviation == null ? type.getEnumConstants()[0] : type.cast(deviation);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Reading that && deviations.equals(that.deviations);
  }

  @Override
  public int hashCode() {
    return deviations.hashCode();
  }

  /** Names the switches that differ from the documented reading, as {@code ExpiresIn.ABSENT}. */
  @Override
  public String toString() {
    return deviations.isEmpty()
        ? "documented"
        : deviations.values().stream()
            .map(value -> value.getClass().getSimpleName() + "." + value)
            .collect(Collectors.joining(", "));
  }
}
