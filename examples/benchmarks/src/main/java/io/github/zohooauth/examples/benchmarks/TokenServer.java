package io.github.zohooauth.examples.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A token endpoint on the loopback, in another process than those that are measured. */
public final class TokenServer implements AutoCloseable {

  private static final byte[] TOKEN =
      """
      {"access_token":"1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef",
      "scope":"ZohoCRM.modules.ALL","api_domain":"https://www.zohoapis.eu",
      "token_type":"Bearer","expires_in":3600}"""
          .getBytes(UTF_8);

  static {
    // Otherwise it waits for more to send, and closes connections beyond 200 that are idle.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "20000");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final AtomicInteger calls = new AtomicInteger();
  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

  private TokenServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
  }

  /** Starts one that answers after this delay. An exchange that waits holds no thread. */
  public static TokenServer start(Duration delay) throws IOException {
    return start(0, delay);
  }

  /** Starts one on this port that answers after this delay. */
  public static TokenServer start(int port, Duration delay) throws IOException {
    TokenServer server = new TokenServer(HttpServer.create(loopback(port), 4096));
    if (delay.isZero()) {
      return server.answering(exchange -> answer(exchange, 200, TOKEN));
    }
    Executor later =
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, server.threads);
    return server.answering(exchange -> later.execute(() -> answer(exchange, 200, TOKEN)));
  }

  /** Starts one that never answers. */
  public static TokenServer silent() throws IOException {
    return new TokenServer(HttpServer.create(loopback(0), 4096)).answering(exchange -> {});
  }

  /** Starts one on this port that answers with status 503. */
  public static TokenServer unavailable(int port) throws IOException {
    return new TokenServer(HttpServer.create(loopback(port), 4096))
        .answering(exchange -> answer(exchange, 503, new byte[0]));
  }

  /** Starts one that answers at once, over TLS. */
  public static TokenServer start(Certificate certificate)
      throws IOException, GeneralSecurityException {
    HttpsServer server = HttpsServer.create(loopback(0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    return new TokenServer(server).answering(exchange -> answer(exchange, 200, TOKEN));
  }

  private TokenServer answering(Consumer<HttpExchange> answer) {
    server.createContext(
        "/oauth/v2/token",
        exchange -> {
          calls.incrementAndGet();
          connections.add(exchange.getRemoteAddress());
          exchange.getRequestBody().readAllBytes();
          answer.accept(exchange);
        });
    server.start();
    return this;
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      // the caller has hung up
    }
  }

  /** Where it is asked for tokens. */
  public URI endpoint() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://localhost:" + port() + "/oauth/v2/token");
  }

  /** How often it was asked since the last look. */
  public int calls() {
    return calls.getAndSet(0);
  }

  /** How many connections it was asked on since the last look. */
  public int connections() {
    int number = connections.size();
    connections.clear();
    return number;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
