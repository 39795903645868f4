package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One attempt of a renewal under one lease: it makes the token calls and writes the record. */
final class RenewalAttempt {

  private final RenewalContext client;
  private final RenewalStrategy renewal;
  private final TokenKey key;
  private final Ruling ruling;
  private final long begun;
  private volatile @Nullable CountedCalls asked;

  RenewalAttempt(RenewalContext client, RenewalStrategy renewal, TokenKey key, Ruling ruling) {
    this.client = client;
    this.renewal = renewal;
    this.key = key;
    this.ruling = ruling;
    this.begun = client.ticks().now();
  }

  /**
   * Renews under the lease, and gives the lease back.
   *
   * <p>The result is a record with a valid access token, null if the held token stays, or a
   * failure.
   */
  CompletableFuture<@Nullable StoredToken> under(LeasedStep leased) {
    CompletableFuture<@Nullable StoredToken> end;
    try {
      end = renew(leased.lease());
    } catch (Throwable e) { // not even an Error may keep the lease
      end = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<@Nullable StoredToken> ended =
        end.whenComplete((stored, failure) -> leased.giveBackAfter(failure, asked));
    try {
      CompletableFuture<@Nullable StoredToken> unused =
          client.pauses().limit(end, client.policy().leaseDuration());
    } catch (Throwable e) { // without a thread for the deadline, the attempt must not hang
      end.completeExceptionally(e);
    }
    return ended;
  }

  private CompletableFuture<@Nullable StoredToken> renew(TokenStore.Lease lease) {
    StoredToken current = ruling.known(lease.current());
    RenewalDecision decision = ruling.decide(current);
    if (decision.action() == RenewalDecision.Action.SERVE) {
      return CompletableFuture.completedFuture(current);
    }
    if (decision.action() == RenewalDecision.Action.KEEP) {
      return CompletableFuture.completedFuture(ruling.isRejected(current) ? current : null);
    }
    if (decision.action() == RenewalDecision.Action.PAUSE) { // another attempt has failed
      throw (TemporaryFailureException) decision.failure(current, ruling.dataCenter(current), key);
    }
    ruling.requireAllowed(decision, current);
    DataCenter dataCenter = ruling.dataCenter(current);
    client.apiDomain().requireBase(key.owner(), dataCenter);
    CallCounter calls = new CallCounter(client.clock(), ruling.callsWithRepeat(current));
    CountedCalls counted = new CountedCalls(ruling, key, calls, current);
    asked = counted;
    return decision.action() == RenewalDecision.Action.REPLACE
        ? call(lease, counted.of(replacing(lease, current)), calls, dataCenter)
        : call(lease, current, calls, dataCenter);
  }

  /**
   * Records that this call is made only for a rejected token, before it is sent. If this process is
   * killed meanwhile, no other host makes such a call soon.
   */
  private StoredToken replacing(TokenStore.Lease lease, StoredToken current) {
    RenewalHistory history = RenewalHistory.of(current).replacing(client.clock().instant());
    StoredToken noted = history.onto(current);
    boolean stored = true;
    try {
      if (!lease.replace(noted)) {
        throw replaced();
      }
    } catch (TokenStoreException e) {
      stored = false; // memory keeps what cannot be saved
    }
    ruling.told(history, stored);
    return noted;
  }

  private CompletableFuture<@Nullable StoredToken> call(
      TokenStore.Lease lease, StoredToken current, CallCounter calls, DataCenter dataCenter) {
    Instant wall = client.clock().instant();
    long running = client.ticks().now();
    return renewal
        .renew(current, dataCenter, calls)
        .thenApply(
            response ->
                response.onto(current, apiDomain(response, current), client.moment(wall, running)))
        .handle(
            (next, failure) ->
                CompletableFuture.supplyAsync(
                        () -> end(lease, current, calls, next, failure), client.after(failure))
                    .thenCompose(Function.identity()))
        .thenCompose(Function.identity());
  }

  private CompletableFuture<StoredToken> end(
      TokenStore.Lease lease,
      StoredToken current,
      CallCounter calls,
      StoredToken next,
      @Nullable Throwable failure) {
    RenewalHistory counted = ruling.counted(RenewalHistory.of(current), calls.times());
    return failure == null
        ? keep(lease, current, next, counted.succeeded())
        : fail(lease, current, counted, client.callers().known(failure));
  }

  /**
   * Returns the API domain. If Zoho leaves {@code api_domain} out of a refresh, the previous one is
   * used.
   */
  private URI apiDomain(TokenResponse response, StoredToken current) {
    String received = response.apiDomain();
    StoredToken.Issued token = current.accessToken();
    if (received == null && token != null) {
      received = token.apiDomain().toString();
    }
    return client.apiDomain().rule(received, key.owner(), ruling.dataCenter(current));
  }

  /**
   * Stores the renewed token. If the store fails, the token is returned even so, unless a new
   * refresh token would be lost.
   */
  private CompletableFuture<StoredToken> keep(
      TokenStore.Lease lease, StoredToken current, StoredToken renewed, RenewalHistory history) {
    StoredToken next = history.onto(renewed);
    client.events().renewed(key, ruling.dataCenter(next), took());
    ruling.told(history, false);
    boolean stored = false;
    try {
      stored = LostAnswer.replace(client.store(), key, lease, next);
    } catch (TokenStoreException e) {
      ruling.unsaved(current);
      client.events().unsaved(key, ruling.dataCenter(next), took(), e);
      if (!Objects.equals(next.refreshToken(), current.refreshToken())) {
        throw e;
      }
      return CompletableFuture.completedFuture(next);
    }
    ruling.told(history, stored);
    if (!stored) {
      ruling.unsaved(current);
    }
    return CompletableFuture.completedFuture(stored ? next : newer(next));
  }

  /**
   * Writes the failure into the record's notes, and returns the token if it has not expired.
   *
   * <p>The tokens are not changed. A call that failed because of the configuration is not counted,
   * so that a corrected configuration works at once.
   */
  private CompletableFuture<StoredToken> fail(
      TokenStore.Lease lease,
      StoredToken current,
      RenewalHistory counted,
      ZohoOAuthException failure) {
    DataCenter dataCenter = ruling.dataCenter(current);
    client.events().failed(key, dataCenter, took(), failure);
    RenewalHistory history = noted(current, counted, failure);
    StoredToken noted = history.onto(current);
    ruling.told(history, false);
    boolean stored = false;
    try {
      stored = lease.replace(noted);
      ruling.told(history, stored);
      if (!stored) {
        noted = newer(noted);
      }
    } catch (TokenStoreException e) {
      LOG.log(Level.WARNING, "The failure for {0} is not recorded: {1}", key, e.getMessage());
    }
    return ruling.isAlive(noted)
        ? CompletableFuture.completedFuture(noted)
        : CompletableFuture.failedFuture(failure);
  }

  private RenewalHistory noted(
      StoredToken current, RenewalHistory counted, ZohoOAuthException failure) {
    if (failure instanceof RateLimitedException limited) {
      return counted.waiting(limited.retryAt(), "Zoho asked for a pause");
    }
    if (failure instanceof AuthorizationRequiredException) {
      String refreshToken = Objects.requireNonNullElse(current.refreshToken(), "");
      return counted.refusing(refreshToken, ruling.dataCenter(current));
    }
    if (failure instanceof TemporaryFailureException) {
      double chance = ThreadLocalRandom.current().nextDouble();
      Duration pause = client.policy().backoff(counted.failures() + 1, chance);
      Instant until = client.clock().instant().plus(pause);
      return counted.failing(until, Failures.what(failure), hasSent());
    }
    return RenewalHistory.of(current);
  }

  private boolean hasSent() {
    CountedCalls calls = asked;
    return calls != null && calls.wereSent();
  }

  /** Returns the present record, which wins: it was exchanged, revoked or renewed meanwhile. */
  private StoredToken newer(StoredToken mine) {
    Optional<StoredToken> stored;
    try {
      stored = client.store().load(key);
    } catch (TokenStoreException | Error e) { // the failure must not cost another token call
      LOG.log(Level.DEBUG, "The record that replaced {0} cannot be read", key);
      return mine;
    }
    StoredToken there = ruling.known(stored);
    if (stored.isEmpty()) {
      ruling.requireAllowed(ruling.decide(there), there);
    } else if (ruling.isAlive(there) && !ruling.isRejected(there)) {
      return there;
    } else if (!Objects.equals(there.refreshToken(), mine.refreshToken())) {
      throw replaced();
    }
    return mine;
  }

  private TemporaryFailureException replaced() {
    String what = "The stored token was replaced during its renewal: ask again.";
    return Failures.of(key.clientId()).temporary(what);
  }

  private Duration took() {
    return client.ticks().since(begun);
  }
}
