package io.github.zohooauth.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An accounts server with an answer for each refresh token, and one for all others. */
final class AccountsServer implements AutoCloseable {

  /** A time at which the tokens of {@link TokenFixture} have expired. */
  static final Instant EXPIRED = Instant.parse("2026-01-01T14:00:00Z");

  private static final Pattern REFRESH_TOKEN = Pattern.compile("(?:^|&)refresh_token=([^&]*)");

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, byte[] body) {
    @Override
    public String toString() {
      return status + " " + new String(body, UTF_8);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> firstCalls = new ConcurrentHashMap<>();
  private volatile Answer usual = new Answer(200, new byte[0]);

  AccountsServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    Matcher refreshToken =
        REFRESH_TOKEN.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Answer answer = usual;
    if (refreshToken.find()) {
      firstCall(refreshToken.group(1)).countDown();
      answer = answers.getOrDefault(refreshToken.group(1), answer);
    }
    byte[] body = answer.body();
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Sets the answer to a refresh token. */
  void answer(String refreshToken, Answer answer) {
    answers.put(refreshToken, answer);
  }

  boolean wasAsked(String refreshToken) {
    return firstCall(refreshToken).getCount() == 0;
  }

  /** Waits until this refresh token has come, for a minute at most. */
  void awaitRefreshToken(String refreshToken) throws InterruptedException {
    assertThat(firstCall(refreshToken).await(1, TimeUnit.MINUTES)).as("it was asked").isTrue();
  }

  private CountDownLatch firstCall(String refreshToken) {
    return firstCalls.computeIfAbsent(refreshToken, each -> new CountDownLatch(1));
  }

  void answer(int status, byte[] body) {
    usual = new Answer(status, body);
  }

  int calls() {
    return calls.get();
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  SelfClient client(TokenStore store) {
    return client(uri(), http, store);
  }

  /** Returns a client whose callers wait for a second only. */
  SelfClient impatientClient(TokenStore store) {
    return builder(uri(), http, store).callerTimeout(Duration.ofSeconds(1)).build();
  }

  /** Returns a client for whose clock the tokens of {@link TokenFixture} have expired. */
  static SelfClient client(String uri, HttpClient http, TokenStore store) {
    return builder(uri, http, store).build();
  }

  static SelfClient.Builder builder(String uri, HttpClient http, TokenStore store) {
    return SelfClient.builder()
        .clientId(TokenFixture.KEY.clientId())
        .clientSecret("secret")
        .owner(TokenFixture.KEY.owner())
        .dataCenter(DataCenter.of("eu", URI.create(uri), URI.create("https://www.zohoapis.eu")))
        .httpClient(http)
        .tokenStore(store)
        .clock(InstantSource.fixed(EXPIRED));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
