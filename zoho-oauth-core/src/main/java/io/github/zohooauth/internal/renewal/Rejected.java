package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ZohoOAuthException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access token that an API rejected, and what memory knows about it.
 *
 * @param obtainedAt when it was obtained; null if memory does not hold it
 * @param predecessor the earlier token that the store still has, because this one could not be
 *     saved; null if there is none
 * @param refusal the cached failure of renewal; null if there is none
 */
public record Rejected(
    AccessToken token,
    @Nullable Instant obtainedAt,
    @Nullable EndedToken predecessor,
    @Nullable ZohoOAuthException refusal) {

  /** The age up to which a token is not renewed, because the next one would be rejected as well. */
  private static final Duration YOUNG = Duration.ofSeconds(60);

  /** The shortest time between two renewals for rejected tokens, over all hosts. */
  static final Duration SPACING = Duration.ofMinutes(10);

  /**
   * Returns whether a token that was obtained then is in its first minute. A time far in the future
   * is ignored.
   */
  static boolean isYoung(Instant obtainedAt, Instant now) {
    return now.isBefore(obtainedAt.plus(YOUNG)) && !obtainedAt.isAfter(now.plus(YOUNG));
  }

  boolean is(String other) {
    return token.value().equals(other);
  }

  /** Returns whether the record's token was obtained later. */
  boolean isReplacedBy(String other) {
    return !is(other) && (predecessor == null || !predecessor.is(other));
  }

  /** Returns whether memory holds the token, even if the store does not. */
  boolean isHeld() {
    return obtainedAt != null;
  }
}
