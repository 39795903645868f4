package io.github.zohooauth.internal.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A herd of callers makes one token call, however many they are and however long it takes. */
class HerdProofTest {

  /** From JDK 21 on. */
  private static final Optional<Method> START_VIRTUAL =
      Arrays.stream(Thread.class.getMethods())
          .filter(method -> method.getName().equals("startVirtualThread"))
          .findAny();

  private record Herd(int callers, boolean virtual, int seconds) {

    void start(Runnable caller) throws ReflectiveOperationException {
      if (virtual) {
        START_VIRTUAL.orElseThrow().invoke(null, caller);
      } else {
        new Thread(caller).start();
      }
    }
  }

  private static List<Herd> herds() {
    List<Herd> herds = new ArrayList<>();
    for (int seconds : Proof.isFull() ? new int[] {0, 1, 12} : new int[] {0, 1}) {
      herds.add(new Herd(64, false, seconds));
      if (START_VIRTUAL.isPresent()) {
        herds.add(new Herd(10_000, true, seconds));
      }
    }
    return herds;
  }

  @Test
  @Tag("R1")
  void herd_makesOneCall() {
    Proof.holds("R1", herds(), HerdProofTest::hold);
  }

  private static void hold(Herd herd) throws Exception {
    TokenStore store = TokenStore.inMemory();
    Set<String> tokens = ConcurrentHashMap.newKeySet();
    CountDownLatch start = new CountDownLatch(1);
    CountDownLatch served = new CountDownLatch(herd.callers());
    try (CountingZoho zoho = new CountingZoho(InstantSource.system());
        SelfClient client = zoho.client().tokenStore(store).build()) {
      zoho.delay = Duration.ofSeconds(herd.seconds());
      store.save(Scene.KEY, zoho.record("old", Instant.now().minus(Duration.ofHours(2))));
      for (int i = 0; i < herd.callers(); i++) {
        herd.start(
            () -> {
              await(start);
              tokens.add(client.getAccessToken().value());
              served.countDown();
            });
      }
      long begun = System.nanoTime();
      start.countDown();
      assertThat(served.await(30, TimeUnit.SECONDS)).isTrue();
      System.out.printf("%s served in %d ms%n", herd, (System.nanoTime() - begun) / 1_000_000);
      assertThat(tokens).containsExactly("1.access-1");
      assertThat(zoho.refreshes).hasValue(1);
    }
  }

  private static void await(CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
