package io.github.zohooauth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.SigningZoho;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A number that no type of the JDK holds, or only in gigabytes, is a malformed text. */
@Timeout(20)
class HugeNumberTest {

  static String[] numbers() {
    return new String[] {
      "1e9999999999",
      "1e-9999999999",
      "-7.5E+99999999999999999999",
      "1e2147483648",
      "0e-2147483649",
      "1e2147483647",
      "123.456e-2147483646",
      "1e999999999",
      "9".repeat(10_000),
      "0." + "9".repeat(10_000)
    };
  }

  private static void isRefused(ThrowingCallable call, String number) {
    String quoted = number.substring(0, Math.min(number.length(), 11));
    assertThatThrownBy(call)
        .isInstanceOf(ZohoOAuthException.class)
        .satisfies(
            failure -> {
              for (Throwable each = failure; each != null; each = each.getCause()) {
                assertThat(each.getMessage() + "").doesNotContain(quoted);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void inAnIdToken_thatNobodySigned(String number) {
    String header = IdTokenFixture.part("{\"alg\":\"RS256\",\"kid\":\"key-1\"}");
    String odd = IdTokenFixture.part("{\"x\":%s}".formatted(number));
    try (SigningZoho zoho = new SigningZoho()) {
      String claims = IdTokenFixture.part(zoho.mint().claimsJson());
      isRefused(() -> zoho.verify(header + "." + odd + "."), number);
      isRefused(() -> zoho.verify(odd + "." + claims + ".AAAA"), number);
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void asATimeOfASignedIdToken(String number) {
    try (SigningZoho zoho = new SigningZoho()) {
      IdTokenFixture right = zoho.mint();
      String time = "\"exp\":" + (Scene.NOW.getEpochSecond() + 3600);
      assertThat(right.claimsJson()).contains(time);
      String claims = right.claimsJson().replace(time, "\"exp\":" + number);
      isRefused(
          () -> zoho.verify(IdTokenFixture.signed(right.headerJson(), claims, IdTokenFixture.KEY)),
          number);
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void inAnAnswer(String number) {
    try (CannedZoho zoho = new CannedZoho()) {
      for (String name : new String[] {"x", "expires_in", "error"}) {
        String answer = "{\"access_token\":\"1000.a\",\"%s\":%s}".formatted(name, number);
        zoho.answers(CannedAnswer.json(200, answer));
        for (TokenCall call :
            new TokenCall[] {TokenCall.EXCHANGE, TokenCall.REFRESH, TokenCall.CLIENT_CREDENTIALS}) {
          try (Scene scene = new Scene(call, zoho.dataCenter(), zoho.http)) {
            Optional<String> before = scene.tokenPart();
            ZohoOAuthException failure = Optional.ofNullable(scene.play().failure()).orElseThrow();
            isRefused(
                () -> {
                  throw failure;
                },
                number);
            assertThat(failure).isInstanceOf(TemporaryFailureException.class);
            assertThat(scene.tokenPart()).isEqualTo(before);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void inARecord(String number) {
    String key = "\"key\":" + TokenAnswer.text(Scene.KEY.text());
    for (String name : new String[] {"x", "expiresAt", "failures", "refreshTokens"}) {
      String record =
          "{\"zohoOAuthToken\":1,%s,\"dataCenter\":\"eu\",\"%s\":%s}".formatted(key, name, number);
      isRefused(() -> TokenCodec.plain().decode(Scene.KEY, record), number);
      isRefused(() -> TokenCodec.plain().keyOf(Scene.KEY.sha256(), record), number);
    }
    String version = "{\"zohoOAuthToken\":%s,%s,\"dataCenter\":\"eu\"}".formatted(number, key);
    isRefused(() -> TokenCodec.plain().decode(Scene.KEY, version), number);
  }

  /** What is only large is a number, as before: a time that is none is as good as absent. */
  @ParameterizedTest
  @MethodSource("largeNumbers")
  void inAnAnswer_ifItIsOnlyLarge(String number) {
    try (CannedZoho zoho = new CannedZoho()) {
      zoho.answers(
          CannedAnswer.json(
              200, "{\"access_token\":\"1000.a\",\"expires_in\":%s}".formatted(number)));
      try (Scene scene = new Scene(TokenCall.REFRESH, zoho.dataCenter(), zoho.http)) {
        assertThat(scene.play().wanted().expiresAt()).isEqualTo(Scene.NOW.plusSeconds(3600));
      }
    }
  }

  static String[] largeNumbers() {
    return new String[] {"1e400", "-1e-400", "99999999999999999999"};
  }
}
