package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.zohooauth.AccessToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An API that refuses one path for its own reasons, and all others to tokens that have died. */
public final class RefusingApi implements AutoCloseable {

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms
  }

  public static final byte[] FINE = "{\"data\":[]}".getBytes(UTF_8);

  /** How it refuses at present. */
  public volatile ApiRefusal mood = ApiRefusal.ALL.get(0);

  public final AtomicInteger requests = new AtomicInteger();
  private final Set<String> died = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final HttpServer server;

  public RefusingApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> answer(exchange, false));
    server.createContext("/deleted", exchange -> answer(exchange, true));
    server.setExecutor(threads);
    server.start();
  }

  private void answer(HttpExchange exchange, boolean refuses) throws IOException {
    requests.incrementAndGet();
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    CannedAnswer answer = mood.answer();
    if (!refuses && token != null && !died.contains(token)) {
      answer = new CannedAnswer(200, answer.headers(), FINE);
    }
    try (exchange) {
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      int length = answer.body().length;
      exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  /** Begins anew, with no token that has died. */
  public void begin(ApiRefusal next) {
    died.clear();
    mood = next;
  }

  /** From now on the token is refused wherever it is sent. */
  public void die(AccessToken token) {
    died.add(token.authorizationHeader());
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
