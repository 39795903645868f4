package io.github.zohooauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.testkit.GivenTokens;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The headers that any HTTP client's interceptor gets, found by their text alone. */
class ReplacementTest {

  private static final String EU = "https://www.zohoapis.eu";
  private static final URI LEADS = URI.create(EU + "/crm/v8/Leads");
  private static final String REJECTED = "{\"code\":\"INVALID_TOKEN\"}";
  private static final AccessToken ONE = GivenTokens.token("1000.one", EU);
  private static final AccessToken TWO = GivenTokens.token("1000.two", EU);

  private static Optional<String> after401(HeaderForm form, TokenProvider tokens, String header) {
    return form.replacement(ApiAuthorization.of(tokens), LEADS, header, 401, null, REJECTED);
  }

  @ParameterizedTest
  @EnumSource
  void header_isThatOfTheCurrentToken(HeaderForm form) {
    GivenTokens tokens = new GivenTokens(ONE);
    assertThat(form.header(ApiAuthorization.of(tokens), LEADS))
        .isEqualTo("Zoho-oauthtoken 1000.one");
  }

  @ParameterizedTest
  @EnumSource
  void header_whereTheTokenMayNotGo_isRefused(HeaderForm form) {
    GivenTokens tokens = new GivenTokens(ONE);
    ApiAuthorization rules = ApiAuthorization.of(tokens);
    assertThatThrownBy(() -> form.header(rules, URI.create("http://www.zohoapis.eu/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("uri: not https");
    assertThat(tokens.asked()).as("asked for a token").isZero();
    assertThatThrownBy(() -> form.header(rules, URI.create("https://www.zohoapis.com/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("uri: not a host of data center eu")
        .hasMessageContaining("Nothing was sent.");
  }

  @ParameterizedTest
  @EnumSource
  void rejectedHeader_isReplacedOnce(HeaderForm form) {
    GivenTokens tokens = new GivenTokens(ONE, TWO);
    assertThat(after401(form, tokens, ONE.authorizationHeader()))
        .contains("Zoho-oauthtoken 1000.two");
    assertThat(tokens.rejected).containsExactly(ONE);
  }

  @ParameterizedTest
  @EnumSource
  void rejectedHeader_ofTheProductsThatTakeBearer_isReplaced(HeaderForm form) {
    GivenTokens tokens = new GivenTokens(ONE, TWO);
    assertThat(after401(form, tokens, "Bearer 1000.one ")).contains("Zoho-oauthtoken 1000.two");
    assertThat(tokens.rejected).containsExactly(ONE);
  }

  @ParameterizedTest
  @EnumSource
  void olderHeader_isReplacedByTheCurrentOne_andNothingIsRejected(HeaderForm form) {
    for (String older :
        List.of("Zoho-oauthtoken 1000.older", "Zoho-oauthtoken 1000.on", "none", "")) {
      GivenTokens tokens = new GivenTokens(ONE, TWO);
      assertThat(after401(form, tokens, older)).contains("Zoho-oauthtoken 1000.one");
      assertThat(tokens.rejected).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void sameTokenAgain_isNoReplacement(HeaderForm form) {
    assertThat(after401(form, new GivenTokens(ONE), ONE.authorizationHeader())).isEmpty();
    assertThat(after401(form, () -> ONE, ONE.authorizationHeader())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void betterToken_thatMayNotGoThere_isNoReplacement(HeaderForm form) {
    AccessToken local = GivenTokens.token("1000.local", "http://localhost:8080");
    URI there = URI.create("http://localhost:8080/");
    ApiAuthorization rejected = ApiAuthorization.of(new GivenTokens(local, TWO));
    assertThat(form.replacement(rejected, there, local.authorizationHeader(), 401, null, ""))
        .isEmpty();
    ApiAuthorization later = ApiAuthorization.of(new GivenTokens(TWO));
    assertThat(form.replacement(later, there, local.authorizationHeader(), 401, null, ""))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      delimiter = '|',
      value = {
        "401 | null | {\"code\":\"OAUTH_SCOPE_MISMATCH\"}",
        "401 | null | {\"errorCode\":\"OAUTH_ORG_MISMATCH\"}",
        "401 | Bearer error=insufficient_scope | {}",
        "401 | Basic realm=\"x\", Bearer error=\"insufficient_scope\" | {\"code\":\"INVALID_TOKEN\"}",
        "200 | null | {\"code\":\"INVALID_TOKEN\"}",
        "400 | null | {\"code\":\"INVALID_TOKEN\"}",
        "403 | null | {\"code\":\"INVALID_TOKEN\"}",
        "500 | null | {\"code\":\"INVALID_TOKEN\"}"
      })
  void answer_thatIsNotAboutTheToken_asksForNone(
      int status, @Nullable String challenge, String body) {
    for (HeaderForm form : HeaderForm.values()) {
      GivenTokens tokens = new GivenTokens(ONE, TWO);
      ApiAuthorization rules = ApiAuthorization.of(tokens);
      String header = ONE.authorizationHeader();
      assertThat(form.replacement(rules, LEADS, header, status, challenge, body)).isEmpty();
      assertThat(tokens.asked()).as("asked for a token").isZero();
      assertThat(tokens.rejected).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void addedRule_seesTheFirst64KiB_ofEvery4xx(HeaderForm form) {
    GivenTokens tokens = new GivenTokens(ONE, TWO);
    ApiAuthorization rules =
        ApiAuthorization.of(tokens)
            .rejectedIf((status, body) -> status == 400 && body.length() == 64 * 1024);
    assertThat(rules.mayReject(400)).isTrue();
    assertThat(ApiAuthorization.of(tokens).mayReject(400)).isFalse();
    assertThat(ApiAuthorization.of(tokens).mayReject(401)).isTrue();
    assertThat(rules.mayReject(399)).isFalse();
    assertThat(rules.mayReject(500)).isFalse();
    String header = ONE.authorizationHeader();
    String longBody = "x".repeat(64 * 1024 + 1);
    assertThat(form.replacement(rules, LEADS, header, 403, null, longBody)).isEmpty();
    assertThat(form.replacement(rules, LEADS, header, 400, null, longBody))
        .contains(TWO.authorizationHeader());
  }

  private static TokenProvider failing(boolean atOnce, RuntimeException failure) {
    return new TokenProvider() {
      @Override
      public AccessToken getAccessToken() {
        if (atOnce) {
          throw failure;
        }
        return ONE;
      }

      @Override
      public AccessToken replaceRejected(AccessToken rejected) {
        throw failure;
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void failure_isNoReplacement_unlessAPersonHasToAuthorize(HeaderForm form) {
    String header = ONE.authorizationHeader();
    for (boolean atOnce : new boolean[] {false, true}) {
      for (RuntimeException failure :
          List.of(
              new TemporaryFailureException("Later."),
              new TokenStoreException("The store fails."),
              new IllegalStateException("closed"))) {
        assertThat(after401(form, failing(atOnce, failure), header)).isEmpty();
      }
      AuthorizationRequiredException required = new AuthorizationRequiredException("Again.");
      assertThatThrownBy(() -> after401(form, failing(atOnce, required), header))
          .isSameAs(required);
    }
  }

  @ParameterizedTest
  @EnumSource
  void failureOfTheToken_isTheHeadersFailure(HeaderForm form) {
    TemporaryFailureException failure = new TemporaryFailureException("Later.");
    ApiAuthorization rules = ApiAuthorization.of(failing(true, failure));
    assertThatThrownBy(() -> form.header(rules, LEADS)).isSameAs(failure);
  }

  /** A provider whose first token comes at once or never, and whose next one never comes. */
  private static TokenProvider slow(
      CompletableFuture<AccessToken> first, CompletableFuture<AccessToken> next) {
    return new TokenProvider() {
      @Override
      public AccessToken getAccessToken() {
        return ONE;
      }

      @Override
      public CompletableFuture<AccessToken> getAccessTokenAsync() {
        return first;
      }

      @Override
      public CompletableFuture<AccessToken> replaceRejectedAsync(AccessToken rejected) {
        return next;
      }
    };
  }

  @Test
  void cancelledHeader_cancelsTheWaitForTheToken() {
    CompletableFuture<AccessToken> waiting = new CompletableFuture<>();
    TokenProvider slow = slow(waiting, waiting);
    assertThat(ApiAuthorization.of(slow).headerForAsync(LEADS).cancel(true)).isTrue();
    assertThat(waiting).isCancelled();
  }

  @Test
  void cancelledReplacement_cancelsTheWaitForEitherToken() {
    String header = ONE.authorizationHeader();
    CompletableFuture<AccessToken> waiting = new CompletableFuture<>();
    CompletableFuture<AccessToken> there = CompletableFuture.completedFuture(ONE);
    for (TokenProvider slow :
        List.of(
            slow(waiting, CompletableFuture.completedFuture(TWO)),
            slow(there, new CompletableFuture<>()))) {
      CompletableFuture<?> result =
          ApiAuthorization.of(slow).replacementAsync(LEADS, header, 401, null, REJECTED);
      assertThat(result).isNotDone();
      assertThat(result.cancel(true)).isTrue();
      CompletableFuture<AccessToken> first = slow.getAccessTokenAsync();
      assertThat(first.isDone() && !first.isCancelled() ? slow.replaceRejectedAsync(ONE) : first)
          .isCancelled();
    }
  }

  @ParameterizedTest
  @EnumSource
  void failureOfAnAddedRule_isThrownAsItIs(HeaderForm form) {
    IllegalStateException failure = new IllegalStateException("rule");
    ApiAuthorization rules =
        ApiAuthorization.of(new GivenTokens(ONE, TWO))
            .rejectedIf(
                (status, body) -> {
                  throw failure;
                });
    assertThatThrownBy(
            () -> form.replacement(rules, LEADS, ONE.authorizationHeader(), 400, null, REJECTED))
        .isSameAs(failure);
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("NullAway") // what a caller without null checks may pass
  void nothing_isRefusedByName(HeaderForm form) {
    ApiAuthorization rules = ApiAuthorization.of(() -> ONE);
    URI noUri = null;
    String none = null;
    assertThatThrownBy(() -> form.header(rules, noUri)).hasMessage("uri");
    assertThatThrownBy(() -> form.replacement(rules, noUri, "", 401, null, "")).hasMessage("uri");
    assertThatThrownBy(() -> form.replacement(rules, LEADS, none, 401, null, ""))
        .hasMessage("header");
    assertThatThrownBy(() -> form.replacement(rules, LEADS, "", 401, null, none))
        .hasMessage("body");
  }
}
