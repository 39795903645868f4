package io.github.zohooauth.http;

import io.github.zohooauth.testkit.FaultPlan;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PassedOnHttp;
import io.github.zohooauth.testkit.PlantedFault;
import io.github.zohooauth.testkit.RequestBodyText;
import io.github.zohooauth.testkit.SentCallRecord;
import io.github.zohooauth.testkit.TokenCallLog;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Zoho with the faults of a plan.
 *
 * <p>It records each token call, and tells the clock while it is busy.
 */
public final class FaultyNetwork extends PassedOnHttp {

  private static final Pattern REFRESH_TOKEN = Pattern.compile("(?:^|&)refresh_token=([^&]*)");

  private final int client;
  private final IdleTime time;
  private final FaultPlan plan;
  private final TokenCallLog traffic;
  private final Function<String, String> ownerOf;

  /**
   * Creates a connection.
   *
   * @param client the number of the client that uses it
   * @param ownerOf returns the owner of a refresh token
   */
  public FaultyNetwork(
      HttpClient other,
      int client,
      IdleTime time,
      FaultPlan plan,
      TokenCallLog traffic,
      Function<String, String> ownerOf) {
    super(other);
    this.client = client;
    this.time = time;
    this.plan = plan;
    this.traffic = traffic;
    this.ownerOf = ownerOf;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    String body = RequestBodyText.of(request);
    Matcher refresh = REFRESH_TOKEN.matcher(body);
    CompletableFuture<HttpResponse<T>> answer = new CompletableFuture<>();
    if (!refresh.find()) {
      carry(request, handler).whenComplete((carried, failure) -> deliver(carried, failure, answer));
      return answer;
    }
    PlantedFault planted = plan.next(time.truth());
    SentCallRecord call = traffic.begin(ownerOf.apply(refresh.group(1)), client, planted);
    HttpRequest marked =
        HttpRequest.newBuilder(request, (name, value) -> true)
            .header(PlantedFault.HEADER, planted.name())
            .POST(HttpRequest.BodyPublishers.ofString(body)) // a second reading counts as a call
            .build();
    answer.whenComplete((response, failure) -> traffic.end(call, false)); // cancelled
    CompletableFuture<?> unused =
        play(planted, marked, handler)
            .whenComplete(
                (carried, failure) -> {
                  traffic.end(call, carried != null && carried.response().statusCode() < 500);
                  deliver(carried, failure, answer);
                });
    return answer;
  }

  private <T> CompletableFuture<Carried<T>> play(
      PlantedFault planted, HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    return switch (planted) {
      case CONNECTION_REFUSED -> CompletableFuture.failedFuture(new ConnectException());
      case NO_ANSWER -> new CompletableFuture<>();
      case SLOW_REQUEST -> delay().thenCompose(passed -> carry(request, handler));
      case SLOW_ANSWER ->
          carry(request, handler).thenCompose(carried -> delay().thenApply(passed -> carried));
      default -> carry(request, handler);
    };
  }

  /** Waits; the plan may set the machine's clock in the middle. */
  private CompletableFuture<?> delay() {
    Duration half = plan.delay().dividedBy(2);
    return time.pause(half)
        .thenCompose(
            passed -> {
              plan.upsetSometimes(time);
              return time.pause(half);
            });
  }

  /** An answer whose body the caller has not seen yet. */
  private record Carried<T>(HttpResponse<T> response, PeekedBody<T> body) {}

  /** Sends the request, and is busy until what depends on the answer is complete. */
  private <T> CompletableFuture<Carried<T>> carry(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    time.begin();
    AtomicReference<PeekedBody<T>> body = new AtomicReference<>();
    CompletableFuture<Carried<T>> carried = new CompletableFuture<>();
    other
        .sendAsync(
            request,
            head -> {
              body.set(new PeekedBody<>(() -> handler.apply(head), bytes -> true));
              return body.get();
            })
        .whenComplete(
            (response, failure) -> {
              if (failure == null) {
                carried.complete(new Carried<>(response, body.get()));
              } else {
                carried.completeExceptionally(failure);
              }
              time.end();
            });
    return carried;
  }

  private static <T> void deliver(
      @Nullable Carried<T> carried,
      @Nullable Throwable failure,
      CompletableFuture<HttpResponse<T>> answer) {
    if (carried == null) {
      answer.completeExceptionally(Objects.requireNonNull(failure));
      return;
    }
    carried
        .body()
        .replay()
        .whenComplete(
            (value, failed) -> {
              if (failed == null) {
                answer.complete(new RejectionCheck.ReplayedResponse<>(carried.response(), value));
              } else {
                answer.completeExceptionally(failed);
              }
            });
  }
}
