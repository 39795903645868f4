package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.lang.System.Logger.Level;

/**
 * The calls of one attempt. Each call is recorded, in memory or in the record, even if an {@link
 * Error} ends the attempt.
 */
final class CountedCalls {

  private final Ruling ruling;
  private final TokenKey key;
  private final CallCounter calls;
  private volatile StoredToken current;

  /** Begins with this record. From now on memory counts the calls that are sent. */
  CountedCalls(Ruling ruling, TokenKey key, CallCounter calls, StoredToken current) {
    this.ruling = ruling;
    this.key = key;
    this.calls = calls;
    this.current = current;
    ruling.sends(calls);
  }

  /** Continues with a record that has more notes. */
  StoredToken of(StoredToken noted) {
    current = noted;
    return noted;
  }

  boolean wereSent() {
    return !calls.times().isEmpty();
  }

  /**
   * Stops further calls, and writes the missing calls into the record. It uses no clock and no
   * listener, because one of them may have thrown the Error.
   */
  void end(TokenStore.Lease lease) {
    calls.end();
    try {
      if (ruling.hasNotNoted(calls)) {
        RenewalHistory history = RenewalHistory.of(current).with(calls.times());
        ruling.told(history, lease.replace(history.onto(current)));
      }
    } catch (TokenStoreException e) {
      LOG.log(Level.WARNING, "The calls for {0} are not recorded: {1}", key, e.getMessage());
    } finally {
      ruling.ends(calls);
    }
  }
}
