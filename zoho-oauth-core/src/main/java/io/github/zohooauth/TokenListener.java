package io.github.zohooauth;

import java.time.Duration;

/**
 * Receives the events of tokens, for an application's metrics and alarms.
 *
 * <p>Every method does nothing by default. The client calls the methods one at a time, after the
 * event, on a separate thread. So a listener that throws or blocks delays no token. If it blocks
 * for long, some later events are dropped. No event holds a secret.
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

    /** Returns the data center that was asked, or that would have been asked. */
    DataCenter dataCenter();

    /** Returns the duration of the call; zero if nothing was sent. */
    Duration duration();
  }

  /**
   * Receives that a refresh token was stored that the application brought along.
   *
   * <p>Nothing was sent for it. It is not told if the same one was adopted before.
   */
  default void adopted(Event event) {}

  /** Receives that an access token was renewed. This is not logged. */
  default void renewed(Event event) {}

  /**
   * Receives that an attempt to renew a token, or to store the renewed token, failed.
   *
   * <p>Callers may not notice it. A valid token is returned until it expires, and a failed attempt
   * is repeated.
   *
   * @param cause a {@link TemporaryFailureException}, {@link ConfigurationException} or {@link
   *     TokenStoreException}
   */
  default void renewalFailed(Event event, ZohoOAuthException cause) {}

  /** Receives that Zoho's limit is reached, or the library's own budget below it. */
  default void rateLimited(Event event, RateLimitedException cause) {}

  /** Receives that Zoho no longer accepts the refresh token: a person has to authorize again. */
  default void authorizationRequired(Event event, AuthorizationRequiredException cause) {}

  /** Receives that the application revoked the owner's tokens, and that they are deleted. */
  default void revoked(Event event) {}
}
