package io.github.zohooauth;

import java.time.Duration;

/**
 * Receives what became of tokens, for an application's metrics and alarms.
 *
 * <p>Every method does nothing by default. The client calls them one after the other, in a thread
 * of their own and after the fact, so that a listener that throws or blocks delays no token. If it
 * blocks for long, some of the later events are dropped. No event holds a secret.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/token-limits.html">Zoho: token
 *     limits</a>
 */
public interface TokenListener {

  /** What happened to which owner; later versions may add methods. */
  interface Event {

    /** Returns the client ID. */
    String clientId();

    /** Returns whose token it is. */
    TokenOwner owner();

    /** Returns the data center that was asked, or would have been. */
    DataCenter dataCenter();

    /** Returns how long it took; zero if nothing was sent. */
    Duration duration();
  }

  /** Receives that there is a new access token; the log does not tell it. */
  default void renewed(Event event) {}

  /**
   * Receives that one try of a renewal failed, or that the renewed token could not be stored.
   *
   * <p>Callers may not notice, because a good token is served until it expires, and a failed try is
   * repeated.
   *
   * @param cause a {@link TemporaryFailureException}, {@link ConfigurationException} or {@link
   *     TokenStoreException}
   */
  default void renewalFailed(Event event, ZohoOAuthException cause) {}

  /** Receives that Zoho's limit is reached, or the library's own budget below it. */
  default void rateLimited(Event event, RateLimitedException cause) {}

  /** Receives that Zoho no longer accepts the refresh token: a person has to authorize again. */
  default void authorizationRequired(Event event, AuthorizationRequiredException cause) {}

  /** Receives that the application had the owner's tokens revoked, and that they are forgotten. */
  default void revoked(Event event) {}
}
