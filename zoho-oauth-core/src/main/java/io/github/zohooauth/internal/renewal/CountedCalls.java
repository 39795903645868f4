package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.lang.System.Logger.Level;

/**
 * The calls of one attempt, each of which is noted, in memory or in the record, if the attempt ends
 * by an {@link Error}, too.
 */
final class CountedCalls {

  private final Ruling ruling;
  private final TokenKey key;
  private final CallCounter calls;
  private volatile StoredToken current;

  /** Begins with this record; from now on memory counts what is sent. */
  CountedCalls(Ruling ruling, TokenKey key, CallCounter calls, StoredToken current) {
    this.ruling = ruling;
    this.key = key;
    this.calls = calls;
    this.current = current;
    ruling.sends(calls);
  }

  /** Goes on with a record in which more is noted. */
  StoredToken of(StoredToken noted) {
    current = noted;
    return noted;
  }

  boolean wereSent() {
    return !calls.times().isEmpty();
  }

  /**
   * Lets nothing more be sent, and notes in the record each call that is not noted yet. It asks no
   * clock and tells no listener, because one of them may have thrown the Error.
   */
  void end(TokenStore.Lease lease) {
    calls.end();
    try {
      if (ruling.hasNotNoted(calls)) {
        RenewalHistory history = RenewalHistory.of(current).with(calls.times());
        ruling.told(history, lease.replace(history.onto(current)));
      }
    } catch (TokenStoreException e) {
      LOG.log(Level.WARNING, "The calls for {0} are not noted: {1}", key, e.getMessage());
    } finally {
      ruling.ends(calls);
    }
  }
}
