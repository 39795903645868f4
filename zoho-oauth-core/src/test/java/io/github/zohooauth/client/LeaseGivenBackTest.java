package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.PassedOnStore;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An Error of the JVM at any moment between {@code tryLease} and the end of a renewal gives back
 * the lease, also if the store has leases that never end by themselves.
 */
@Timeout(180)
class LeaseGivenBackTest {

  private static final String PACKAGE = "io.github.zohooauth.";

  /** An attempt that an Error has stopped without a word ends by its own deadline. */
  private static final Duration PATIENCE = RenewalPolicy.DEFAULT.leaseDuration().plusSeconds(10);

  private static StoredToken expired(CountingZoho zoho) {
    return zoho.record("old", InstantSource.system().instant().minusSeconds(7200));
  }

  /** Has one lease for all records, which only its holder can end. */
  private static final class OneLease extends PassedOnStore {

    private final AtomicBoolean held;
    private volatile CompletableFuture<Boolean> end = CompletableFuture.completedFuture(true);

    OneLease(AtomicBoolean held) {
      this.held = held;
    }

    boolean isFree() {
      return end.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    @Override
    public Optional<Lease> tryLease(TokenKey key) {
      CompletableFuture<Boolean> closed = new CompletableFuture<>();
      Optional<Lease> lease = Optional.of(new Held(this, key, closed));
      if (!held.compareAndSet(false, true)) {
        return Optional.empty();
      }
      end = closed;
      return lease;
    }
  }

  private record Held(OneLease store, TokenKey key, CompletableFuture<Boolean> end)
      implements TokenStore.Lease {

    @Override
    public Optional<StoredToken> current() {
      return store.load(key);
    }

    @Override
    public boolean replace(StoredToken next) {
      store.save(key, next);
      return true;
    }

    @Override
    public void close() {
      if (!end.isDone()) {
        store.held.set(false);
        end.complete(true);
      }
    }
  }

  /** Fails at one of its readings while a lease is held. */
  private static final class FailingClock implements InstantSource {

    private final AtomicBoolean held;
    private final AtomicInteger left;

    FailingClock(AtomicBoolean held, int reading) {
      this.held = held;
      this.left = new AtomicInteger(reading);
    }

    boolean hasFailed() {
      return left.get() <= 0;
    }

    @Override
    public Instant instant() {
      if (held.get() && left.decrementAndGet() == 0) {
        throw new OutOfMemoryError("Java heap space");
      }
      return InstantSource.system().instant();
    }
  }

  @Test
  void errorAtAnyReadingOfTheClock_givesTheLeaseBack() {
    int readings = 0;
    try (CountingZoho zoho = new CountingZoho(InstantSource.system())) {
      while (isGivenBackAfterReading(readings + 1, zoho)) {
        readings++;
      }
    }
    assertThat(readings).as("readings under the lease").isGreaterThan(3);
  }

  /** Returns false if a renewal reads the clock less often. */
  private static boolean isGivenBackAfterReading(int reading, CountingZoho zoho) {
    AtomicBoolean held = new AtomicBoolean();
    OneLease store = new OneLease(held);
    store.save(new TokenKey(Scene.CLIENT_ID, TokenOwner.unnamed()), expired(zoho));
    FailingClock clock = new FailingClock(held, reading);
    try (SelfClient client = zoho.client().tokenStore(store).clock(clock).build();
        SelfClient another = zoho.client().tokenStore(store).build()) {
      ask(client);
      assertThat(store.isFree()).as("lease given back after reading %d", reading).isTrue();
      assertThat(another.getAccessToken().expiresAt()).isAfter(Instant.now());
    }
    return clock.hasFailed();
  }

  private static void ask(SelfClient client) {
    try {
      AccessToken unused = client.getAccessToken();
    } catch (ZohoOAuthException | OutOfMemoryError e) {
      // this call may fail
    }
  }

  /** Loads the library anew, with no memory for one class of what runs under the lease. */
  private static final class Scarce extends URLClassLoader {

    private final AtomicBoolean held = new AtomicBoolean();
    private final AtomicInteger left;
    private final List<String> loaded = Collections.synchronizedList(new ArrayList<>());

    Scarce(int number) {
      super(
          new URL[] {place(SelfClient.class), place(Scarce.class)}, Scarce.class.getClassLoader());
      this.left = new AtomicInteger(number);
    }

    private static URL place(Class<?> type) {
      return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> type = findLoadedClass(name);
        if (type == null && name.startsWith(PACKAGE)) {
          if (held.get()) {
            loaded.add(name);
            if (left.decrementAndGet() == 0) {
              throw new OutOfMemoryError("Metaspace");
            }
          }
          type = findClass(name);
        }
        return type == null ? super.loadClass(name, resolve) : type;
      }
    }
  }

  /** One renewal, of classes of a loader of its own; tells whether its lease was given back. */
  static final class Renewing implements Function<AtomicBoolean, Boolean> {

    @Override
    public Boolean apply(AtomicBoolean held) {
      OneLease store = new OneLease(held);
      try (CountingZoho zoho = new CountingZoho(InstantSource.system());
          SelfClient client = zoho.client().tokenStore(store).build()) {
        store.save(new TokenKey(Scene.CLIENT_ID, TokenOwner.unnamed()), expired(zoho));
        ask(client);
        return store.isFree();
      }
    }
  }

  @Test
  @SuppressWarnings("unchecked") // the function comes from another loader
  void errorAtTheLoadingOfAnyClass_givesTheLeaseBack() throws Exception {
    int classes = 0;
    for (boolean failed = true; failed; classes++) {
      try (Scarce loader = new Scarce(classes + 1)) {
        Constructor<?> made = loader.loadClass(Renewing.class.getName()).getDeclaredConstructor();
        made.setAccessible(true); // a class of another loader is in another package
        Function<AtomicBoolean, Boolean> renewing =
            (Function<AtomicBoolean, Boolean>) made.newInstance();
        assertThat(renewing.apply(loader.held)).as("given back, after %s", loader.loaded).isTrue();
        failed = loader.left.get() <= 0;
      }
    }
    assertThat(classes).as("classes that are loaded under the lease").isGreaterThan(3);
  }
}
