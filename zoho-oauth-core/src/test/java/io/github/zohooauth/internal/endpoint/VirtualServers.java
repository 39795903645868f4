package io.github.zohooauth.internal.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PassedOnHttp;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Servers in virtual time on one thread, and an HTTP client that calls them. */
public final class VirtualServers extends PassedOnHttp implements Executor {

  /** How a server answers. */
  public enum Mood {
    WELL(200),
    REFUSED(1),
    RESET(20),
    UNAVAILABLE(100),
    SILENT(20_000);

    /** How long a call takes, the deadline of the client included. */
    public final long takes;

    Mood(long millis) {
      this.takes = Duration.ofMillis(millis).toNanos();
    }
  }

  /** How one server answers, call by call. */
  public interface Moods {
    Mood at(long time);
  }

  /** A server that is well, except from one time to another. */
  record Server(Mood mood, long from, long to) implements Moods {

    @Override
    public Mood at(long time) {
      return from <= time && time < to ? mood : Mood.WELL;
    }
  }

  /** A call that was sent. */
  record Sent(String host, long at, Mood mood) {
    long end() {
      return at + mood.takes;
    }
  }

  public static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final String TOKENS = "{\"access_token\":\"a\",\"expires_in\":3600}";
  private static final HttpClient OTHER = HttpClient.newHttpClient();

  public final Map<String, Moods> servers = new HashMap<>();
  final Map<String, Integer> atATime = new HashMap<>();
  final List<Sent> sent = new ArrayList<>();
  public final ManualTime time = new ManualTime();
  public final TokenClock clock = new TokenClock(time, time::running);
  private int mostAtATime;
  private @Nullable Throwable failed;

  public VirtualServers() {
    super(OTHER);
  }

  /** The most calls at a time to one server. */
  public int mostAtATime() {
    return mostAtATime;
  }

  public long now() {
    return time.running();
  }

  public void at(long moment, Runnable action) {
    CompletableFuture<?> unused =
        time.pause(Duration.ofNanos(moment - now()))
            .thenRun(action)
            .whenComplete((result, failure) -> failed = failed == null ? failure : failed);
  }

  /** Plays until this time. */
  public void play(long end) {
    time.advance(Duration.ofNanos(end - now()));
    if (failed != null) {
      throw new AssertionError("an action failed", failed);
    }
  }

  @Override
  public void execute(Runnable work) {
    at(now(), work);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    String host = request.uri().getHost();
    Mood mood = Objects.requireNonNull(servers.get(host)).at(now());
    sent.add(new Sent(host, now(), mood));
    mostAtATime = Math.max(mostAtATime, atATime.merge(host, 1, Integer::sum));
    CompletableFuture<HttpResponse<T>> response = new CompletableFuture<>();
    AtomicBoolean open = new AtomicBoolean(true);
    Runnable close =
        () -> {
          if (open.getAndSet(false)) {
            atATime.merge(host, -1, Integer::sum);
          }
        };
    response.whenComplete((answer, failure) -> close.run()); // cancelled
    if (mood != Mood.REFUSED) {
      request.bodyPublisher().orElseThrow().subscribe(new Reader());
    }
    if (mood != Mood.SILENT) {
      at(
          now() + mood.takes,
          () -> {
            close.run(); // first, because the client may repeat the request at once
            end(response, mood);
          });
    }
    return response;
  }

  private static <T> void end(CompletableFuture<HttpResponse<T>> response, Mood mood) {
    switch (mood) {
      case REFUSED -> response.completeExceptionally(new ConnectException());
      case RESET -> response.completeExceptionally(new IOException("Connection reset"));
      case UNAVAILABLE -> response.complete(answer(503, ""));
      default -> response.complete(answer(200, TOKENS));
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> HttpResponse<T> answer(int status, String body) {
    Map<String, Object> members =
        Map.of(
            "statusCode", status,
            "body", body.getBytes(UTF_8),
            "headers", HttpHeaders.of(Map.of(), (name, value) -> true));
    return (HttpResponse<T>)
        Proxy.newProxyInstance(
            VirtualServers.class.getClassLoader(),
            new Class<?>[] {HttpResponse.class},
            (proxy, method, arguments) -> members.get(method.getName()));
  }

  /** Takes the body of a request, which counts as sent from then on. */
  private static final class Reader implements Flow.Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(ByteBuffer item) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
