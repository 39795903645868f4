package io.github.zohooauth.client;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.renewal.CachedToken;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.renewal.TokenCache;

/** The tokens of one client: those in memory, and those that a sign-in brings. */
final class ClientTokens {

  private final ClientParts client;
  private final TokenCache cache;
  private final Unfinished unfinished;

  ClientTokens(ClientParts client, RenewalStrategy renewal) {
    this.client = client;
    this.cache = new TokenCache(client.renewals(), renewal);
    this.unfinished = new Unfinished(client.clock());
  }

  TokenCache cache() {
    return cache;
  }

  CachedToken of(TokenOwner owner) {
    return cache.of(client.key(owner));
  }

  TokenExchange first() {
    return new TokenExchange(client, cache, unfinished);
  }

  /** Whether the exchange of this code failed for now, and can be made again without it. */
  boolean isUnfinished(Grant code) {
    return unfinished.has(code);
  }
}
