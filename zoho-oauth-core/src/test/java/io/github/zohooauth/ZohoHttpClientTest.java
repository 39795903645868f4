package io.github.zohooauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ZohoHttpClientTest {

  private static final String REJECTED = "{\"code\":\"INVALID_TOKEN\",\"id\":\"47601\"}";

  private final CannedApi api = new CannedApi();
  private final AccessToken one = api.token("1000.one");
  private final AccessToken two = api.token("1000.two");
  private final GivenTokens tokens = new GivenTokens(one, two);
  private final HttpClient plain = HttpClient.newHttpClient();
  private final HttpClient http = ZohoHttpClient.authorizing(plain, tokens);

  ZohoHttpClientTest() {
    api.answers(one, Canned.json(401, REJECTED));
    api.answers(two, Canned.json(200, "{}"));
  }

  @AfterEach
  void close() {
    api.close();
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create(api.base() + "/crm/v8/Leads?a=%20"));
  }

  private static String asked(String method, AccessToken token, String body) {
    return (method + " /crm/v8/Leads?a=%20 " + token.authorizationHeader() + " " + body).strip();
  }

  @ParameterizedTest
  @EnumSource
  void rejectedToken_isInvalidated_andTheRequestRepeatedOnce(Way way) throws Exception {
    HttpResponse<String> response = way.send(http, request().build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{}");
    assertThat(tokens.rejected).containsExactly(one);
    assertThat(api.asked()).containsExactly(asked("GET", one, ""), asked("GET", two, ""));
  }

  @ParameterizedTest
  @EnumSource
  void secondRejection_isTheAnswer(Way way) throws Exception {
    api.answers(two, Canned.json(401, REJECTED + "2"));
    HttpResponse<String> response = way.send(http, request().build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo(REJECTED + "2");
    assertThat(api.asked()).hasSize(2);
    assertThat(tokens.rejected).containsExactly(one);
  }

  @ParameterizedTest
  @EnumSource
  void sameTokenOnceMore_isNoReasonToRepeat(Way way) throws Exception {
    GivenTokens same = new GivenTokens(one);
    HttpClient again = ZohoHttpClient.authorizing(plain, same);
    HttpResponse<byte[]> response = way.send(again, request().build(), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo(REJECTED.getBytes(UTF_8));
    assertThat(response.headers().firstValue("Content-Type")).isPresent();
    assertThat(response.uri()).isEqualTo(request().build().uri());
    assertThat(response.version()).isNotNull();
    assertThat(response.request().uri()).isEqualTo(response.uri());
    assertThat(response.previousResponse()).isEmpty();
    assertThat(response.sslSession()).isEmpty();
    assertThat(response.toString()).contains("401").doesNotContain(one.value());
    assertThat(api.asked()).hasSize(1);
    assertThat(same.rejected).containsExactly(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":\"OAUTH_SCOPE_MISMATCH\"}",
        "{\"error\":{\"title\":\"INVALID_OAUTHSCOPE\"}}",
        "{\"errorCode\":\"SCOPE_MISMATCH\"}",
        "{\"errorCode\":\"OAUTH_ORG_MISMATCH\"}",
        "{\"code\":7601,\"message\":\"x\"}",
        "{\"code\": \"7601\"}",
        "<html>\u00e9 OAUTH_SCOPE_MISMATCH"
      })
  void scopeOrOrganizationError_isTheAnswer(String body) throws Exception {
    for (Canned answer : List.of(Canned.json(401, body), zipped(body))) {
      api.answers(one, answer);
      for (Way way : Way.values()) {
        HttpResponse<byte[]> response =
            way.send(http, request().build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo(answer.body());
      }
    }
    assertThat(tokens.rejected).isEmpty();
    assertThat(tokens.asked()).isEqualTo(6);
  }

  private static Canned zipped(String body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(body.getBytes(UTF_8));
    }
    return Canned.of(401, "text/plain", bytes.toByteArray()).with("Content-Encoding", "gzip");
  }

  @ParameterizedTest
  @EnumSource
  void longBody_isTheAnswer_andTheLongestThatIsHeldBackIsNot(Way way) throws Exception {
    for (String chunked : List.of("Content-Type", "Transfer-Encoding")) {
      String more = chunked.equals("Content-Type") ? "text/plain" : "chunked";
      for (int length : new int[] {HeldBody.MAX_LENGTH + 1, 3_000_000}) {
        String body = "x".repeat(length - 3) + "\u00e9y";
        api.answers(one, Canned.of(401, "text/plain", body).with(chunked, more));
        HttpResponse<String> response = way.send(http, request().build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo(body);
      }
      assertThat(tokens.rejected).isEmpty();
    }
    api.answers(one, Canned.of(401, "text/plain", "x".repeat(HeldBody.MAX_LENGTH)));
    assertThat(way.send(http, request().build(), BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void bodyThatGoesOn_reachesEveryKindOfHandler(Way way) throws Exception {
    for (int lines : new int[] {0, 1, 1_000, 100_000}) {
      String body = "SCOPE_MISMATCH\n".repeat(lines) + ":7601}";
      api.answers(one, Canned.of(401, "text/plain", body).with("Transfer-Encoding", "chunked"));
      HttpRequest request = request().build();
      assertThat(way.send(http, request, BodyHandlers.ofLines()).body()).hasSize(lines + 1);
      assertThat(way.send(http, request, BodyHandlers.ofInputStream()).body().readAllBytes())
          .isEqualTo(body.getBytes(UTF_8));
      SlowTaker taker = new SlowTaker();
      way.send(http, request, BodyHandlers.fromSubscriber(taker, SlowTaker::text));
      assertThat(taker.text()).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @EnumSource
  void requestBodyOfKnownLength_isSentAgain(Way way) throws Exception {
    HttpRequest request = request().POST(BodyPublishers.ofString("{\"data\":[]}")).build();
    assertThat(way.send(http, request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    assertThat(api.asked())
        .containsExactly(asked("POST", one, "{\"data\":[]}"), asked("POST", two, "{\"data\":[]}"));
  }

  @ParameterizedTest
  @EnumSource
  void requestBodyOfUnknownLength_isNotSentAgain(Way way) throws Exception {
    BodyPublisher stream =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("data".getBytes(UTF_8)));
    HttpRequest request = request().POST(stream).build();
    HttpResponse<String> response = way.send(http, request, BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo(REJECTED);
    assertThat(api.asked()).containsExactly(asked("POST", one, "data"));
    assertThat(tokens.rejected).as("the next request has another").containsExactly(one);
  }

  @ParameterizedTest
  @EnumSource
  void requestBodyThatComesOnce_bringsTheFirstAnswer(Way way) throws Exception {
    for (boolean failing : new boolean[] {true, false}) {
      GivenTokens fresh = new GivenTokens(one, two);
      HttpClient client = ZohoHttpClient.authorizing(plain, fresh);
      HttpRequest request = request().POST(new OneShotBody("data", failing)).build();
      HttpResponse<String> response = way.send(client, request, BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).isEqualTo(REJECTED);
    }
  }

  @Test
  void rule_ofTheCaller_takesAnother400ForARejection() throws Exception {
    api.answers(one, Canned.json(400, REJECTED));
    HttpClient phone =
        ZohoHttpClient.authorizing(
            plain, tokens, (status, body) -> status == 400 && body.contains("INVALID_TOKEN"));
    assertThat(phone.send(request().build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);

    api.answers(one, Canned.json(400, "{\"code\":\"INVALID_DATA\"}"));
    HttpClient another =
        ZohoHttpClient.authorizing(plain, () -> one, (status, body) -> body.equals("no"));
    assertThat(another.send(request().build(), BodyHandlers.ofString()).body())
        .isEqualTo("{\"code\":\"INVALID_DATA\"}");
  }

  @ParameterizedTest
  @EnumSource
  void rule_thatFails_failsTheCall(Way way) {
    HttpClient broken =
        ZohoHttpClient.authorizing(
            plain,
            tokens,
            (status, body) -> {
              throw new IllegalStateException("rule");
            });
    api.answers(one, Canned.json(403, "{}"));
    assertThatThrownBy(() -> way.send(broken, request().build(), BodyHandlers.ofString()))
        .hasStackTraceContaining("rule");
  }

  @Test
  void otherAnswers_areNotHeldBack() throws Exception {
    for (int status : new int[] {200, 302, 400, 403, 500}) {
      api.answers(one, Canned.json(status, REJECTED));
      assertThat(http.send(request().build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(status);
    }
    assertThat(tokens.rejected).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void redirect_isNotFollowed(Way way) throws Exception {
    try (Trap trap = new Trap()) {
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        api.answers(one, Canned.json(status, "").with("Location", trap.url()));
        assertThat(way.send(http, request().build(), BodyHandlers.ofString()).statusCode())
            .isEqualTo(status);
      }
      assertThat(trap.caught()).isFalse();
    }
    HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    assertThatThrownBy(() -> ZohoHttpClient.authorizing(following, tokens))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("delegate");
  }

  @ParameterizedTest
  @EnumSource
  void requestWithAuthorization_isRefused(Way way) {
    HttpRequest request = request().header("authorization", "Bearer " + Secret.CODE.value).build();
    assertThatThrownBy(() -> way.send(http, request, BodyHandlers.ofString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Authorization")
        .satisfies(refusal -> assertThat(Secret.shownIn(refusal)).isEmpty());
    assertThat(api.asked()).isEmpty();
    assertThat(tokens.asked()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void otherTokenOfAnotherDataCenter_isNotSent(Way way) {
    GivenTokens moved =
        new GivenTokens(one, GivenTokens.token(two.value(), "https://www.zohoapis.eu"));
    HttpClient client = ZohoHttpClient.authorizing(plain, moved);
    assertThatThrownBy(() -> way.send(client, request().build(), BodyHandlers.ofString()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(api.asked()).containsExactly(asked("GET", one, ""));
  }

  @ParameterizedTest
  @EnumSource
  void failureOfTheProvider_isTheCallers(Way way) {
    RuntimeException failure = new TemporaryFailureException(Problem.of("Try again later."), null);
    HttpClient client =
        ZohoHttpClient.authorizing(
            plain,
            () -> {
              throw failure;
            });
    assertThatThrownBy(() -> way.send(client, request().build(), BodyHandlers.ofString()))
        .isSameAs(failure);
  }

  @Test
  void request_survives() throws Exception {
    api.answers(one, Canned.json(200, "{}"));
    HttpRequest request =
        request()
            .timeout(Duration.ofSeconds(7))
            .version(HttpClient.Version.HTTP_1_1)
            .header("orgId", "1")
            .header("orgId", "2")
            .expectContinue(true)
            .method("PATCH", BodyPublishers.ofString("x"))
            .build();
    HttpRequest sent = http.send(request, BodyHandlers.ofString()).request();
    assertThat(sent.timeout()).contains(Duration.ofSeconds(7));
    assertThat(sent.version()).contains(HttpClient.Version.HTTP_1_1);
    assertThat(sent.headers().allValues("orgId")).containsExactly("1", "2");
    assertThat(sent.expectContinue()).isTrue();
    assertThat(sent.method()).isEqualTo("PATCH");
    assertThat(sent.bodyPublisher()).isEqualTo(request.bodyPublisher());
    assertThat(request.headers().map()).doesNotContainKey("Authorization");
  }

  @Test
  void cancel_reachesTheDelegate() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.awaitRequest();
              arrived.countDown();
              connection.awaitHangUp();
              hungUp.countDown();
            })) {
      String base = server.dataCenter().accountsServer().toString();
      HttpClient client =
          ZohoHttpClient.authorizing(plain, () -> GivenTokens.token("1000.a", base));
      Future<?> sending =
          client.sendAsync(
              HttpRequest.newBuilder(URI.create(base)).version(plain.version()).build(),
              BodyHandlers.ofString());
      arrived.await();
      sending.cancel(true);
      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void allElse_isTheDelegates_andStaysOpen() throws Exception {
    HttpClient delegate =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(9))
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(Runnable::run)
            .cookieHandler(new CookieManager())
            .authenticator(new Authenticator() {})
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    HttpClient client = ZohoHttpClient.authorizing(delegate, tokens);
    assertThat(client.connectTimeout()).isEqualTo(delegate.connectTimeout());
    assertThat(client.proxy()).isEqualTo(delegate.proxy());
    assertThat(client.executor()).isEqualTo(delegate.executor());
    assertThat(client.cookieHandler()).isEqualTo(delegate.cookieHandler());
    assertThat(client.authenticator()).isEqualTo(delegate.authenticator());
    assertThat(client.version()).isEqualTo(delegate.version());
    assertThat(client.sslContext()).isSameAs(delegate.sslContext());
    assertThat(client.sslParameters().getProtocols())
        .isEqualTo(delegate.sslParameters().getProtocols());
    assertThat(client.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
    assertThat(client.newWebSocketBuilder()).isNotNull();
    if (http instanceof AutoCloseable closeable) { // from JDK 21 on
      closeable.close();
    }
    assertThat(http.send(request().build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  /** Comes once, of known length; another time it fails, or ends before its end. */
  private record OneShotBody(String text, boolean failing, AtomicBoolean sent)
      implements BodyPublisher {

    OneShotBody(String text, boolean failing) {
      this(text, failing, new AtomicBoolean());
    }

    @Override
    public long contentLength() {
      return text.length();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      BodyPublisher body = BodyPublishers.ofString(sent.getAndSet(true) ? text.substring(1) : text);
      if (failing && body.contentLength() < contentLength()) {
        BodyPublishers.ofInputStream(() -> null).subscribe(subscriber);
      } else {
        body.subscribe(subscriber);
      }
    }
  }

  /** Takes one item at a time. */
  private static final class SlowTaker implements Subscriber<List<ByteBuffer>> {

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private Optional<Subscription> from = Optional.empty();

    String text() {
      return taken.toString(UTF_8);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      from = Optional.of(subscription);
      subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        taken.writeBytes(bytes);
      }
      from.orElseThrow().request(1);
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {}
  }
}
