package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the callers of one key's renewal wait for; it brings null if an exchange or a revocation has
 * ended it.
 */
final class SharedRenewal extends CompletableFuture<@Nullable AccessToken> {

  /** How long the thread that published it may take to begin it; then another takes its place. */
  private static final Duration BEGINNING = Duration.ofSeconds(5);

  private final @Nullable AccessToken rejected;
  private final long published = System.nanoTime();
  private volatile boolean begun;

  /** Begins one that is due, or one to replace this token, which an API has rejected. */
  SharedRenewal(@Nullable AccessToken rejected) {
    this.rejected = rejected;
  }

  /** Notes that the work is in progress that completes it, with its own deadline. */
  void begin() {
    begun = true;
  }

  /**
   * Whether nothing completes it any more: an {@link Error} may have ended the thread that
   * published it, or the one that was to complete it.
   *
   * @param longest that a renewal in progress takes
   */
  boolean isAbandoned(Duration longest) {
    Duration most = begun ? longest.plus(BEGINNING) : BEGINNING;
    return System.nanoTime() - published > most.toNanos();
  }

  /** Whether it was made to replace this token. */
  boolean replaces(AccessToken token) {
    return rejected != null && rejected.value().equals(token.value());
  }

  /** The token that it is made to replace; null if it is due. */
  @Nullable AccessToken rejected() {
    return rejected;
  }
}
