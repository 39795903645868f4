package io.github.zohooauth.localzoho.protocol;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.localzoho.LocalZoho;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value of every switch does what it says, and what the other values do not. */
class SwitchTest {
  private static final Map<Switch, Consumer<LocalZoho>> EXPECTATIONS = new HashMap<>();

  static {
    EXPECTATIONS.putAll(TokenSwitches.expectations());
    EXPECTATIONS.putAll(ErrorSwitches.expectations());
    EXPECTATIONS.putAll(RevokeSwitches.expectations());
    EXPECTATIONS.putAll(ApiSwitches.expectations());
    EXPECTATIONS.putAll(RefusalSwitches.expectations());
    EXPECTATIONS.putAll(BrowserSwitches.expectations());
    EXPECTATIONS.putAll(IdentitySwitches.expectations());
    EXPECTATIONS.putAll(DeviceSwitches.expectations());
    EXPECTATIONS.putAll(LimitSwitches.expectations());
    EXPECTATIONS.putAll(RateSwitches.expectations());
  }

  static Stream<Switch> values() {
    return Reading.values(Switch.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void value_isWhatTheWireShows(Switch value) {
    try (LocalZoho zoho = LocalZoho.start(Reading.documented().with(value))) {
      expectation(value).accept(zoho);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void otherValues_showSomethingElse(Switch value) {
    Consumer<LocalZoho> expectation = expectation(value);
    for (Switch other : value.getClass().getEnumConstants()) {
      if (other != value) {
        try (LocalZoho zoho = LocalZoho.start(Reading.documented().with(other))) {
          assertThatThrownBy(() -> expectation.accept(zoho))
              .as(value + " under " + other)
              .isInstanceOf(AssertionError.class);
        }
      }
    }
  }

  private static Consumer<LocalZoho> expectation(Switch value) {
    return Optional.ofNullable(EXPECTATIONS.get(value))
        .orElseThrow(() -> new IllegalStateException("nothing expects " + value));
  }
}
