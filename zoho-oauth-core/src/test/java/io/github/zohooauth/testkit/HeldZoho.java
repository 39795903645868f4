package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.zohooauth.DataCenter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A token endpoint that holds each refresh until it is let go, and answers all else at once. */
public final class HeldZoho implements AutoCloseable {

  private static final String TOKENS =
      """
      {"access_token":"1000.access-%d","refresh_token":"1000.refresh-%d","expires_in":3600}""";
  private static final String RENEWED =
      "{\"access_token\":\"1000.renewed-%d\",\"expires_in\":3600}";

  public final CountDownLatch refreshArrived = new CountDownLatch(1);
  public final CountDownLatch letGo = new CountDownLatch(1);
  public final AtomicInteger refreshes = new AtomicInteger();
  public volatile boolean broken;
  private final AtomicInteger codes = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private HeldZoho(HttpServer server) {
    this.server = server;
    server.createContext("/oauth/v2/token", this::token);
    server.createContext(
        "/oauth/v2/token/revoke", exchange -> answer(exchange, "{\"status\":\"success\"}"));
    server.setExecutor(threads);
    server.start();
  }

  public static HeldZoho start() throws IOException {
    return new HeldZoho(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (form.contains("grant_type=refresh_token")) {
      refreshArrived.countDown();
      try {
        letGo.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      answer(exchange, broken ? "<html>" : RENEWED.formatted(refreshes.incrementAndGet()));
    } else {
      int number = codes.incrementAndGet();
      answer(exchange, TOKENS.formatted(number, number));
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  public DataCenter dataCenter() {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return DataCenter.of("eu", uri, uri);
  }

  @Override
  public void close() {
    letGo.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
