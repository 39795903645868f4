package io.github.zohooauth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One key's access token in memory, and the flight that renews it, if one is under way.
 *
 * <p>A good token costs one volatile read and one clock read. The refresh token is not held.
 */
final class CachedToken implements TokenProvider, KnowsDataCenters {

  private static final Logger LOG = System.getLogger("io.github.zohooauth");

  /** How long a token that could not be renewed is served before the next look. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  /** A token, and in epoch milliseconds from when it is renewed beside and before the caller. */
  private record Held(@Nullable AccessToken token, long renewFrom, long waitFrom) {

    static Held nothing() {
      return new Held(null, 0, 0);
    }
  }

  /** How long this object does not ask again what only another configuration can change. */
  private static final Duration REMEMBER_MISCONFIGURATION = Duration.ofSeconds(60);

  /** Why there is no new token, and until which epoch millisecond asking again is in vain. */
  private record Refusal(ZohoOAuthException failure, long until) {}

  private final ClientConfig client;
  private final Renewal renewal;
  private final TokenKey key;
  private final AtomicReference<Held> held = new AtomicReference<>(Held.nothing());
  private final AtomicReference<@Nullable Refusal> refusal = new AtomicReference<>();
  private final AtomicReference<@Nullable CompletableFuture<AccessToken>> flight =
      new AtomicReference<>();

  CachedToken(ClientConfig client, Renewal renewal, TokenKey key) {
    this.client = client;
    this.renewal = renewal;
    this.key = key;
  }

  @Override
  public DataCenters dataCenters() {
    return client.dataCenters();
  }

  @Override
  public AccessToken getAccessToken() {
    Held now = held.get();
    long millis = client.clock().millis();
    AccessToken token = now.token();
    if (token != null && millis < now.renewFrom()) {
      return token;
    }
    boolean good = token != null && millis < now.waitFrom();
    if (good && client.isClosed()) {
      return Objects.requireNonNull(token);
    }
    CompletableFuture<AccessToken> landing = joinFlight(good);
    return good ? Objects.requireNonNull(token) : await(landing);
  }

  /** Waits for the flight's end; a token that has not expired is better than none. */
  private AccessToken await(CompletableFuture<AccessToken> landing) {
    try {
      return Await.result(landing, client.policy().callerTimeout(), client.clientId());
    } catch (TemporaryFailureException e) {
      AccessToken token = held.get().token();
      if (token == null || isExpired(token)) {
        throw e;
      }
      return token;
    }
  }

  /** Takes what an exchange brought: it wins over any flight that is under way. */
  void adopt(StoredToken stored) {
    held.set(hold(stored));
    refusal.set(null);
  }

  /** Forgets the token, also one that a flight under way may still bring. */
  void forget() {
    held.set(Held.nothing());
    refusal.set(null);
  }

  private CompletableFuture<AccessToken> joinFlight(boolean beside) {
    client.requireOpen();
    CompletableFuture<AccessToken> mine = new CompletableFuture<>();
    CompletableFuture<AccessToken> other = flight.compareAndExchange(null, mine);
    if (other != null) {
      return other;
    }
    try {
      takeOff(mine, beside);
    } catch (Throwable e) { // the executor refuses, or has no thread left
      land(mine, held.get(), null, e);
    }
    return mine;
  }

  private void takeOff(CompletableFuture<AccessToken> mine, boolean beside) {
    Held now = held.get();
    Refusal refused = refusal.get();
    if (client.clock().millis() < now.renewFrom()) {
      land(mine, now, now, null); // another flight landed since the caller looked
    } else if (refused != null && client.clock().millis() < refused.until()) {
      land(mine, now, null, refused.failure());
    } else {
      Duration longest = client.policy().callerTimeout().plus(client.policy().leaseDuration());
      new Flight(client, renewal, key)
          .takeOff(beside)
          .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
          .thenApply(this::hold)
          .whenComplete((next, failure) -> land(mine, now, next, failure));
    }
  }

  private void land(
      CompletableFuture<AccessToken> mine,
      Held before,
      @Nullable Held next,
      @Nullable Throwable failure) {
    Held after = next != null ? next : later(before);
    // An exchange or a revocation since take-off has put another object here, and wins.
    held.compareAndSet(before, after);
    remember(Completion.cause(failure));
    flight.set(null);
    AccessToken token = after.token();
    if (token != null && (next != null || !isExpired(token))) {
      if (failure != null) {
        LOG.log(
            Level.WARNING, "{0} keeps its token for now: {1}", key, RedactedCause.reason(failure));
      }
      mine.complete(token);
    } else {
      mine.completeExceptionally(
          failure != null ? failure : new IllegalStateException("a flight without an end"));
    }
  }

  /** Asking again would only be refused again, also where the store could not note it. */
  private void remember(@Nullable Throwable failure) {
    if (failure instanceof RateLimitedException limited) {
      refusal.set(new Refusal(limited, limited.until().toEpochMilli()));
    } else if (failure instanceof ConfigurationException misconfigured) {
      long until = client.clock().instant().plus(REMEMBER_MISCONFIGURATION).toEpochMilli();
      refusal.set(new Refusal(misconfigured, until));
    }
  }

  private boolean isExpired(AccessToken token) {
    return !client.clock().instant().isBefore(token.expiresAt());
  }

  private Held hold(StoredToken stored) {
    AccessToken token = stored.accessToken().orElseThrow();
    DataCenter dataCenter = client.dataCenters().of(stored);
    URI apiDomain = client.apiDomain().rule(token.apiDomain().toString(), key.owner(), dataCenter);
    AccessToken ruled =
        apiDomain.equals(token.apiDomain())
            ? token
            : new AccessToken(token.value(), token.expiresAt(), token.scopes(), apiDomain);
    Instant obtainedAt = stored.obtainedAt().orElse(Instant.EPOCH);
    Held fresh =
        new Held(
            ruled,
            client.policy().renewFrom(token, obtainedAt).toEpochMilli(),
            client.policy().waitFrom(token, obtainedAt).toEpochMilli());
    return client.clock().millis() < fresh.renewFrom() ? fresh : later(fresh);
  }

  /** The same token, served a little longer as it could not be renewed, but never expired. */
  private Held later(Held old) {
    AccessToken token = old.token();
    if (token == null) {
      return old;
    }
    long soon = client.clock().instant().plus(LOOK_AGAIN).toEpochMilli();
    long served = Math.min(soon, token.expiresAt().toEpochMilli());
    return new Held(token, served, Math.max(served, old.waitFrom()));
  }
}
