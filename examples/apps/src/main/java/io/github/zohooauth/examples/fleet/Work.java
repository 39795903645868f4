package io.github.zohooauth.examples.fleet;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.client.SelfClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a member does for an order, in as many threads as that says. */
final class Work {

  private final SelfClient client;
  private final WatchedStore store;
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile @Nullable AccessToken last;

  Work(SelfClient client, WatchedStore store) {
    this.client = client;
    this.store = store;
  }

  Report done(Order order) throws InterruptedException {
    AccessToken before = last;
    last = null;
    Tally tally = new Tally();
    CyclicBarrier start = new CyclicBarrier(order.threads());
    List<Thread> threads =
        IntStream.range(0, order.threads())
            .mapToObj(number -> new Thread(() -> guarded(order, before, start, tally)))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    return tally.report(store);
  }

  private void guarded(
      Order order, @Nullable AccessToken before, CyclicBarrier start, Tally tally) {
    try {
      start.await();
      act(order, before, tally);
    } catch (IOException | InterruptedException | BrokenBarrierException | RuntimeException e) {
      tally.failed(e);
    }
  }

  private void act(Order order, @Nullable AccessToken before, Tally tally)
      throws IOException, InterruptedException {
    switch (order.what()) {
      case TOKEN -> use(client::getAccessToken, tally);
      case REJECT ->
          use(
              before == null ? client::getAccessToken : () -> client.replaceRejected(before),
              tally);
      case REVOKE -> client.revoke(client.owner());
    }
  }

  private void use(Supplier<AccessToken> tokens, Tally tally)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    AccessToken token = tokens.get();
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    last = token;
    tally.got(token, waited, isTaken(token));
  }

  /** As an application calls the CRM, but for the repeat that would hide a token of no use. */
  private boolean isTaken(AccessToken token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(token.resolve("/crm/v8/org"))
            .header("Authorization", token.authorizationHeader())
            .timeout(Duration.ofSeconds(20))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
  }
}
