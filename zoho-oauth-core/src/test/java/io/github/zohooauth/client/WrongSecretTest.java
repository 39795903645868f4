package io.github.zohooauth.client;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PassedOnHttp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A secret that Zoho refuses is not sent again and again. */
class WrongSecretTest {

  private static final CannedAnswer WRONG =
      CannedAnswer.json(400, "{\"error\":\"invalid_client_secret\"}");

  /** An HTTP client that has the answer before it returns. */
  private static final class SynchronousHttp extends PassedOnHttp {

    SynchronousHttp() {
      super(HttpClient.newHttpClient());
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, HttpResponse.BodyHandler<T> handler) {
      try {
        return completedFuture(other.send(request, handler));
      } catch (IOException e) {
        return failedFuture(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void wrongSecret_besideALivingToken_isSentOnceAMinute() throws Exception {
    ManualTime time = new ManualTime();
    TokenStore store = TokenStore.inMemory();
    try (CountingZoho zoho = new CountingZoho(time);
        SelfClient client =
            zoho.client()
                .tokenStore(store)
                .pauses(time)
                .httpClient(new SynchronousHttp())
                .executor(Runnable::run)
                .watch(own -> Runnable::run)
                .build()) {
      store.save(Scene.KEY, zoho.record("old", time.instant().minusSeconds(3400)));
      zoho.script = number -> WRONG;
      for (int seconds = 0; seconds < 120; seconds += 11) {
        assertThat(client.getAccessToken().value()).as("after %d s", seconds).isEqualTo("1.old");
        time.advance(Duration.ofSeconds(11));
      }
      assertThat(zoho.refreshes).hasValue(2);
    }
  }
}
