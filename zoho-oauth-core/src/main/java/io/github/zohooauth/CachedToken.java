package io.github.zohooauth;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One key's access token in memory, and the flight that renews it, if one is under way.
 *
 * <p>A good token costs one volatile read and one clock read. The refresh token is not held.
 */
final class CachedToken implements TokenProvider {

  /** How long a token that could not be renewed is served before the next look. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  /** A token, and in epoch milliseconds from when it is renewed beside and before the caller. */
  private record Held(@Nullable AccessToken token, long renewFrom, long waitFrom) {

    static Held nothing() {
      return new Held(null, 0, 0);
    }
  }

  private final ClientConfig client;
  private final Renewal renewal;
  private final TokenKey key;
  private final AtomicReference<Held> held = new AtomicReference<>(Held.nothing());
  private final AtomicReference<@Nullable CompletableFuture<AccessToken>> flight =
      new AtomicReference<>();

  CachedToken(ClientConfig client, Renewal renewal, TokenKey key) {
    this.client = client;
    this.renewal = renewal;
    this.key = key;
  }

  @Override
  public AccessToken getAccessToken() {
    Held now = held.get();
    long millis = client.clock().millis();
    AccessToken token = now.token();
    if (token != null && millis < now.renewFrom()) {
      return token;
    }
    CompletableFuture<AccessToken> renewal = joinFlight();
    if (token != null && millis < now.waitFrom()) {
      return token;
    }
    return Await.result(renewal, client.policy().callerTimeout(), client.clientId());
  }

  /** Takes what an exchange brought: it wins over any flight that is under way. */
  void adopt(StoredToken stored) {
    held.set(hold(stored));
  }

  /** Forgets the token, also one that a flight under way may still bring. */
  void forget() {
    held.set(Held.nothing());
  }

  private CompletableFuture<AccessToken> joinFlight() {
    client.requireOpen();
    CompletableFuture<AccessToken> mine = new CompletableFuture<>();
    CompletableFuture<AccessToken> other = flight.compareAndExchange(null, mine);
    if (other != null) {
      return other;
    }
    Held now = held.get();
    if (client.clock().millis() < now.renewFrom()) {
      land(mine, now, now, null); // another flight landed between the caller's look and now
      return mine;
    }
    try {
      new Flight(client, renewal, key)
          .takeOff()
          .thenApply(this::hold)
          .whenComplete((next, failure) -> land(mine, now, next, failure));
    } catch (RuntimeException e) { // the executor refuses
      land(mine, now, null, e);
    }
    return mine;
  }

  private void land(
      CompletableFuture<AccessToken> mine,
      Held before,
      @Nullable Held next,
      @Nullable Throwable failure) {
    Held after = next != null ? next : later(before);
    // An exchange or a revocation since take-off has put another object here, and wins.
    held.compareAndSet(before, after);
    flight.set(null);
    AccessToken token = after.token();
    if (token != null && client.clock().instant().isBefore(token.expiresAt())) {
      mine.complete(token);
    } else {
      mine.completeExceptionally(Objects.requireNonNull(failure));
    }
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
