package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a caller: the token in memory, or a renewal to wait for. One of the two is null.
 *
 * @param rejected the token that an API rejected, if the caller waits for another; or null
 */
record TokenOrRenewal(
    @Nullable AccessToken token, @Nullable RenewalTask renewal, @Nullable AccessToken rejected) {

  /** Returns the token of the renewal; null if the caller has to ask again. */
  @Nullable AccessToken answer(@Nullable AccessToken renewed) {
    boolean same = rejected != null && renewed != null && renewed.value().equals(rejected.value());
    return same && !Objects.requireNonNull(renewal).replaces(rejected) ? null : renewed;
  }
}
