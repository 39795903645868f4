package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ZohoOAuthException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access token that an API rejected, and what memory knows of it.
 *
 * @param obtainedAt when it was obtained; null if memory does not hold it
 * @param predecessor the earlier token that the store still has, because this one could not be
 *     saved; null if there is none
 * @param refusal why no token call can bring a better one at present; null if nothing is known
 */
public record Rejected(
    AccessToken token,
    @Nullable Instant obtainedAt,
    @Nullable EndedToken predecessor,
    @Nullable ZohoOAuthException refusal) {

  /** A token this young is not renewed: the next one would be rejected as well. */
  private static final Duration YOUNG = Duration.ofSeconds(60);

  /** The shortest time between two renewals for rejected tokens, for all hosts together. */
  static final Duration SPACING = Duration.ofMinutes(10);

  /**
   * Whether a token that was obtained then is in its first minute; a wrong clock does not count.
   */
  static boolean isYoung(Instant obtainedAt, Instant now) {
    return now.isBefore(obtainedAt.plus(YOUNG)) && !obtainedAt.isAfter(now.plus(YOUNG));
  }

  boolean is(String other) {
    return token.value().equals(other);
  }

  /** Whether the token of a record was obtained later. */
  boolean isReplacedBy(String other) {
    return !is(other) && (predecessor == null || !predecessor.is(other));
  }

  /** Whether memory has it, even if the store does not. */
  boolean isHeld() {
    return obtainedAt != null;
  }
}
