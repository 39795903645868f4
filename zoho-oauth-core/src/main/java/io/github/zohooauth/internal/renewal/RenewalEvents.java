package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.store.TokenKey;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reports renewals to the log and to the application's listener. Thread-safe. */
public final class RenewalEvents {

  private final @Nullable TokenListener listener;
  private final Executor thread;

  /**
   * Makes the events of one client.
   *
   * @param listener the application's listener, or null
   * @param thread calls the listener, one call at a time; it rejects calls if too many wait
   */
  public RenewalEvents(@Nullable TokenListener listener, Executor thread) {
    this.listener = listener;
    this.thread = thread;
  }

  /** Reports a renewal to the listener only. A log line for each success would cost too much. */
  void renewed(TokenKey key, DataCenter dataCenter, Duration took) {
    tell(listener -> listener.renewed(new TokenEvent(key, dataCenter, took)));
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
    tellFailure(key, dataCenter, took, cause);
  }

  /** Reports a new token that could not be stored. */
  void unsaved(TokenKey key, DataCenter dataCenter, Duration took, TokenStoreException cause) {
    LOG.log(Level.WARNING, "The new token of {0} is in memory only: {1}", key, cause.getMessage());
    tellFailure(key, dataCenter, took, cause);
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
   * Reports that a refresh token was stored that the application brought along.
   *
   * @param replaces whether the record had another refresh token that Zoho has not refused
   */
  void adopted(TokenKey key, DataCenter dataCenter, boolean replaces) {
    String what = "Adopted a refresh token for {0} at data center {1}";
    String instead =
        what
            + ". It replaces another one. If processes with different settings share the store, the"
            + " last one to start wins: check that they have the same.";
    Level level = replaces ? Level.WARNING : Level.INFO;
    LOG.log(level, replaces ? instead : what, key, dataCenter.location());
    tell(listener -> listener.adopted(new TokenEvent(key, dataCenter, Duration.ZERO)));
  }

  public void revoked(TokenKey key, DataCenter dataCenter, Duration took) {
    LOG.log(Level.INFO, "Revoked {0} at data center {1}", key, dataCenter.location());
    tell(listener -> listener.revoked(new TokenEvent(key, dataCenter, took)));
  }

  public void forgotten(TokenKey key) {
    LOG.log(Level.INFO, "Forgot {0}; Zoho was not asked", key);
  }

  private void tellFailure(
      TokenKey key, DataCenter dataCenter, Duration took, ZohoOAuthException cause) {
    TokenListener.Event event = new TokenEvent(key, dataCenter, took);
    tell(listener -> tell(listener, event, cause));
  }

  private static void tell(
      TokenListener listener, TokenListener.Event event, ZohoOAuthException cause) {
    if (cause instanceof RateLimitedException limited) {
      listener.rateLimited(event, limited);
    } else if (cause instanceof AuthorizationRequiredException required) {
      listener.authorizationRequired(event, required);
    } else {
      listener.renewalFailed(event, cause);
    }
  }

  private void tell(Consumer<TokenListener> event) {
    TokenListener told = listener;
    if (told == null) {
      return;
    }
    try {
      thread.execute(() -> guarded(told, event));
    } catch (RuntimeException | Error e) { // the queue is full, or no thread can be started
      LOG.log(Level.WARNING, "The TokenListener is too slow: an event is not told");
    }
  }

  private static void guarded(TokenListener listener, Consumer<TokenListener> event) {
    try {
      event.accept(listener);
    } catch (Throwable e) { // uncaught, its message would be printed
      LOG.log(Level.WARNING, "The TokenListener failed with a {0}", e.getClass().getName());
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
