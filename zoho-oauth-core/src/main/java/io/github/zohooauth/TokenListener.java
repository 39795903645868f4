package io.github.zohooauth;

import java.time.Duration;

/**
 * Receives the events of tokens, for an application's metrics and alarms.
 *
 * <p>Every method does nothing by default. The client calls the methods of one listener one at a
 * time, after the event, on a thread of its own. So a listener that throws or blocks delays no
 * token and no other listener. If it blocks for long, it loses the events beyond the 1,000 that
 * wait for it. No event holds a secret.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/token-limits.html">Zoho: token
 *     limits</a>
 */
public interface TokenListener {

  /** An event of one owner's token. Later versions may add methods. */
  interface Event {

    /** Returns the client ID. */
    String clientId();

    /** Returns the owner of the token. */
    TokenOwner owner();

    /**
     * Returns the data center of the token. It is the client's own if the event is about a store
     * that failed.
     */
    DataCenter dataCenter();

    /** Returns how long it took; zero if nothing was sent and nothing was waited for. */
    Duration duration();
  }

  /** Receives that a person signed in, and that the tokens are stored. */
  default void signedIn(Event event) {}

  /**
   * Receives that a refresh token was stored that the application brought along.
   *
   * <p>Nothing was sent for it. It is not told if the same one was adopted before.
   */
  default void adopted(Event event) {}

  /** Receives that an access token was renewed. This is not logged. */
  default void renewed(Event event) {}

  /**
   * Receives that a newer token of the store took the place of the one in memory.
   *
   * <p>Another thread, process or host that shares the store has renewed it, or its user has signed
   * in there.
   */
  default void renewedElsewhere(Event event) {}

  /**
   * Receives that a renewal waited because another thread, process or host was renewing the same
   * token. The event's duration is that of the wait.
   */
  default void waitedForLease(Event event) {}

  /** Receives that the application revoked the owner's tokens, and that they are deleted. */
  default void revoked(Event event) {}

  /**
   * Receives that an attempt to renew a token failed.
   *
   * <p>Callers may not notice it. A valid token is returned until it expires, and a failed attempt
   * is repeated.
   *
   * @param cause a {@link TemporaryFailureException} or a {@link ConfigurationException}
   */
  default void renewalFailed(Event event, ZohoOAuthException cause) {}

  /** Receives that Zoho's limit is reached, or the library's own budget below it. */
  default void rateLimited(Event event, RateLimitedException cause) {}

  /** Receives that Zoho no longer accepts the refresh token: a person has to authorize again. */
  default void authorizationRequired(Event event, AuthorizationRequiredException cause) {}

  /**
   * Receives that a call of the token store failed, or that a renewed token was not written within
   * five seconds.
   *
   * <p>Callers may not notice it. A renewed token is returned even if it cannot be stored.
   */
  default void storeFailed(Event event, TokenStoreException cause) {}

  /**
   * Receives that Zoho issued a token for another environment than the owner's.
   *
   * @param actual the environment that Zoho's answer names
   */
  default void environmentDiffers(Event event, Environment actual) {}
}
