package io.github.zohooauth.localzoho.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadingTest {

  @Test
  void documented_hasTheFirstValueOfEverySwitch() {
    assertThat(SwitchTest.values().filter(Reading.documented()::is))
        .containsExactlyElementsOf(
            types(Switch.class).map(type -> (Switch) type.getEnumConstants()[0]).toList());
  }

  @Test
  void alternatives_differInExactlyOneSwitch() {
    List<Reading> alternatives = Reading.alternatives();

    assertThat(alternatives).doesNotHaveDuplicates().doesNotContain(Reading.documented());
    assertThat(alternatives)
        .hasSize((int) (SwitchTest.values().count() - types(Switch.class).count()));
    for (Reading alternative : alternatives) {
      Stream<Switch> changed =
          SwitchTest.values()
              .filter(value -> alternative.is(value) && !Reading.documented().is(value));
      assertThat(changed).as(alternative.toString()).hasSize(1);
    }
  }

  @Test
  void toString_namesTheSwitches() {
    Reading reading =
        Reading.documented().with(Switch.ExpiresIn.ABSENT).with(Switch.Bearer.ACCEPTED);

    assertThat(Reading.documented()).hasToString("documented");
    assertThat(reading).hasToString("ExpiresIn.ABSENT, Bearer.ACCEPTED");
  }

  @Test
  void with_documentedValue_undoesADeviation() {
    Reading reading = Reading.documented().with(Switch.ExpiresIn.ABSENT);

    assertThat(reading.is(Switch.ExpiresIn.ABSENT)).isTrue();
    assertThat(Reading.documented().is(Switch.ExpiresIn.ABSENT)).isFalse();
    assertThat(reading.with(Switch.ExpiresIn.SECONDS)).isEqualTo(Reading.documented());
  }

  private static Stream<Class<?>> types(Class<?> family) {
    return family.isEnum()
        ? Stream.of(family)
        : Stream.of(family.getPermittedSubclasses()).flatMap(ReadingTest::types);
  }
}
