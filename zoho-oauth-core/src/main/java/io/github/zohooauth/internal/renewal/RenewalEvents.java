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

/** Tells the log and the application's listener what became of renewals. Thread-safe. */
public final class RenewalEvents {

  private final @Nullable TokenListener listener;
  private final Executor thread;

  /**
   * Makes one.
   *
   * @param listener who is told, or null
   * @param thread calls the listener, one call after the other; it refuses when there are too many
   */
  public RenewalEvents(@Nullable TokenListener listener, Executor thread) {
    this.listener = listener;
    this.thread = thread;
  }

  /** Not in the log: nobody looks for what went well, and a log has its price. */
  void renewed(TokenKey key, DataCenter dataCenter, Duration took) {
    tell(listener -> listener.renewed(new TokenEvent(key, dataCenter, took)));
  }

  /** One try of several: what becomes of them all is {@link #ended}. */
  void failed(TokenKey key, DataCenter dataCenter, Duration took, ZohoOAuthException cause) {
    LOG.log(
        Level.DEBUG,
        "No new token for {0} after {1} ms: {2}",
        key,
        took.toMillis(),
        cause.getMessage());
    tellFailure(key, dataCenter, took, cause);
  }

  /** There is a new token, and it could not be stored. */
  void unsaved(TokenKey key, DataCenter dataCenter, Duration took, TokenStoreException cause) {
    LOG.log(Level.WARNING, "The new token of {0} is in memory only: {1}", key, cause.getMessage());
    tellFailure(key, dataCenter, took, cause);
  }

  /**
   * A renewal failed after all its tries.
   *
   * @param alive whether the token that is held lives on
   */
  void ended(TokenKey key, ZohoOAuthException cause, boolean alive) {
    String what = alive ? "{0} keeps its token for now: {1}" : "No token for {0}: {1}";
    LOG.log(Level.WARNING, what, key, cause.getMessage());
  }

  /** Warns at once, since in an hour, when the token expires, the user may be gone. */
  public void storedWithoutRefreshToken(TokenKey key) {
    LOG.log(
        Level.WARNING,
        "No refresh token came for {0}, so its access token cannot be renewed. {1}",
        key,
        SignInHistory.FIRST_CONSENT);
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
    } catch (RuntimeException | Error e) { // full, or no thread left
      LOG.log(Level.WARNING, "The TokenListener is too slow: an event is not told");
    }
  }

  private static void guarded(TokenListener listener, Consumer<TokenListener> event) {
    try {
      event.accept(listener);
    } catch (Throwable e) { // an Error's message, too, would go to standard error
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
