package io.github.zohooauth;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the callers of one key's renewal wait for; it brings null if an exchange or a revocation has
 * ended it.
 */
final class SharedRenewal extends CompletableFuture<@Nullable AccessToken> {

  private final @Nullable AccessToken rejected;

  /** Begins one that is due, or one to replace this token, which an API has rejected. */
  SharedRenewal(@Nullable AccessToken rejected) {
    this.rejected = rejected;
  }

  /** Whether it is made to replace this token, and so has looked whether that can be done. */
  boolean replaces(AccessToken token) {
    return rejected != null && rejected.value().equals(token.value());
  }

  /** The token that it is made to replace; null if it is due. */
  @Nullable AccessToken rejected() {
    return rejected;
  }
}
