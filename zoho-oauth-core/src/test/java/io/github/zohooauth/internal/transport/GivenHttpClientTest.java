package io.github.zohooauth.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.PassedOnHttp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An HTTP client of the application's may do more than send. */
@Timeout(10)
class GivenHttpClientTest {

  /** Does something to each future that it returns. */
  private static final class BusyHttp extends PassedOnHttp {

    private final UnaryOperator<CompletableFuture<?>> more;

    BusyHttp(UnaryOperator<CompletableFuture<?>> more) {
      super(HttpClient.newHttpClient());
      this.more = more;
    }

    @Override
    @SuppressWarnings("unchecked") // it does not change what it completes with
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, HttpResponse.BodyHandler<T> handler) {
      return (CompletableFuture<HttpResponse<T>>) more.apply(other.sendAsync(request, handler));
    }
  }

  private final CountingZoho zoho = new CountingZoho(InstantSource.system());
  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void close() {
    zoho.close();
  }

  private SelfClient.Builder client(UnaryOperator<CompletableFuture<?>> more) {
    store.save(Scene.KEY, zoho.record("old", InstantSource.system().instant().minusSeconds(7200)));
    return zoho.client().tokenStore(store).httpClient(new BusyHttp(more));
  }

  @Test
  void whatFollowsItsAnswers_isNotCutOff() throws Exception {
    CountDownLatch measured = new CountDownLatch(1);
    try (SelfClient client =
        client(sent -> sent.whenComplete((response, failure) -> measured.countDown())).build()) {
      assertThat(client.getAccessToken().value()).isEqualTo("1.access-1");
      measured.await();
    }
  }

  @Test
  void whatBlocksBeforeItSends_holdsUpNoCaller() {
    CountDownLatch free = new CountDownLatch(1);
    try (SelfClient client =
        client(sent -> awaited(free, sent)).callerTimeout(Duration.ofMillis(100)).build()) {
      assertThatThrownBy(client::getAccessToken)
          .hasMessageContaining("No answer within 0.1 seconds");
      free.countDown(); // or close() waits for the one that holds a lease
    }
  }

  private static CompletableFuture<?> awaited(CountDownLatch free, CompletableFuture<?> sent) {
    try {
      free.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return sent;
  }
}
