package io.github.zohooauth.internal.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller whose stack ends on the way costs no later caller of its owner the token. */
@Timeout(180)
class LittleStackTest {

  private static final int WARM = 300;
  private static final int DEPTHS = 600;
  private static final long STACK = 256 * 1024;
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  private final CountingZoho zoho = new CountingZoho(InstantSource.system());
  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void close() {
    zoho.close();
  }

  private TokenProvider expired(SelfClient client, String user) {
    TokenOwner owner = TokenOwner.user(user);
    StoredToken old = zoho.record("old", InstantSource.system().instant().minusSeconds(7200));
    store.save(new TokenKey(Scene.CLIENT_ID, owner), old);
    return client.forOwner(owner);
  }

  @Test
  void stackThatEndsOnTheWay_wedgesNoOwner() throws Exception {
    try (SelfClient patient = zoho.client().tokenStore(store).build();
        SelfClient client =
            zoho.client().tokenStore(store).callerTimeout(Duration.ofSeconds(2)).build()) {
      for (int i = 0; i < WARM; i++) {
        assertThat(expired(patient, "warm" + i).getAccessToken()).isNotNull();
      }
      List<TokenProvider> left = new ArrayList<>();
      AtomicInteger overflows = new AtomicInteger();
      for (int i = 0; i < DEPTHS; i++) {
        TokenProvider provider = expired(client, "user" + i);
        left.add(provider);
        int above = i;
        Thread thread =
            new Thread(null, () -> callNearTheEnd(provider, above, overflows), "little", STACK);
        thread.start();
        thread.join();
      }
      assertThat(overflows).as("calls whose stack ended").hasPositiveValue();
      long end = System.nanoTime() + RECOVERY.toNanos();
      while (!left.isEmpty() && System.nanoTime() - end < 0) {
        left.removeIf(LittleStackTest::isServed);
      }
      assertThat(left).as("owners whose callers still wait").isEmpty();
    }
  }

  /** As if an Error had ended the thread that publishes a renewal before it has begun it. */
  @Test
  void renewalThatItsThreadNeverBegins_isBegunByALaterCaller() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Executor executor =
        work -> {
          if (stuck.getCount() > 0) {
            stuck.countDown();
            await(over);
          }
          ForkJoinPool.commonPool().execute(work);
        };
    try (SelfClient client =
        zoho.client()
            .tokenStore(store)
            .executor(executor)
            .callerTimeout(Duration.ofSeconds(6))
            .build()) {
      TokenProvider provider = expired(client, "stuck");
      Thread first = new Thread(provider::getAccessToken);
      first.start();
      stuck.await();
      assertThat(isServed(provider)).isFalse(); // it waits for what is not begun
      assertThat(isServed(provider)).isTrue();
      over.countDown();
      first.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isServed(TokenProvider provider) {
    try {
      return provider.getAccessToken() != null;
    } catch (TemporaryFailureException e) {
      return false;
    }
  }

  /** Calls from so many frames above the deepest that there is room for. */
  private static void callNearTheEnd(TokenProvider provider, int above, AtomicInteger overflows) {
    int deepest = descend(Integer.MAX_VALUE, null, 0);
    try {
      int unused = descend(deepest - above, provider, 0);
    } catch (StackOverflowError e) {
      overflows.incrementAndGet();
    } catch (ZohoOAuthException e) {
      // this caller has waited for too long
    }
  }

  private static int descend(int frames, @Nullable TokenProvider provider, int depth) {
    if (frames > 0) {
      try {
        return descend(frames - 1, provider, depth + 1);
      } catch (StackOverflowError e) {
        if (provider == null) {
          return depth;
        }
        throw e;
      }
    }
    if (provider != null) {
      AccessToken unused = provider.getAccessToken();
    }
    return depth;
  }
}
