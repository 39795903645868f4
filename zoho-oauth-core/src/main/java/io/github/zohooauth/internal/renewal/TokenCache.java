package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * The tokens of one client in memory, by key: one object per key, and not more of them than is
 * bearable. Thread-safe.
 *
 * <p>One that is dropped while the application holds it comes back when it is asked, or sends its
 * callers to the one that took its place: a key never has two flights.
 */
public final class TokenCache {

  private static final int MAX_OWNERS = 100_000;
  private static final int FIRST_SWEEP = 1_000;

  private final RenewalContext client;
  private final RenewalStrategy renewal;
  private final int maxOwners;
  private final AtomicInteger sweepAt;
  private final ConcurrentMap<TokenKey, CachedToken> tokens = new ConcurrentHashMap<>();
  private final UnaryOperator<CachedToken> readmission = this::add; // one for all

  public TokenCache(RenewalContext client, RenewalStrategy renewal) {
    this(client, renewal, MAX_OWNERS);
  }

  public TokenCache(RenewalContext client, RenewalStrategy renewal, int maxOwners) {
    this.client = client;
    this.renewal = renewal;
    this.maxOwners = maxOwners;
    this.sweepAt = new AtomicInteger(Math.min(FIRST_SWEEP, maxOwners));
  }

  /** The one object of this key, from which a token is had. */
  public CachedToken of(TokenKey key) {
    CachedToken known = tokens.get(key);
    return known != null ? known : add(made(key));
  }

  private CachedToken made(TokenKey key) {
    return new CachedToken(client, renewal.of(key.owner()), key, readmission);
  }

  /** The one object of this token's key: this one, unless another took the place it was put off. */
  CachedToken add(CachedToken token) {
    CachedToken one =
        tokens.compute(token.key(), (key, known) -> known != null ? known : token.comeBack());
    if (one == token) {
      sweepIfDue();
    }
    return one;
  }

  public int size() {
    return tokens.size();
  }

  private void sweepIfDue() {
    int due = sweepAt.get();
    if (tokens.size() > due && sweepAt.compareAndSet(due, Integer.MAX_VALUE)) {
      try {
        sweep();
      } finally {
        sweepAt.set(Math.min(maxOwners, Math.max(FIRST_SWEEP, 2 * tokens.size())));
      }
    }
  }

  /** Drops what has expired; if that is not enough, whatever comes, until there is room again. */
  private void sweep() {
    tokens.values().stream().filter(CachedToken::isSpent).forEach(this::drop);
    if (tokens.size() < maxOwners) {
      return;
    }
    int enough = maxOwners - maxOwners / 8;
    for (CachedToken token : tokens.values()) {
      if (tokens.size() <= enough) {
        return;
      }
      drop(token);
    }
  }

  /** Not while it renews. */
  private void drop(CachedToken token) {
    tokens.computeIfPresent(token.key(), (key, known) -> known.leave() ? null : known);
  }

  /** Whether a token can be had without a person, as far as the store knows. */
  public boolean isAuthorized(TokenKey key) {
    StoredToken stored = client.load(key).orElseGet(() -> DataCenters.blank(client.home()));
    RenewalDecision decision =
        RenewalDecision.of(
            stored,
            client.dataCenters().of(stored),
            renewal.isPossible(stored),
            null,
            client.clock().instant(),
            client.policy());
    return !decision.needsPerson();
  }
}
