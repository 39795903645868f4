package io.github.zohooauth.testkit;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.SelfClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A program that fills its heap while others sign in, survives that, and signs in again. */
public final class FullHeapProgram {

  public static final String SERVED = "served";

  private static final int CALLERS = 4;
  private static final int CYCLES = 3;

  /** The HTTP client may have been made anew while the heap was full, and is so once a minute. */
  private static final Duration RECOVERY = Duration.ofSeconds(80);

  private static final AtomicInteger USERS = new AtomicInteger();

  private static volatile @Nullable Object @Nullable [] hold;
  private static volatile boolean over;

  private FullHeapProgram() {}

  /** Takes where Zoho is. */
  public static void main(String[] arguments) throws InterruptedException {
    DataCenter dataCenter =
        DataCenter.of("eu", URI.create(arguments[0]), URI.create("https://www.zohoapis.eu"));
    SelfClient client =
        SelfClient.builder()
            .clientId("1000.CLIENT")
            .clientSecret("secret")
            .dataCenter(dataCenter)
            .requestTimeout(Duration.ofSeconds(2))
            .callerTimeout(Duration.ofSeconds(8))
            .build();
    for (int i = 0; i < 50; i++) {
      signIn(client);
    }
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Thread caller = new Thread(() -> signInAgainAndAgain(client));
      caller.start();
      callers.add(caller);
    }
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      fill();
      hold = null;
    }
    over = true;
    for (Thread caller : callers) {
      caller.join();
    }
    System.out.println(afterwards(client));
    System.exit(0);
  }

  private static void signIn(SelfClient client) {
    AccessToken unused =
        client.exchange("1.code", TokenOwner.user("user" + USERS.incrementAndGet())).accessToken();
  }

  private static void signInAgainAndAgain(SelfClient client) {
    while (!over) {
      try {
        signIn(client);
      } catch (ZohoOAuthException | OutOfMemoryError e) {
        // a heap that is full
      }
    }
  }

  private static String afterwards(SelfClient client) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    String last = "";
    long end = System.nanoTime() + RECOVERY.toNanos();
    while (System.nanoTime() - end < 0) {
      try {
        signIn(client);
        return SERVED;
      } catch (ZohoOAuthException e) {
        last = e.getMessage();
      }
      boolean unused = never.await(100, TimeUnit.MILLISECONDS); // some fail at once
    }
    return "not served: " + last;
  }

  /** Fills the heap to the last bytes for 5 seconds, in which each thread of the JDK looks once. */
  private static void fill() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    int length = 1 << 17;
    while (System.nanoTime() - end < 0) {
      try {
        @Nullable Object[] next = new @Nullable Object[length];
        next[0] = hold;
        hold = next;
      } catch (OutOfMemoryError e) {
        length = Math.max(2, length / 2);
      }
    }
  }
}
