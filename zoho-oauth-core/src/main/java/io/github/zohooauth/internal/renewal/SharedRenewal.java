package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future that the callers of one key's renewal wait for. It completes with null if an exchange
 * or a revocation has replaced the token.
 */
final class SharedRenewal extends CompletableFuture<@Nullable AccessToken> {

  /** The longest time between publishing and beginning. After that another renewal replaces it. */
  private static final Duration BEGINNING = Duration.ofSeconds(5);

  private final @Nullable AccessToken rejected;
  private final long published = System.nanoTime();
  private volatile boolean begun;

  /**
   * Makes the future of a renewal.
   *
   * @param rejected the token that an API rejected; null if the renewal is due
   */
  SharedRenewal(@Nullable AccessToken rejected) {
    this.rejected = rejected;
  }

  /** Marks the work as begun. The work has its own deadline and completes this future. */
  void begin() {
    begun = true;
  }

  /**
   * Returns whether no thread will complete it. An {@link Error} may have ended the thread that
   * published it, or the one that should complete it.
   *
   * @param longest the longest duration of a renewal
   */
  boolean isAbandoned(Duration longest) {
    Duration most = begun ? longest.plus(BEGINNING) : BEGINNING;
    return System.nanoTime() - published > most.toNanos();
  }

  /** Returns whether it was made to replace this token. */
  boolean replaces(AccessToken token) {
    return rejected != null && rejected.value().equals(token.value());
  }

  /** Returns the token to replace; null if the renewal is due. */
  @Nullable AccessToken rejected() {
    return rejected;
  }
}
