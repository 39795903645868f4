package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock of the application that blocks one callback delays no other. */
@Timeout(30)
class BlockedClockTest {

  /** Blocks one thread at one of its reads until it is opened. */
  private static final class BlockingClock implements InstantSource {

    final CompletableFuture<@Nullable Void> blocks = new CompletableFuture<>();
    final CountDownLatch open = new CountDownLatch(1);
    private final int blockedRead;
    private volatile @Nullable Thread victim;
    private int reads;

    BlockingClock(int blockedRead) {
      this.blockedRead = blockedRead;
    }

    @Override
    public Instant instant() {
      if (Thread.currentThread() == victim && ++reads == blockedRead) {
        blocks.complete(null);
        try {
          open.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return Scene.NOW;
    }

    /** Starts the work that this clock blocks, and waits until it does, or until the work ends. */
    void block(Runnable work) throws Exception {
      CompletableFuture<?> done =
          CompletableFuture.runAsync(
              () -> {
                victim = Thread.currentThread();
                work.run();
              },
              task -> new Thread(task).start());
      CompletableFuture.anyOf(blocks, done).get(10, TimeUnit.SECONDS);
    }
  }

  private static void refuse(ServerClient web, AuthorizationRequest request) {
    String callback = "error=access_denied&state=" + request.state();
    try {
      web.exchange(request, callback, signIn -> TokenOwner.user("42"));
    } catch (AuthorizationRequiredException e) {
      assertThat(e.errorCode()).contains("access_denied");
    }
  }

  private static void inTime(Runnable work) throws Exception {
    CompletableFuture.runAsync(work, task -> new Thread(task).start()).get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void callback_isAnswered_whileAnotherWaitsForTheClock(int blockedRead) throws Exception {
    BlockingClock clock = new BlockingClock(blockedRead);
    try (ServerClient web =
        ServerClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret("a-secret")
            .dataCenter(DataCenter.US)
            .redirectUri(URI.create("https://app.example/callback"))
            .clock(clock)
            .build()) {
      AuthorizationRequest one = web.authorizationRequest("A.b");
      AuthorizationRequest other = web.authorizationRequest("A.b");
      clock.block(() -> refuse(web, one));
      inTime(() -> refuse(web, other));
    } finally {
      clock.open.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void pendingRequest_isKeptAndTaken_whileAnotherWaitsForTheClock(int blockedRead)
      throws Exception {
    BlockingClock clock = new BlockingClock(blockedRead);
    PendingAuthorizations pending = PendingAuthorizations.upTo(10, clock);
    AuthorizationRequest one = request("state-1");
    AuthorizationRequest other = request("state-2");
    try {
      clock.block(
          () -> {
            pending.keep("mine", one);
            pending.take("mine", "state=state-1");
          });
      inTime(
          () -> {
            pending.keep("theirs", other);
            assertThat(pending.take("theirs", "state=state-2")).isSameAs(other);
          });
    } finally {
      clock.open.countDown();
    }
  }

  private static AuthorizationRequest request(String state) {
    return new AuthorizationRequest(
        AuthorizationRequest.Kind.CODE,
        Scene.CLIENT_ID,
        URI.create("https://accounts.zoho.com/oauth/v2/auth"),
        "https://app.example/callback",
        state,
        null,
        null,
        Scene.NOW.plusSeconds(60),
        null);
  }
}
