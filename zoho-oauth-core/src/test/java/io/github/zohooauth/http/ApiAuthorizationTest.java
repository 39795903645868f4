package io.github.zohooauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.GivenTokens;
import io.github.zohooauth.testkit.RejectingApi;
import io.github.zohooauth.testkit.SendMethod;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an application adds to the rules by which an answer rejects a token. */
@Timeout(20)
class ApiAuthorizationTest {

  private final RejectingApi api = new RejectingApi();

  @AfterEach
  void close() {
    api.close();
  }

  private HttpClient client(TokenProvider tokens, ApiAuthorization.Rejection rejection) {
    return ZohoHttpClient.authorizing(api.plain, ApiAuthorization.of(tokens).rejectedIf(rejection));
  }

  private HttpResponse<String> send(SendMethod way, HttpClient http) throws Exception {
    return way.send(http, api.request().build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @EnumSource
  void rejectedIf_addsA400(SendMethod way) throws Exception {
    api.answers(api.one, CannedAnswer.json(400, RejectingApi.REJECTED));
    HttpClient phone =
        client(api.tokens, (status, body) -> status == 400 && body.contains("INVALID_TOKEN"));
    assertThat(send(way, phone).statusCode()).isEqualTo(200);

    api.answers(api.one, CannedAnswer.json(400, "{\"code\":\"INVALID_DATA\"}"));
    HttpClient another = client(() -> api.one, (status, body) -> body.equals("no"));
    assertThat(send(way, another).body()).isEqualTo("{\"code\":\"INVALID_DATA\"}");
  }

  @ParameterizedTest
  @EnumSource
  void rejectedIf_comesFirst_andItsFalseLeavesTheUsualRule(SendMethod way) throws Exception {
    api.answers(api.one, CannedAnswer.json(401, "{\"code\":\"OAUTH_SCOPE_MISMATCH\"}"));
    HttpClient all = client(api.tokens, (status, body) -> true);
    assertThat(send(way, all).statusCode()).isEqualTo(200);

    api.answers(api.one, CannedAnswer.json(401, RejectingApi.REJECTED));
    HttpClient none = client(new GivenTokens(api.one, api.two), (status, body) -> false);
    assertThat(send(way, none).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void rejectedIf_seesEvery4xxAlone(SendMethod way) throws Exception {
    HttpClient all = client(() -> api.one, (status, body) -> true);
    for (int status : new int[] {200, 302, 399, 500}) {
      api.answers(api.one, CannedAnswer.json(status, RejectingApi.REJECTED));
      assertThat(send(way, all).statusCode()).isEqualTo(status);
    }
    for (int status : new int[] {400, 403, 404, 499}) {
      api.answers(api.one, CannedAnswer.json(status, RejectingApi.REJECTED));
      HttpClient replacing = client(new GivenTokens(api.one, api.two), (seen, body) -> true);
      assertThat(send(way, replacing).statusCode()).as("after %s", status).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rejectedIf_twice_addsBoth(SendMethod way) throws Exception {
    ApiAuthorization rules =
        ApiAuthorization.of(api.tokens).rejectedIf((status, body) -> status == 400);
    for (int status : new int[] {400, 403}) {
      api.answers(api.one, CannedAnswer.json(status, "{}"));
      GivenTokens tokens = new GivenTokens(api.one, api.two);
      ApiAuthorization both =
          ApiAuthorization.of(tokens)
              .rejectedIf((seen, body) -> seen == 400)
              .rejectedIf((seen, body) -> seen == 403);
      assertThat(send(way, ZohoHttpClient.authorizing(api.plain, both)).statusCode())
          .isEqualTo(200);
    }
    assertThat(send(way, ZohoHttpClient.authorizing(api.plain, rules)).statusCode())
        .as("the first rules are unchanged")
        .isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource
  void rejectedIf_thatThrows_failsTheCall(SendMethod way) {
    HttpClient broken =
        client(
            api.tokens,
            (status, body) -> {
              throw new IllegalStateException("rule");
            });
    api.answers(api.one, CannedAnswer.json(403, "{}"));
    assertThatThrownBy(() -> send(way, broken)).hasStackTraceContaining("rule");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks may pass
  void nothing_isRefusedByName() {
    TokenProvider none = null;
    AccessToken token = api.one;
    assertThatThrownBy(() -> ApiAuthorization.of(none)).hasMessage("tokens");
    assertThatThrownBy(() -> ApiAuthorization.of(() -> token).rejectedIf(null))
        .hasMessage("rejection");
    assertThatThrownBy(() -> ZohoHttpClient.authorizing(null, none)).hasMessage("tokens");
    assertThatThrownBy(() -> ZohoHttpClient.authorizing(null, () -> token)).hasMessage("delegate");
  }
}
