package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes the result of a token call into the record, under the attempt's lease.
 *
 * @param took how long the attempt has taken
 */
record RenewalResultWriter(
    RenewalInput input,
    TokenStore.Lease lease,
    AttemptCalls.RenewableRecord renewable,
    Duration took) {

  /** Writes the renewed token, or the failure. */
  StoredToken write(StoredToken renewed, @Nullable Throwable failure) {
    RenewalHistory counted = counted();
    return failure == null
        ? saveRenewed(renewed, counted.succeeded())
        : saveFailure(counted, input.client().callers().asZohoFailure(failure));
  }

  private RenewalHistory counted() {
    return input.counted(renewable.history(), renewable.calls().times());
  }

  /**
   * Returns a valid token for callers who wait no longer until the store has written, or throws the
   * failure.
   *
   * @return null if they have to wait, because a new refresh token would be lost
   */
  @Nullable StoredToken unwritten(StoredToken renewed, @Nullable Throwable failure) {
    if (failure != null && !input.isAlive(renewable.current())) {
      throw input.client().callers().asZohoFailure(failure);
    } else if (failure != null) {
      return renewable.current();
    } else if (!Objects.equals(renewed.refreshToken(), renewable.current().refreshToken())) {
      return null;
    }
    RenewalHistory history = counted().succeeded();
    input.unsaved().remember(renewable.calls(), history, false);
    return history.onto(renewed);
  }

  /** Tells that callers got a token before the store has written. */
  void tellLate(Duration waited) {
    String what =
        "The token store has not written the token of %s within %s. The token is used even so, and"
            + " the write goes on. Check the token store.";
    TokenStoreException late =
        Failures.of(input.key().clientId())
            .store(what.formatted(input.key(), Failures.inWords(waited)), null);
    RenewalContext client = input.client();
    client.events().unsaved(input.key(), late);
    client.events().storeFailed(input.key(), client.home(), waited, late);
  }

  /**
   * Stores the renewed token. If the store fails, the token is returned even so, unless a new
   * refresh token would be lost.
   */
  private StoredToken saveRenewed(StoredToken renewed, RenewalHistory history) {
    StoredToken next = history.onto(renewed);
    input.client().events().renewed(input.key(), renewable.dataCenter(), took);
    input.unsaved().remember(renewable.calls(), history, false);
    boolean saved;
    try {
      saved = SaveCheck.replace(input.client().store(), input.key(), lease, next);
    } catch (TokenStoreException e) {
      input.client().events().unsaved(input.key(), e);
      if (!Objects.equals(next.refreshToken(), renewable.current().refreshToken())) {
        throw e;
      }
      return next;
    }
    input.unsaved().remember(renewable.calls(), history, saved);
    return saved ? next : presentOr(next);
  }

  /**
   * Writes the failure into the record's notes, and returns the token if it has not expired.
   *
   * <p>The tokens are not changed. A call that failed because of the configuration is not counted,
   * so that a corrected configuration works at once. One with a supplied secret is counted, because
   * the secret may change, and be wrong, each time.
   */
  private StoredToken saveFailure(RenewalHistory counted, ZohoOAuthException failure) {
    input.client().events().failed(input.key(), renewable.dataCenter(), took, failure);
    boolean isStopped = renewable.calls().isStopped(); // so it says nothing about this owner
    StoredToken record =
        isStopped ? renewable.current() : writeHistory(afterFailure(counted, failure));
    if (input.isAlive(record) && !isRememberedInMemory(failure)) {
      return record;
    }
    throw failure;
  }

  /**
   * Returns whether memory keeps the failure beside its living token. No history has it, because a
   * corrected configuration works at once, so that each check would send a call again.
   */
  private boolean isRememberedInMemory(ZohoOAuthException failure) {
    HeldToken held = input.held();
    return failure instanceof ConfigurationException
        && held != null
        && held.isAlive(input.client().clock().elapsedExact());
  }

  private StoredToken writeHistory(RenewalHistory history) {
    StoredToken next = history.onto(renewable.current());
    input.unsaved().remember(renewable.calls(), history, false);
    try {
      boolean saved = lease.replace(next);
      input.unsaved().remember(renewable.calls(), history, saved);
      return saved ? next : presentOr(next);
    } catch (TokenStoreException e) {
      LOG.log(
          Level.WARNING, "The failure for {0} is not recorded: {1}", input.key(), e.getMessage());
      return next;
    }
  }

  private RenewalHistory afterFailure(RenewalHistory counted, ZohoOAuthException failure) {
    if (failure instanceof RateLimitedException limited) {
      return counted.waiting(limited.retryAt(), "Zoho asked for a pause");
    }
    if (failure instanceof AuthorizationRequiredException) {
      String refreshToken = Objects.requireNonNullElse(renewable.current().refreshToken(), "");
      return counted.refusing(refreshToken, renewable.dataCenter());
    }
    if (failure instanceof TemporaryFailureException) {
      double chance = ThreadLocalRandom.current().nextDouble();
      Duration pause = input.client().policy().backoff(counted.failures() + 1, chance);
      Instant until = input.client().clock().instant().plus(pause);
      return counted.failing(until, Failures.what(failure), !renewable.calls().times().isEmpty());
    }
    return renewable.calls().isOfSecret() ? counted : renewable.history();
  }

  /** Returns the present record if its token can be used, and otherwise this one. */
  private StoredToken presentOr(StoredToken mine) {
    Optional<StoredToken> stored;
    try {
      stored = input.client().store().load(input.key());
    } catch (TokenStoreException | Error e) { // the failure must not cost another token call
      LOG.log(Level.DEBUG, "The record that replaced {0} cannot be read", input.key());
      return mine;
    }
    StoredToken there = input.withUnsavedHistory(stored);
    RenewalDecision decision = input.decide(there);
    if (stored.isEmpty() && decision.action() == RenewalDecision.Action.FAIL) {
      throw input.failure(decision, there);
    } else if (stored.isEmpty()) {
      return mine;
    } else if (input.isAlive(there) && !input.isRejected(there)) {
      return there;
    } else if (!Objects.equals(there.refreshToken(), mine.refreshToken())) {
      throw input.recordChanged();
    }
    return mine;
  }
}
