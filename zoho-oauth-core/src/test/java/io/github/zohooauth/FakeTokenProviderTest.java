package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.testing.FakeTokenProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application's tests can do with the token provider of the test-jar. */
class FakeTokenProviderTest {

  private static final AccessToken FIRST = token("first");
  private static final AccessToken SECOND = token("second");

  private static AccessToken token(String name) {
    return AccessToken.of("1000." + name, Instant.EPOCH, DataCenter.EU);
  }

  @Test
  void token_livesForAnHour_andIsForTheHostsOfItsDataCenter() {
    URI server = URI.create("http://localhost:8080");
    AccessToken token = FakeTokenProvider.of(DataCenter.of("eu", server, server)).getAccessToken();
    assertThat(token.value()).isEqualTo("1000.fake-1");
    assertThat(token.resolve("/crm/v8/Leads")).hasToString("http://localhost:8080/crm/v8/Leads");
    assertThat(Duration.between(Instant.now(), token.expiresAt()))
        .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
  }

  @Test
  void token_staysTheSame_untilItIsRenewedOrRejected() {
    FakeTokenProvider tokens = FakeTokenProvider.of(DataCenter.EU);
    AccessToken first = tokens.getAccessToken();
    assertThat(tokens.getAccessToken()).isEqualTo(first).isEqualTo(tokens.token());
    AccessToken second = tokens.renew().getAccessToken();
    assertThat(second.value()).isEqualTo("1000.fake-2");
    assertThat(tokens.replaceRejected(first)).as("a newer one is there").isEqualTo(second);
    assertThat(tokens.replaceRejected(second).value()).isEqualTo("1000.fake-3");
    assertThat(tokens.calls()).isEqualTo(3);
    assertThat(tokens.rejected()).containsExactly(first, second);
  }

  @Test
  void givenTokens_comeInTheirOrder_andTheLastStays() {
    FakeTokenProvider tokens = FakeTokenProvider.of(FIRST, SECOND);
    assertThat(tokens.getAccessToken()).isEqualTo(FIRST);
    assertThat(tokens.replaceRejected(FIRST)).isEqualTo(SECOND);
    assertThat(tokens.replaceRejected(SECOND)).isEqualTo(SECOND);
    assertThat(tokens.replaceRejectedAsync(SECOND).join()).isEqualTo(SECOND);
    assertThat(tokens.renew().getAccessTokenAsync().join()).isEqualTo(SECOND);
    assertThat(tokens.calls()).isEqualTo(2);
    assertThat(tokens.rejected()).containsExactly(FIRST, SECOND, SECOND);
  }

  static List<ZohoOAuthException> failures() {
    return List.of(
        new AuthorizationRequiredException("m"),
        new ConfigurationException("m"),
        new RateLimitedException("m", Instant.EPOCH),
        new TemporaryFailureException("m"),
        new TokenStoreException("m"),
        new UnreadableRecordException("m"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void eachFailure_comesFromEachMethod_andIsCounted(ZohoOAuthException failure) {
    FakeTokenProvider tokens = FakeTokenProvider.of(FIRST, SECOND).failWith(failure);
    for (Function<FakeTokenProvider, AccessToken> call : CALLS) {
      assertThatThrownBy(() -> call.apply(tokens))
          .satisfies(
              thrown ->
                  assertThat(thrown instanceof CompletionException ? thrown.getCause() : thrown)
                      .isSameAs(failure));
    }
    assertThat(tokens.calls()).isEqualTo(2);
    assertThat(tokens.rejected()).hasSize(2);
    assertThat(tokens.recover().getAccessToken()).as("no failure renews").isEqualTo(FIRST);
  }

  private static final List<Function<FakeTokenProvider, AccessToken>> CALLS =
      List.of(
          FakeTokenProvider::getAccessToken,
          tokens -> tokens.getAccessTokenAsync().join(),
          tokens -> tokens.replaceRejected(FIRST),
          tokens -> tokens.replaceRejectedAsync(FIRST).join());

  @Test
  void nextFailures_comeOnceEach_beforeTheLastingOne() {
    TemporaryFailureException outage = new TemporaryFailureException("outage");
    RateLimitedException limit = new RateLimitedException("limit", Instant.EPOCH);
    ConfigurationException wrong = new ConfigurationException("wrong");
    FakeTokenProvider tokens = FakeTokenProvider.of(FIRST).failWith(wrong).failNext(outage, limit);
    assertThatThrownBy(tokens::getAccessToken).isSameAs(outage);
    assertThatThrownBy(() -> tokens.replaceRejected(FIRST)).isSameAs(limit);
    assertThatThrownBy(tokens::getAccessToken).isSameAs(wrong);
    assertThatThrownBy(tokens::getAccessToken).isSameAs(wrong);
    tokens.failNext(outage).recover();
    assertThat(tokens.getAccessToken()).isEqualTo(FIRST);
  }

  @Test
  void rejectionOfOneToken_byManyThreads_renewsItOnce() {
    FakeTokenProvider tokens = FakeTokenProvider.of(DataCenter.EU);
    AccessToken first = tokens.token();
    IntStream.range(0, 200)
        .parallel()
        .forEach(i -> assertThat(tokens.replaceRejected(first).value()).isEqualTo("1000.fake-2"));
    assertThat(tokens.rejected()).hasSize(200);
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse is the test
  void missingArguments_areRefusedByName() {
    FakeTokenProvider tokens = FakeTokenProvider.of(FIRST);
    refuses("dataCenter", () -> FakeTokenProvider.of((DataCenter) null));
    refuses("first", () -> FakeTokenProvider.of((AccessToken) null, FIRST));
    refuses("failure", () -> tokens.failWith(null));
    refuses("rejected", () -> tokens.replaceRejected(null));
    assertThat(tokens.rejected()).isEmpty();
    assertThat(tokens.toString()).doesNotContain("1000.first");
  }

  private static void refuses(String argument, Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(NullPointerException.class).hasMessage(argument);
  }
}
