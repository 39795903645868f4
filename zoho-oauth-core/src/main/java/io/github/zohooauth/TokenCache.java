package io.github.zohooauth;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The tokens of one client in memory, by key. */
final class TokenCache {

  private final ClientConfig client;
  private final Renewal renewal;
  private final ConcurrentMap<TokenKey, CachedToken> tokens = new ConcurrentHashMap<>();

  TokenCache(ClientConfig client, Renewal renewal) {
    this.client = client;
    this.renewal = renewal;
  }

  /** The one object of this key, from which a token is had. */
  CachedToken of(TokenKey key) {
    return tokens.computeIfAbsent(key, k -> new CachedToken(client, renewal, k));
  }

  /** Whether a token can be had without a person, as far as the store knows. */
  boolean isAuthorized(TokenKey key) {
    StoredToken stored = client.load(key).orElseGet(() -> StoredToken.at(client.home()));
    RenewalDecision decision =
        RenewalDecision.of(
            stored,
            client.dataCenters().of(stored),
            renewal.isPossible(stored),
            client.clock().instant(),
            client.policy());
    return decision.action() != RenewalDecision.Action.FAIL || decision.until() != null;
  }
}
