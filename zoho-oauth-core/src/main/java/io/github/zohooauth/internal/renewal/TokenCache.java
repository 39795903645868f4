package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Holds one {@link CachedToken} per key, up to a maximum. Thread-safe.
 *
 * <p>The application may still hold an evicted entry. If it is used, it is reinstated, or its
 * callers are sent to the entry that has replaced it. So an eviction never causes a second renewal.
 */
public final class TokenCache {

  private static final int FIRST_SWEEP = 1_000;

  private final RenewalContext client;
  private final RenewalStrategy renewal;
  private final int maxOwners;
  private final AtomicInteger sweepAt;
  private final ConcurrentMap<TokenKey, CachedToken> tokens = new ConcurrentHashMap<>();
  private final UnaryOperator<CachedToken> readmission = this::add; // one object for all entries

  public TokenCache(RenewalContext client, RenewalStrategy renewal, int maxOwners) {
    this.client = client;
    this.renewal = renewal;
    this.maxOwners = maxOwners;
    this.sweepAt = new AtomicInteger(Math.min(FIRST_SWEEP, maxOwners));
  }

  /** Returns the entry of this key. */
  public CachedToken of(TokenKey key) {
    CachedToken known = tokens.get(key);
    return known != null ? known : add(made(key));
  }

  private CachedToken made(TokenKey key) {
    return new CachedToken(client, renewal.of(key.owner()), key, readmission);
  }

  /** Puts an evicted entry back, or returns the entry that has replaced it. */
  CachedToken add(CachedToken token) {
    CachedToken one =
        tokens.compute(token.key(), (key, known) -> known != null ? known : token.reinstate());
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

  /**
   * Evicts expired entries. If that is not enough, it evicts any entries until there is room again.
   */
  private void sweep() {
    long now = client.clock().elapsed();
    tokens.values().stream().filter(token -> token.state().isSafeToEvict(now)).forEach(this::evict);
    if (tokens.size() < maxOwners) {
      return;
    }
    int enough = maxOwners - maxOwners / 8;
    for (CachedToken token : tokens.values()) {
      if (tokens.size() <= enough) {
        return;
      }
      evict(token);
    }
  }

  /** Evicts an entry, unless its renewal is in progress. */
  private void evict(CachedToken token) {
    tokens.computeIfPresent(token.key(), (key, known) -> known.evict() ? null : known);
  }

  private Optional<StoredToken> load(TokenKey key) {
    Optional<StoredToken> stored = client.load(key);
    client.configured().requireNoAccessToken(key, stored);
    return stored;
  }

  /** Returns whether the stored record allows a token without a person. */
  public boolean isAuthorized(TokenKey key) {
    StoredToken stored = load(key).orElseGet(() -> DataCenters.blank(client.home()));
    TokenState nothing = TokenState.holding(null);
    RenewalInput input = RenewalInput.of(client, renewal.of(key.owner()), key, nothing, null);
    return !input.decide(stored).needsPerson();
  }

  /**
   * Returns what the store and this client know about the renewals of a key.
   *
   * @return empty if nothing is stored that gives or renews a token
   */
  public Optional<RenewalStatus> status(TokenKey key) {
    Optional<StoredToken> stored = load(key);
    CachedToken known = tokens.get(key);
    TokenState state = known == null ? TokenState.holding(null) : known.state();
    RenewalInput input = RenewalInput.of(client, renewal.of(key.owner()), key, state, null);
    StoredToken record = input.withUnsavedHistory(stored);
    return stored.isPresent() || input.strategy().isPossible(record)
        ? Optional.of(RenewalStatus.of(input, state, record))
        : Optional.empty();
  }
}
