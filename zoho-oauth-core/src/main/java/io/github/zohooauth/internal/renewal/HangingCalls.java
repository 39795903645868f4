package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.runtime.ClientThreads;
import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The calls of a client's store that hang: they have not returned for ten seconds.
 *
 * <p>A key has at most one call at a time. Thread-safe.
 */
final class HangingCalls {

  private static final Duration HANGING_AFTER = Duration.ofSeconds(10);

  private static final class Call {
    final long begun = System.nanoTime();
    volatile boolean isEnded;
  }

  private final String clientId;
  private final Delayer pauses;
  private final InstantSource clock;
  private final Consumer<TokenKey> whenHanging;
  private final ConcurrentMap<TokenKey, Call> hanging = new ConcurrentHashMap<>();

  /**
   * Makes an empty set.
   *
   * @param whenHanging is told when the call of a key begins to hang
   */
  HangingCalls(
      String clientId, Delayer pauses, InstantSource clock, Consumer<TokenKey> whenHanging) {
    this.clientId = clientId;
    this.pauses = pauses;
    this.clock = clock;
    this.whenHanging = whenHanging;
  }

  /** Makes one call of the store. */
  <T> T during(TokenKey key, Supplier<T> storeCall) {
    Call call = new Call();
    CompletableFuture<Void> end = limited(key, call);
    try {
      return storeCall.get();
    } finally {
      call.isEnded = true;
      end.complete(null);
      hanging.remove(key, call);
    }
  }

  private CompletableFuture<Void> limited(TokenKey key, Call call) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    end.whenComplete(
        (passed, failure) -> {
          if (Futures.cause(failure) instanceof TimeoutException) {
            hang(key, call);
          }
        });
    try {
      return pauses.limit(end, HANGING_AFTER);
    } catch (Throwable e) { // without a thread for the deadline, the call is made even so
      return end;
    }
  }

  private void hang(TokenKey key, Call call) {
    hanging.put(key, call);
    if (call.isEnded) { // it returned in this moment, and may have removed nothing
      hanging.remove(key, call);
    } else {
      whenHanging.accept(key);
    }
  }

  boolean has(TokenKey key) {
    return hanging.containsKey(key);
  }

  /**
   * Refuses one more call if too many hang.
   *
   * @throws TokenStoreException if so
   */
  void requireRoom() {
    if (hanging.size() < ClientThreads.MOST_HANGING) {
      return;
    }
    long now = System.nanoTime();
    long longest = hanging.values().stream().mapToLong(call -> now - call.begun).max().orElse(0);
    String what =
        "%d calls of the token store have not returned, the first since %s. No more calls are made"
            + " until one of them returns. Nothing was sent. Check the token store, and whether its"
            + " calls have a timeout.";
    throw Failures.of(clientId)
        .store(
            what.formatted(
                hanging.size(),
                clock.instant().minusNanos(longest).truncatedTo(ChronoUnit.SECONDS)),
            null);
  }
}
