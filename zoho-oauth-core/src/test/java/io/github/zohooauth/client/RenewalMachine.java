package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.renewal.CachedToken;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.TokenAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * What is done to one key's token, in any order, where Zoho has one token at a time: its number is
 * how many were before. Played alone it is its own specification.
 *
 * <p>The store keeps nothing, so that the memory's state machine is all that there is.
 */
public final class RenewalMachine {

  private static final AtomicLong NOW = new AtomicLong(Scene.NOW.toEpochMilli());
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration NOT_YOUNG = Duration.ofMinutes(2);
  private static final StoredToken RECORD = StoredToken.refreshing(DataCenter.EU, "1.refresh");

  private static final ClientParts CLIENT =
      ClientParts.of(
          SelfClient.builder()
              .clientId(Scene.CLIENT_ID)
              .clientSecret("secret")
              .dataCenter(DataCenter.EU)
              .httpClient(HttpClient.newHttpClient())
              .tokenStore(new KeepsNothing())
              .executor(Runnable::run)
              .watch(own -> Runnable::run)
              .callBudget(100)
              .pauses(new NoDeadlines())
              .clock(() -> Instant.ofEpochMilli(NOW.get())));

  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger renewals = new AtomicInteger();
  private final AtomicInteger newestServed = new AtomicInteger(-1);
  private final AtomicBoolean rejectedOne = new AtomicBoolean();
  private final CachedToken token =
      new CachedToken(CLIENT.renewals(), new Counted(), Scene.KEY, same -> same);

  /** Returns the number of the token. */
  @Operation
  public int get() {
    int served = Integer.parseInt(token.getAccessToken().value().substring(2));
    newestServed.accumulateAndGet(served, Math::max);
    return served;
  }

  /** Zoho revokes, and then the client forgets. */
  @Operation(nonParallelGroup = "ends a flight")
  public void revoke() {
    ended.incrementAndGet();
    number.incrementAndGet();
    token.forget();
  }

  /** Zoho gives another token for a code. */
  @Operation(nonParallelGroup = "ends a flight")
  public void exchange() {
    ended.incrementAndGet();
    Instant obtainedAt = Instant.ofEpochMilli(NOW.get()).minus(NOT_YOUNG);
    AccessToken exchanged = token(number.incrementAndGet(), obtainedAt);
    token.hold(RECORD.withAccessToken(exchanged, obtainedAt));
  }

  /**
   * Zoho's token is no longer accepted, and an API has said so: of one that was served, or at first
   * of one that was served before this memory was.
   */
  @Operation(nonParallelGroup = "ends a flight")
  public void reject(@Param(gen = IntGen.class, conf = "0:2") int rejected) {
    boolean isFirst = rejectedOne.compareAndSet(false, true);
    if (rejected > number.get() || (rejected > newestServed.get() && !isFirst)) {
      return;
    }
    ended.incrementAndGet();
    number.compareAndSet(rejected, rejected + 1);
    AccessToken unused = token.replaceRejected(token(rejected, Scene.NOW));
  }

  /** Only a revocation, an exchange or a rejection may cause one more call. */
  @Validate
  public void oneFlight() {
    if (renewals.get() > ended.get() + 1) {
      throw new IllegalStateException("renewals: " + renewals.get());
    }
  }

  private static AccessToken token(int number, Instant obtainedAt) {
    return new AccessToken(
        "1." + number,
        obtainedAt.plus(LIFE),
        Set.of(),
        DataCenter.EU,
        URI.create(TokenAnswer.BASE));
  }

  /** Waits for as long as it takes: no interleaving ends by real time. */
  private static final class NoDeadlines extends ManualTime {

    @Override
    public <T> T await(CompletableFuture<T> work, Duration duration)
        throws InterruptedException, ExecutionException {
      while (!work.isDone()) {
        Thread.onSpinWait(); // so that Lincheck lets the other thread go on
      }
      return work.get();
    }
  }

  /** Brings what Zoho has at that moment. */
  private final class Counted implements RenewalStrategy {

    @Override
    public boolean isPossible(StoredToken stored) {
      return true;
    }

    @Override
    public CompletableFuture<TokenResponse> renew(
        StoredToken stored, DataCenter dataCenter, CallCounter calls) {
      renewals.incrementAndGet();
      int brought = number.get();
      NOW.addAndGet(NOT_YOUNG.toMillis());
      return CompletableFuture.completedFuture(
          new TokenResponse("1." + brought, null, LIFE, null, Set.of(), null));
    }
  }

  private static final class KeepsNothing implements TokenStore {

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      return Optional.of(RECORD);
    }

    @Override
    public void save(TokenKey key, StoredToken token) {}

    @Override
    public void delete(TokenKey key) {}

    @Override
    public Optional<Lease> tryLease(TokenKey key) {
      return Optional.of(new NoLease());
    }
  }

  private static final class NoLease implements TokenStore.Lease {

    @Override
    public Optional<StoredToken> current() {
      return Optional.of(RECORD);
    }

    @Override
    public boolean replace(StoredToken next) {
      return true;
    }

    @Override
    public void close() {}
  }
}
