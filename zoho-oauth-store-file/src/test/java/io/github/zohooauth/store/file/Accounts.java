package io.github.zohooauth.store.file;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.SelfClient;
import io.github.zohooauth.TokenStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An accounts server that gives every call the answer of the moment. */
final class Accounts implements AutoCloseable {

  /** When the tokens of {@link Given} have expired. */
  static final Instant EXPIRED = Instant.parse("2026-01-01T14:00:00Z");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int status = 200;
  private volatile byte[] body = {};

  Accounts() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    exchange.getRequestBody().readAllBytes();
    byte[] answer = body;
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  void answer(int status, byte[] body) {
    this.status = status;
    this.body = body;
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

  /** A client that asks once, whatever the answer, as its budget is spent then. */
  SelfClient clientOfOneCall(TokenStore store) {
    return builder(uri(), http, store).callBudget(1).build();
  }

  /** A client, at an instant at which the tokens of {@link Given} have expired. */
  static SelfClient client(String uri, HttpClient http, TokenStore store) {
    return builder(uri, http, store).build();
  }

  private static SelfClient.Builder builder(String uri, HttpClient http, TokenStore store) {
    return SelfClient.builder()
        .clientId(Given.KEY.clientId())
        .clientSecret("secret")
        .owner(Given.KEY.owner())
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
