package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PassedOnHttp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that was sent counts, in memory and for other hosts, if an Error ends its attempt. */
@Timeout(20)
class CallsBeforeErrorsTest {

  private static final int BUDGET = 2;

  /** Who throws the Error, from when Zoho has the request. */
  enum Thrower {
    HTTP_CLIENT,
    HTTP_CLIENT_IN_ITS_FUTURE,
    EXECUTOR,
    CLOCK,
    STORE_READ,
    STORE_WRITE,
    LISTENER,
    DEADLINE
  }

  /** The limits of the store's calls, which are in time here, however busy the machine is. */
  private static final Duration HANGING = Duration.ofSeconds(10);

  private static final Duration LONGEST_WRITE = Duration.ofSeconds(5);

  private final ManualTime time =
      new ManualTime() {
        @Override
        public <T extends @Nullable Object> CompletableFuture<T> limit(
            CompletableFuture<T> work, Duration duration) {
          throwIfThereIsNoThreadFor(duration);
          boolean isOfStore = duration.equals(HANGING) || duration.equals(LONGEST_WRITE);
          return isOfStore ? work : super.limit(work, duration);
        }
      };

  private final CountingZoho zoho = new CountingZoho(time);
  private final TokenStore store = TokenStore.inMemory();
  private volatile CompletableFuture<@Nullable Void> received = new CompletableFuture<>();
  private volatile @Nullable Thrower planned;
  private volatile @Nullable Thrower armed;
  private volatile boolean writesFail;

  @BeforeEach
  void storeAnExpiredToken() {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
  }

  @AfterEach
  void close() {
    zoho.close();
  }

  private void throwIf(Thrower one) {
    if (armed == one) {
      throw new NoClassDefFoundError("secret");
    }
  }

  private final class ThrowingStore implements TokenStore {

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      throwIf(Thrower.STORE_READ);
      return store.load(key);
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      throwIf(Thrower.STORE_WRITE);
      if (writesFail) {
        throw new TokenStoreException("full");
      }
      store.save(key, token);
    }

    @Override
    public void delete(TokenKey key) {
      store.delete(key);
    }
  }

  /** Throws when the request has been sent, and has its answer. */
  private final class ThrowingHttp extends PassedOnHttp {

    ThrowingHttp() {
      super(HttpClient.newHttpClient());
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, HttpResponse.BodyHandler<T> handler) {
      if (planned != Thrower.HTTP_CLIENT && planned != Thrower.HTTP_CLIENT_IN_ITS_FUTURE) {
        return other.sendAsync(request, handler);
      }
      HttpResponse.BodySubscriber<T> nothing =
          HttpResponse.BodySubscribers.mapping(
              HttpResponse.BodySubscribers.discarding(), none -> null);
      CompletableFuture<?> sent = other.sendAsync(request, head -> nothing);
      sent.join();
      throwIf(Thrower.HTTP_CLIENT);
      return CompletableFuture.failedFuture(new NoClassDefFoundError("secret"));
    }
  }

  /** Fails one deadline, for which no thread can be had. */
  private void throwIfThereIsNoThreadFor(Duration deadline) {
    if (planned == Thrower.DEADLINE && deadline.equals(RenewalPolicy.DEFAULT.leaseDuration())) {
      received.join();
      throw new OutOfMemoryError("unable to create native thread");
    }
  }

  private SelfClient client() {
    Executor threads = ForkJoinPool.commonPool();
    return zoho.client()
        .tokenStore(new ThrowingStore())
        .httpClient(new ThrowingHttp())
        .pauses(time)
        .callBudget(BUDGET)
        .clock(
            () -> {
              throwIf(Thrower.CLOCK);
              return time.instant();
            })
        .executor(
            work -> {
              throwIf(Thrower.EXECUTOR);
              threads.execute(work);
            })
        .listener(
            new TokenListener() {
              @Override
              public void renewed(Event event) {
                throwIf(Thrower.LISTENER);
              }
            })
        .build();
  }

  /** One renewal beside this fault; its caller may fail. */
  private void renew(SelfClient client, Thrower thrower) throws Exception {
    received = new CompletableFuture<>();
    planned = thrower;
    zoho.script =
        number -> {
          armed = thrower;
          received.complete(null);
          return null;
        };
    CompletableFuture<AccessToken> caller = client.getAccessTokenAsync();
    time.drive(caller.handle((token, failure) -> null));
    planned = null;
    armed = null;
  }

  private RenewalHistory notes() {
    return RenewalHistory.of(store.load(Scene.KEY).orElseThrow());
  }

  /** What one host has sent, another counts; if the store itself fails, it cannot be told. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"STORE_READ", "STORE_WRITE"})
  void record_hasTheCall(Thrower thrower) throws Exception {
    try (SelfClient client = client()) {
      renew(client, thrower);
    }
    assertThat(zoho.refreshes.get()).isPositive();
    assertThat(notes().calls()).hasSize(zoho.refreshes.get());
  }

  /** Each caller meets the same Error, over a store that writes nothing. */
  @ParameterizedTest
  @EnumSource
  void memory_hasTheCalls(Thrower thrower) throws Exception {
    writesFail = true;
    try (SelfClient client = client()) {
      for (int minute = 1; minute < 9; minute++) {
        renew(client, thrower);
        time.advance(Duration.ofSeconds(61));
      }
    }
    assertThat(zoho.refreshes.get()).isBetween(1, BUDGET);
  }

  /** A token that Zoho has issued is served, although the store cannot be read any more. */
  @Test
  void storeThatCannotBeRead_costsOneCall() throws Exception {
    try (SelfClient client = client()) {
      renew(client, Thrower.STORE_READ);
      assertThat(client.getAccessToken().value()).isEqualTo("1.access-1");
    }
    assertThat(zoho.refreshes).hasValue(1);
  }
}
