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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A token endpoint on the loopback, in another process than those that are measured. */
public final class TokenServer implements AutoCloseable {

  private static final byte[] ANSWER =
      """
      {"access_token":"1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef",
      "scope":"ZohoCRM.modules.ALL","api_domain":"https://www.zohoapis.eu",
      "token_type":"Bearer","expires_in":3600}"""
          .getBytes(UTF_8);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final AtomicInteger calls = new AtomicInteger();

  private TokenServer(HttpServer server, Duration delay) {
    this.server = server;
    server.setExecutor(threads);
    Executor later =
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, threads);
    server.createContext(
        "/oauth/v2/token",
        exchange -> {
          calls.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          (delay.isZero() ? (Executor) Runnable::run : later).execute(() -> answer(exchange));
        });
  }

  /** Starts one that answers after this delay. */
  public static TokenServer start(Duration delay) throws IOException {
    return start(HttpServer.create(loopback(), 4096), delay);
  }

  /** Starts one that answers at once, over TLS. */
  public static TokenServer start(Certificate certificate)
      throws IOException, GeneralSecurityException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    return start(server, Duration.ZERO);
  }

  private static TokenServer start(HttpServer server, Duration delay) {
    TokenServer started = new TokenServer(server, delay);
    server.start();
    return started;
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static void answer(HttpExchange exchange) {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
    } catch (IOException e) {
      // the caller has hung up
    }
  }

  /** Where it is asked for tokens. */
  public URI endpoint() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/oauth/v2/token");
  }

  /** How often it was asked since the last look. */
  public int calls() {
    return calls.getAndSet(0);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
