package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.store.TokenKey;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** Reports renewals to the log and to the application's listeners. Thread-safe. */
public final class RenewalEvents {

  private final List<ListenerQueue> listeners;

  /**
   * Makes the events of one client.
   *
   * @param threads call the listeners, which may block them
   */
  public RenewalEvents(List<TokenListener> listeners, Executor threads) {
    this.listeners =
        listeners.stream().map(listener -> new ListenerQueue(listener, threads)).toList();
  }

  public void signedIn(TokenKey key, DataCenter dataCenter, Duration took) {
    tell(key, dataCenter, took, TokenListener::signedIn);
  }

  /** Reports a renewal to the listeners only. A log line for each success would cost too much. */
  void renewed(TokenKey key, DataCenter dataCenter, Duration took) {
    tell(key, dataCenter, took, TokenListener::renewed);
  }

  void renewedElsewhere(TokenKey key, DataCenter dataCenter) {
    tell(key, dataCenter, Duration.ZERO, TokenListener::renewedElsewhere);
  }

  void waitedForLease(TokenKey key, DataCenter dataCenter, Duration waited) {
    tell(key, dataCenter, waited, TokenListener::waitedForLease);
  }

  /**
   * Reports a failed attempt. The failure of all attempts is reported by {@link #failedFinally}.
   */
  void failed(TokenKey key, DataCenter dataCenter, Duration took, ZohoOAuthException cause) {
    LOG.log(
        Level.DEBUG,
        "No new token for {0} after {1} ms: {2}",
        key,
        took.toMillis(),
        cause.getMessage());
    tell(key, dataCenter, took, (listener, event) -> tellFailure(listener, event, cause));
  }

  /** Logs a new token that could not be stored. */
  void unsaved(TokenKey key, TokenStoreException cause) {
    LOG.log(Level.WARNING, "The new token of {0} is in memory only: {1}", key, cause.getMessage());
  }

  /**
   * Reports a call of the store to the listeners only, because its caller decides what it means.
   */
  void storeFailed(TokenKey key, DataCenter home, Duration took, TokenStoreException cause) {
    tell(key, home, took, (listener, event) -> listener.storeFailed(event, cause));
  }

  /** Reports another environment to the listeners. It is in the log already. */
  void environmentDiffers(TokenKey key, DataCenter dataCenter, Duration took, Environment actual) {
    tell(key, dataCenter, took, (listener, event) -> listener.environmentDiffers(event, actual));
  }

  /**
   * Logs a renewal that failed after all its attempts.
   *
   * @param alive whether the held token has not expired
   */
  void failedFinally(TokenKey key, ZohoOAuthException cause, boolean alive) {
    String what =
        alive
            ? "Renewal failed for {0}. The current token is used until it expires. Cause: {1}"
            : "No token for {0}: {1}";
    LOG.log(Level.WARNING, what, key, cause.getMessage());
  }

  /** Warns at once. In an hour, when the token expires, the user may not be there. */
  public void storedWithoutRefreshToken(TokenKey key) {
    LOG.log(
        Level.WARNING,
        "No refresh token came for {0}, so its access token cannot be renewed. {1}",
        key,
        SignInHistory.FIRST_CONSENT);
  }

  /**
   * Reports that a refresh token was stored that the application gave.
   *
   * @param replaces whether the record had another refresh token that Zoho has not refused
   */
  void adopted(TokenKey key, DataCenter dataCenter, boolean replaces) {
    String what = "Adopted a refresh token for {0} at data center {1}";
    String instead =
        what
            + ". It replaces another one that Zoho has not refused. If that is not what you meant,"
            + " check that all processes that share the store have the same setting.";
    Level level = replaces ? Level.WARNING : Level.INFO;
    LOG.log(level, replaces ? instead : what, key, dataCenter.location());
    tell(key, dataCenter, Duration.ZERO, TokenListener::adopted);
  }

  public void revoked(TokenKey key, DataCenter dataCenter, Duration took) {
    LOG.log(Level.INFO, "Revoked {0} at data center {1}", key, dataCenter.location());
    tell(key, dataCenter, took, TokenListener::revoked);
  }

  public void forgotten(TokenKey key) {
    LOG.log(Level.INFO, "Forgot {0}; Zoho was not asked", key);
  }

  private static void tellFailure(
      TokenListener listener, TokenListener.Event event, ZohoOAuthException cause) {
    if (cause instanceof RateLimitedException limited) {
      listener.rateLimited(event, limited);
    } else if (cause instanceof AuthorizationRequiredException required) {
      listener.authorizationRequired(event, required);
    } else {
      listener.renewalFailed(event, cause);
    }
  }

  private void tell(
      TokenKey key,
      DataCenter dataCenter,
      Duration took,
      BiConsumer<TokenListener, TokenListener.Event> what) {
    if (!listeners.isEmpty()) {
      TokenListener.Event event = new TokenEvent(key, dataCenter, took);
      listeners.forEach(queue -> queue.add(listener -> what.accept(listener, event)));
    }
  }

  public record TokenEvent(TokenKey key, DataCenter dataCenter, Duration duration)
      implements TokenListener.Event {

    @Override
    public String clientId() {
      return key.clientId();
    }

    @Override
    public TokenOwner owner() {
      return key.owner();
    }
  }
}
