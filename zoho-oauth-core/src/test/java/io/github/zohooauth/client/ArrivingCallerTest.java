package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PassedOnHttp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The renewal runs in the thread of its caller, so its calls end before the caller waits. */
@Timeout(20)
class ArrivingCallerTest {

  /** Returns each answer when it has come. */
  private static final class BlockingHttp extends PassedOnHttp {

    BlockingHttp() {
      super(HttpClient.newHttpClient());
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, HttpResponse.BodyHandler<T> handler) {
      CompletableFuture<HttpResponse<T>> sent = other.sendAsync(request, handler);
      sent.handle((answer, failure) -> true).join();
      return sent;
    }
  }

  @Test
  void renewal_isNotTakenForOneThatItsCallersHaveLeft() {
    IdleTime time = new IdleTime();
    TokenStore store = TokenStore.inMemory();
    try (CountingZoho zoho = new CountingZoho(time);
        SelfClient client =
            zoho.client()
                .tokenStore(store)
                .httpClient(new BlockingHttp())
                .executor(Runnable::run)
                .pauses(time)
                .build()) {
      store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
      zoho.script = number -> CountingZoho.BROKEN;
      assertThatThrownBy(client::getAccessToken).isInstanceOf(TemporaryFailureException.class);
      assertThat(zoho.refreshes).as("token calls of one renewal").hasValue(3);
    }
  }
}
