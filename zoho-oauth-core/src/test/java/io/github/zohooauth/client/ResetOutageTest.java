package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.RawConnection;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server resets every connection for a while: its calls are sent, and some of them twice. */
@Timeout(60)
class ResetOutageTest {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** 150 s and a tenth of jitter. */
  private static final Duration SPACING = Duration.ofSeconds(165);

  private static final Duration STEP = Duration.ofSeconds(5);

  private final ManualTime time = new ManualTime();
  private final TokenStore store = TokenStore.inMemory();
  private final List<Instant> requests = new ArrayList<>();
  private volatile boolean isBroken = true;
  private volatile String beginning = "";

  private void serve(RawConnection connection) throws IOException {
    while (connection.awaitRequest()) {
      String unused = connection.readRequest();
      synchronized (requests) {
        requests.add(time.instant());
      }
      if (isBroken) {
        connection.write(beginning);
        connection.resetOnClose();
        return;
      }
      connection.answer(TokenAnswer.to(TokenCall.REFRESH).json());
    }
  }

  /** Asks for a token; the failure, if there is one. */
  private @Nullable Throwable ask(SelfClient client) throws Exception {
    CompletableFuture<AccessToken> caller = client.getAccessTokenAsync();
    time.drive(caller);
    try {
      assertThat(caller.get().value()).isNotEmpty();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  @Test
  void resetBeforeTheAnswer_leavesTheBudgetItsRest() throws Exception {
    holds();
  }

  @Test
  void resetInTheAnswer_leavesTheBudgetItsRest() throws Exception {
    beginning = "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{";
    holds();
  }

  private void holds() throws Exception {
    try (RawServer server = new RawServer(this::serve);
        SelfClient client =
            SelfClient.builder()
                .clientId(Scene.CLIENT_ID)
                .clientSecret("secret")
                .dataCenter(server.dataCenter())
                .tokenStore(store)
                .clock(time)
                .pauses(time)
                .callerTimeout(ManualTime.PATIENCE)
                .build()) {
      for (Duration outage = Duration.ofMinutes(1);
          outage.compareTo(Duration.ofMinutes(14)) <= 0;
          outage = outage.plusSeconds(97)) {
        store.save(Scene.KEY, StoredToken.refreshing(server.dataCenter(), "1.refresh"));
        requests.clear();
        holds(client, outage);
        time.advance(Duration.ofHours(2));
      }
    }
  }

  private void holds(SelfClient client, Duration outage) throws Exception {
    isBroken = true;
    Instant end = time.instant().plus(outage);
    while (time.instant().isBefore(end)) {
      assertThat(ask(client)).isInstanceOf(ZohoOAuthException.class);
      time.advance(STEP);
    }
    isBroken = false;
    Instant over = time.instant();
    for (Throwable failure = ask(client); failure != null; failure = ask(client)) {
      assertThat(failure).isInstanceOf(ZohoOAuthException.class);
      time.advance(STEP);
    }
    assertThat(Duration.between(over, time.instant()))
        .as("until the first token after %s", outage)
        .isLessThanOrEqualTo(SPACING);
    for (Instant call : requests) {
      Instant until = call.plus(WINDOW);
      assertThat(requests.stream().filter(c -> !c.isBefore(call) && c.isBefore(until)).count())
          .isLessThanOrEqualTo(8);
    }
  }
}
