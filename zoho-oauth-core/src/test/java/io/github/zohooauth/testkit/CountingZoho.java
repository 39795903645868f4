package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.StoredToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint that counts: the n-th refresh brings {@code 1.access-n}, unless it is to fail.
 */
public final class CountingZoho implements AutoCloseable {

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms
  }

  public static final CannedAnswer BROKEN = CannedAnswer.of(502, "text/html", "<html>");
  public static final CannedAnswer DENIED = CannedAnswer.json(400, "{\"error\":\"Access Denied\"}");
  public static final CannedAnswer REFUSED = CannedAnswer.json(200, "{\"error\":\"invalid_code\"}");

  /** What a refresh is answered instead of tokens; null for tokens. */
  public interface Script {
    @Nullable CannedAnswer answer(int number);
  }

  public final AtomicInteger refreshes = new AtomicInteger();
  public final Queue<Instant> times = new ConcurrentLinkedQueue<>();
  public volatile Script script = number -> null;
  public volatile Duration delay = Duration.ZERO;
  private final InstantSource clock;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public CountingZoho(InstantSource clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    CannedAnswer answer = CannedAnswer.json(200, "{\"status\":\"success\"}");
    if (exchange.getRequestURI().getPath().equals("/oauth/v2/token")) {
      boolean refresh = form.contains("grant_type=refresh_token");
      int number = refresh ? refreshes.incrementAndGet() : 0;
      times.add(clock.instant());
      CannedAnswer failure = refresh ? script.answer(number) : null;
      answer = failure != null ? failure : CannedAnswer.json(200, tokens(number));
    }
    send(exchange, answer);
  }

  private static String tokens(int number) {
    String refresh = number == 0 ? "\"refresh_token\":\"1.exchanged\"," : "";
    return "{%s\"access_token\":\"1.access-%d\",\"expires_in\":3600}".formatted(refresh, number);
  }

  private void send(HttpExchange exchange, CannedAnswer answer) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, threads)
        .execute(
            () -> {
              try (exchange) {
                answer.headers().forEach(exchange.getResponseHeaders()::add);
                int length = answer.body().length;
                exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
                exchange.getResponseBody().write(answer.body());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
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
        .clock(clock);
  }

  /** A record with a refresh token and an access token of an hour that was obtained then. */
  public StoredToken record(String name, Instant obtainedAt) {
    AccessToken token =
        new AccessToken(
            "1." + name,
            obtainedAt.plus(Duration.ofHours(1)),
            Set.of(),
            dataCenter(),
            URI.create(TokenAnswer.BASE));
    return StoredToken.refreshing(dataCenter(), "1.refresh").withAccessToken(token, obtainedAt);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
