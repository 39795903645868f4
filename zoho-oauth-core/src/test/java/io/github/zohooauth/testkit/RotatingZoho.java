package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.zohooauth.DataCenter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A token endpoint whose client secret is replaced, and that notes each owner's calls. */
public final class RotatingZoho implements AutoCloseable {

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms
  }

  /** A call of one owner, and whether it brought a token. */
  public record Call(Instant at, boolean served) {}

  private static final CannedAnswer REFUSED =
      CannedAnswer.json(200, "{\"error\":\"invalid_client_secret\"}");

  private final InstantSource clock;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Map<String, List<Call>> calls = new TreeMap<>();
  private String secret;
  private Runnable beforeNext = () -> {};

  public RotatingZoho(InstantSource clock, String secret) {
    this.clock = clock;
    this.secret = secret;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/oauth/v2/token", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public synchronized void rotate(String next) {
    secret = next;
  }

  /** Does this when the next call arrives, before its secret is checked. */
  public synchronized void beforeNext(Runnable change) {
    beforeNext = change;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    CannedAnswer answer = answer(field(form, "refresh_token"), field(form, "client_secret"));
    try (exchange) {
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private synchronized CannedAnswer answer(String owner, String received) {
    beforeNext.run();
    beforeNext = () -> {};
    List<Call> ofOwner = calls.computeIfAbsent(owner, name -> new ArrayList<>());
    boolean served = received.equals(secret);
    ofOwner.add(new Call(clock.instant(), served));
    return served
        ? CannedAnswer.json(
            200,
            "{\"access_token\":\"1.%s-%d\",\"expires_in\":600}".formatted(owner, ofOwner.size()))
        : REFUSED;
  }

  private static String field(String form, String name) {
    return Arrays.stream(form.split("&"))
        .filter(field -> field.startsWith(name + "="))
        .map(field -> field.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  /** Returns the calls of each refresh token. */
  public synchronized Map<String, List<Call>> calls() {
    Map<String, List<Call>> copy = new TreeMap<>();
    calls.forEach((owner, made) -> copy.put(owner, List.copyOf(made)));
    return copy;
  }

  public DataCenter dataCenter() {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return DataCenter.of("eu", uri, URI.create(TokenAnswer.BASE));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
