package io.github.zohooauth.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.GivenTokens;
import io.github.zohooauth.testkit.RejectingApi;
import io.github.zohooauth.testkit.SendMethod;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows if an API rejects a token: a better token, and one repeat of the request. */
@Timeout(20)
class RejectedTokenTest {

  private final RejectingApi api = new RejectingApi();

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource
  void rejectedToken_isReplaced_andTheRequestRepeatedOnce(SendMethod way) throws Exception {
    HttpResponse<String> response =
        way.send(api.http, api.request().build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{}");
    assertThat(api.tokens.rejected).containsExactly(api.one);
    assertThat(api.asked())
        .containsExactly(
            RejectingApi.line("GET", api.one, ""), RejectingApi.line("GET", api.two, ""));
  }

  @ParameterizedTest
  @EnumSource
  void secondRejection_isTheAnswer(SendMethod way) throws Exception {
    api.answers(api.two, CannedAnswer.json(401, RejectingApi.REJECTED + "2"));
    HttpResponse<String> response =
        way.send(api.http, api.request().build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo(RejectingApi.REJECTED + "2");
    assertThat(api.asked()).hasSize(2);
    assertThat(api.tokens.rejected).containsExactly(api.one);
  }

  @ParameterizedTest
  @EnumSource
  void sameTokenAgain_doesNotRepeatTheRequest(SendMethod way) throws Exception {
    GivenTokens same = new GivenTokens(api.one);
    HttpClient again = ZohoHttpClient.authorizing(api.plain, same);
    HttpResponse<byte[]> response =
        way.send(again, api.request().build(), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo(RejectingApi.REJECTED.getBytes(UTF_8));
    assertThat(response.headers().firstValue("Content-Type")).isPresent();
    assertThat(response.uri()).isEqualTo(api.request().build().uri());
    assertThat(response.version()).isNotNull();
    assertThat(response.request().uri()).isEqualTo(response.uri());
    assertThat(response.previousResponse()).isEmpty();
    assertThat(response.sslSession()).isEmpty();
    assertThat(response.toString()).contains("401").doesNotContain(api.one.value());
    assertThat(api.asked()).hasSize(1);
    assertThat(same.rejected).containsExactly(api.one);
  }

  @ParameterizedTest
  @EnumSource
  void betterTokenOfAnotherDataCenter_isNotSent(SendMethod way) throws Exception {
    GivenTokens moved =
        new GivenTokens(api.one, GivenTokens.token(api.two.value(), "https://www.zohoapis.eu"));
    HttpClient client = ZohoHttpClient.authorizing(api.plain, moved);
    assertThat(way.send(client, api.request().build(), BodyHandlers.ofString()).body())
        .isEqualTo(RejectingApi.REJECTED);
    assertThat(api.asked()).containsExactly(RejectingApi.line("GET", api.one, ""));
  }

  @ParameterizedTest
  @EnumSource
  void failureOfTheReplacement_leavesTheAnswer_unlessTheUserHasToAuthorize(SendMethod way)
      throws Exception {
    for (RuntimeException failure :
        List.of(
            new TemporaryFailureException("Later."),
            new TokenStoreException("The store fails."),
            new IllegalStateException("closed"))) {
      HttpClient client = ZohoHttpClient.authorizing(api.plain, failing(failure));
      HttpResponse<byte[]> response =
          way.send(client, api.request().build(), BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).isEqualTo(RejectingApi.REJECTED.getBytes(UTF_8));
    }
    AuthorizationRequiredException required =
        new AuthorizationRequiredException("Authorize again.");
    HttpClient client = ZohoHttpClient.authorizing(api.plain, failing(required));
    assertThatThrownBy(() -> way.send(client, api.request().build(), BodyHandlers.ofString()))
        .isSameAs(required);
    assertThat(api.asked()).hasSize(4);
  }

  private TokenProvider failing(RuntimeException failure) {
    return new TokenProvider() {
      @Override
      public AccessToken getAccessToken() {
        return api.one;
      }

      @Override
      public AccessToken replaceRejected(AccessToken rejected) {
        throw failure;
      }

      @Override
      public CompletableFuture<AccessToken> replaceRejectedAsync(AccessToken rejected) {
        return CompletableFuture.failedFuture(failure);
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void bodyOfUnknownLength_isNotRepeated_butTheTokenIsReplaced(SendMethod way) throws Exception {
    HttpRequest request =
        api.request()
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[] {'x'})))
            .build();
    assertThat(way.send(api.http, request, BodyHandlers.ofString()).body())
        .isEqualTo(RejectingApi.REJECTED);
    assertThat(api.tokens.rejected).containsExactly(api.one);
    assertThat(api.asked()).hasSize(1);
  }

  @Test
  void answersWithAnotherStatus_rejectNoToken() throws Exception {
    for (int status : new int[] {200, 302, 400, 403, 500}) {
      api.answers(api.one, CannedAnswer.json(status, RejectingApi.REJECTED));
      assertThat(api.http.send(api.request().build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(status);
    }
    assertThat(api.tokens.rejected).isEmpty();
  }
}
