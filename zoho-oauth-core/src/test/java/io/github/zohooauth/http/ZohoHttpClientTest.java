package io.github.zohooauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.ForbiddenServer;
import io.github.zohooauth.testkit.GivenTokens;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.RejectingApi;
import io.github.zohooauth.testkit.SendMethod;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an authorizing client leaves unchanged, and what it refuses. */
@Timeout(20)
class ZohoHttpClientTest {

  private final RejectingApi api = new RejectingApi();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void request_staysAsItIs_exceptForTheHeader() throws Exception {
    api.answers(api.one, CannedAnswer.json(200, "{}"));
    HttpRequest request =
        api.request()
            .timeout(Duration.ofSeconds(7))
            .version(HttpClient.Version.HTTP_1_1)
            .header("orgId", "1")
            .header("orgId", "2")
            .expectContinue(true)
            .method("PATCH", BodyPublishers.ofString("x"))
            .build();
    HttpRequest sent = api.http.send(request, BodyHandlers.ofString()).request();
    assertThat(sent.timeout()).contains(Duration.ofSeconds(7));
    assertThat(sent.version()).contains(HttpClient.Version.HTTP_1_1);
    assertThat(sent.headers().allValues("orgId")).containsExactly("1", "2");
    assertThat(sent.expectContinue()).isTrue();
    assertThat(sent.method()).isEqualTo("PATCH");
    assertThat(sent.bodyPublisher()).isEqualTo(request.bodyPublisher());
    assertThat(request.headers().map()).doesNotContainKey("Authorization");
  }

  @Test
  void allElse_isTheDelegates_whichStaysOpen() throws Exception {
    HttpClient delegate =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(9))
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(Runnable::run)
            .cookieHandler(new CookieManager())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    HttpClient client = ZohoHttpClient.authorizing(delegate, api.tokens);
    assertThat(client.connectTimeout()).isEqualTo(delegate.connectTimeout());
    assertThat(client.proxy()).isEqualTo(delegate.proxy());
    assertThat(client.executor()).isEqualTo(delegate.executor());
    assertThat(client.cookieHandler()).isEqualTo(delegate.cookieHandler());
    assertThat(client.version()).isEqualTo(delegate.version());
    assertThat(client.sslContext()).isSameAs(delegate.sslContext());
    assertThat(client.sslParameters().getProtocols())
        .isEqualTo(delegate.sslParameters().getProtocols());
    assertThat(client.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
    assertThat(client.newWebSocketBuilder()).isNotNull();
    if (api.http instanceof AutoCloseable closeable) { // from JDK 21 on
      closeable.close();
    }
    assertThat(api.http.send(api.request().build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void cancel_reachesTheDelegate() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.awaitRequest();
              arrived.countDown();
              connection.awaitHangUp();
              closed.countDown();
            })) {
      String base = server.dataCenter().accountsServer().toString();
      HttpClient client =
          ZohoHttpClient.authorizing(api.plain, () -> GivenTokens.token("1000.a", base));
      Future<?> sending =
          client.sendAsync(
              HttpRequest.newBuilder(URI.create(base)).version(api.plain.version()).build(),
              BodyHandlers.ofString());
      arrived.await();
      sending.cancel(true);
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void failureOfTheProvider_isTheCallers(SendMethod way) {
    RuntimeException failure = new TemporaryFailureException("Try again later.");
    HttpClient client =
        ZohoHttpClient.authorizing(
            api.plain,
            () -> {
              throw failure;
            });
    assertThatThrownBy(() -> way.send(client, api.request().build(), BodyHandlers.ofString()))
        .isSameAs(failure);
  }

  @ParameterizedTest
  @EnumSource
  void redirect_isNotFollowed(SendMethod way) throws Exception {
    try (ForbiddenServer trap = new ForbiddenServer()) {
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        api.answers(api.one, CannedAnswer.json(status, "").with("Location", trap.url()));
        assertThat(way.send(api.http, api.request().build(), BodyHandlers.ofString()).statusCode())
            .isEqualTo(status);
      }
      assertThat(trap.caught()).isFalse();
    }
    HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    assertThatThrownBy(() -> ZohoHttpClient.authorizing(following, api.tokens))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("delegate");
  }

  @ParameterizedTest
  @EnumSource
  void requestWithAuthorization_isRefused(SendMethod way) {
    HttpRequest request =
        api.request().header("authorization", "Bearer " + PlantedSecret.CODE.value).build();
    assertThatThrownBy(() -> way.send(api.http, request, BodyHandlers.ofString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Authorization")
        .satisfies(refusal -> assertThat(PlantedSecret.shownIn(refusal)).isEmpty());
    assertThat(api.asked()).isEmpty();
    assertThat(api.tokens.asked()).isZero();
  }
}
