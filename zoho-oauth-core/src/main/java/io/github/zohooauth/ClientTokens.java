package io.github.zohooauth;

import java.util.Map;

/** What a client does for its owners, whatever its type: it gives, looks, revokes and forgets. */
final class ClientTokens {

  private final ClientConfig client;
  private final TokenCache cache;

  ClientTokens(ClientConfig client, Renewal renewal) {
    this.client = client;
    this.cache = new TokenCache(client, renewal);
  }

  CachedToken of(TokenOwner owner) {
    return cache.of(client.key(owner));
  }

  FirstToken first() {
    return new FirstToken(client, cache);
  }

  boolean isAuthorized(TokenOwner owner) {
    return cache.isAuthorized(client.key(owner));
  }

  Map<String, String> details(TokenOwner owner) {
    return client.load(client.key(owner)).map(StoredToken::details).orElse(Map.of());
  }

  void revoke(TokenOwner owner) {
    new Revocation(client, cache).revoke(owner);
  }

  void close() {
    client.threads().close();
  }
}
