package io.github.zohooauth;

import java.time.Duration;
import java.util.Objects;

/**
 * Is told what became of renewals, for an application's metrics and alarms.
 *
 * <p>Every method does nothing by default. They are called one after the other, in a thread of
 * their own and after the fact, so that one that throws or blocks holds up no token; if one blocks
 * for long, some of what follows is not told. Nothing that is told holds a secret.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/token-limits.html">Zoho: token
 *     limits</a>
 */
public interface RenewalListener {

  /**
   * What happened to whom.
   *
   * @param key the client and the owner whose token it is
   * @param dataCenter the data center that was asked, or would have been
   * @param duration how long it took; zero if nothing was sent
   */
  record Event(TokenKey key, DataCenter dataCenter, Duration duration) {

    /** Refuses null. */
    public Event {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(dataCenter, "dataCenter");
      Objects.requireNonNull(duration, "duration");
    }
  }

  /**
   * Tells that there is a new access token; the log does not, so that it costs nothing till needed.
   */
  default void renewed(Event event) {}

  /**
   * Tells that one try of a renewal failed, or that the renewed token could not be stored; callers
   * may be none the wiser, since a good token is served to its end and a failed try repeated.
   *
   * @param cause a {@link TemporaryFailureException}, {@link ConfigurationException} or {@link
   *     TokenStoreException}
   */
  default void renewalFailed(Event event, ZohoOAuthException cause) {}

  /** Tells that Zoho's limit is reached, or the library's own budget below it. */
  default void rateLimited(Event event, RateLimitedException cause) {}

  /** Tells that Zoho no longer accepts the refresh token: a person has to authorize again. */
  default void authorizationRequired(Event event, AuthorizationRequiredException cause) {}

  /** Tells that the owner's tokens were revoked and forgotten on the application's demand. */
  default void revoked(Event event) {}
}
