package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * An accounts server whose access tokens name the refresh token that they come of: {@code
 * 1.of~REFRESH~3}. The n-th code brings the refresh token {@code 1.consent-n}.
 */
public final class NamingZoho implements AutoCloseable {

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms
  }

  /** The refresh tokens that are answered with invalid_code. */
  public final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** The refresh tokens that are answered with Access Denied. */
  public final Set<String> throttled = ConcurrentHashMap.newKeySet();

  /** The refresh tokens of all refreshes, in the order in which they came. */
  public final List<String> refreshes = new CopyOnWriteArrayList<>();

  /** What was asked to be revoked. */
  public final List<String> revoked = new CopyOnWriteArrayList<>();

  /** One for all clients, because the server closes connections beyond 200. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final AtomicInteger codes = new AtomicInteger();
  private final AtomicInteger issued = new AtomicInteger();
  private final InstantSource clock;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public NamingZoho(InstantSource clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/oauth/v2/token", this::token);
    server.createContext("/oauth/v2/token/revoke", this::revoke);
    server.setExecutor(threads);
    server.start();
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(exchange);
    String refreshToken = form.get("refresh_token");
    if (refreshToken == null) {
      String issuedNow = "1.consent-" + codes.incrementAndGet();
      answer(exchange, tokens("\"refresh_token\":\"" + issuedNow + "\",", issuedNow));
      return;
    }
    refreshes.add(refreshToken);
    answer(exchange, refreshed(refreshToken));
  }

  private String refreshed(String refreshToken) {
    if (throttled.contains(refreshToken)) {
      return "{\"error\":\"Access Denied\"}";
    }
    return refused.contains(refreshToken)
        ? "{\"error\":\"invalid_code\"}"
        : tokens("", refreshToken);
  }

  private String tokens(String more, String refreshToken) {
    return "{%s\"access_token\":\"1.of~%s~%d\",\"expires_in\":3600}"
        .formatted(more, refreshToken, issued.incrementAndGet());
  }

  private void revoke(HttpExchange exchange) throws IOException {
    revoked.add(String.valueOf(form(exchange).get("token")));
    answer(exchange, "{\"status\":\"success\"}");
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    return Arrays.stream(body.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Returns the refresh token that an access token of this server comes of. */
  public static String origin(String accessToken) {
    return accessToken.split("~", 3)[1];
  }

  public DataCenter dataCenter() {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return DataCenter.of("eu", uri, URI.create(TokenAnswer.BASE));
  }

  public SelfClient.Builder client() {
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret("secret")
        .dataCenter(dataCenter())
        .httpClient(http)
        .clock(clock);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
