package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A function that supplies wrong secrets or none: how often Zoho is called, and what callers get.
 */
@ExtendWith(LocalZohoExtension.class)
class FailingSecretTest {

  private static final String FOREIGN = "s3cret-of-the-vault";

  private LocalZoho zoho;
  private SecretStage stage;

  @BeforeEach
  void signIn(LocalZoho zoho) {
    this.zoho = zoho;
    stage = new SecretStage(zoho);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /** Six calls of eight, so that a new secret can be sent at once. */
  @Test
  void refusedSecret_leavesAQuarterOfTheBudget() {
    String old = stage.replacedSecret();
    stage.supplies(() -> old, List.of());
    int before = stage.calls();
    for (int minute = 0; minute < 9; minute++) {
      assertThat(stage.refusal()).isNotNull();
      zoho.clock().advance(Duration.ofSeconds(61));
    }
    assertThat(stage.calls()).isEqualTo(before + 6);
    stage.supplies(stage.registered::secret, List.of());
    assertThat(stage.client.getAccessToken()).isNotNull();
  }

  /** Each time another wrong one, but for the first call: seven calls leave room for one more. */
  @Test
  void changingWrongSecrets_takeNoMoreThanTheBudget() {
    AtomicInteger number = new AtomicInteger();
    stage.supplies(() -> "wrong-" + Math.max(1, number.getAndIncrement()), List.of());
    zoho.clock().advance(Duration.ofHours(1));
    int before = stage.calls();
    for (int ask = 0; ask < 20; ask++) {
      assertThatThrownBy(stage.client::getAccessToken).isNotNull();
    }
    assertThat(stage.calls()).isEqualTo(before + 8);
  }

  static Stream<Supplier<String>> faults() {
    return Stream.of(
        () -> {
          throw new IllegalStateException(FOREIGN);
        },
        () -> {
          throw new NoClassDefFoundError(FOREIGN);
        },
        FailingSecretTest::nothing,
        () -> " ",
        () -> FOREIGN + "\n",
        () -> FOREIGN + " " + FOREIGN,
        () -> "s".repeat(4097),
        () -> "");
  }

  @SuppressWarnings("NullAway") // what a function without nullness checks may return
  private static String nothing() {
    return null;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void functionThatFails_isAConfigurationException_andNothingIsSent(Supplier<String> fault) {
    stage.supplies(fault, List.of());
    zoho.clock().advance(Duration.ofHours(1));
    int before = stage.calls();
    assertThat(stage.refusal())
        .hasMessageStartingWith("The supplier of clientSecret(...) ")
        .hasMessageContaining("Nothing was sent. Check the supplier.")
        .hasMessageContaining("data center eu, client ID " + stage.registered.id())
        .satisfies(
            refused -> assertThat(String.valueOf(refused.getCause())).doesNotContain(FOREIGN))
        .message()
        .doesNotContain(FOREIGN, "\n");
    assertThat(stage.client.status().orElseThrow().lastFailure())
        .startsWith("The supplier of clientSecret(...) ");
    assertThatThrownBy(() -> stage.client.exchange("1000.code"))
        .isInstanceOf(ConfigurationException.class);
    assertThat(stage.calls()).isEqualTo(before);
    stage.supplies(stage.registered::secret, List.of());
    assertThat(stage.client.getAccessToken()).as("at once").isNotNull();
    assertThat(stage.client.status().orElseThrow().lastFailure()).isNull();
    assertThat(stage.recordedCalls()).isEqualTo(1);
  }

  @Test
  void functionThatFailsWhenAskedAgain_leavesZohosRefusal() {
    String old = stage.replacedSecret();
    stage.supplies(
        () -> old,
        List.of(
            () -> {
              throw new IllegalStateException(FOREIGN);
            }));
    assertThat(stage.refusal().errorCode()).contains("invalid_client_secret");
  }
}
