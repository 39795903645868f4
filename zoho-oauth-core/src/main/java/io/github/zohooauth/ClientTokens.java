package io.github.zohooauth;

import java.util.Map;
import java.util.Objects;

/** What a client does for its owners, whatever its type: it gives, looks, revokes and forgets. */
final class ClientTokens {

  private final ClientConfig client;
  private final TokenCache cache;
  private final Unfinished unfinished;

  ClientTokens(ClientConfig client, Renewal renewal) {
    this.client = client;
    this.cache = new TokenCache(client.renewals(), renewal);
    this.unfinished = new Unfinished(client.clock());
  }

  CachedToken of(TokenOwner owner) {
    return cache.of(client.key(owner));
  }

  FirstToken first() {
    return new FirstToken(client, cache, unfinished);
  }

  /** Whether the exchange of this code failed for now, and can be made again without it. */
  boolean isUnfinished(Grant code) {
    return unfinished.has(code);
  }

  boolean isAuthorized(TokenOwner owner) {
    return cache.isAuthorized(client.key(owner));
  }

  Map<String, String> details(TokenOwner owner) {
    return client.load(client.key(owner)).map(StoredToken::details).orElse(Map.of());
  }

  /** Who the owner's user is, asked where he lives. */
  UserInfo userInfo(TokenOwner owner) {
    client.requireOpen(); // a living token would come from a closed client, too
    client.userInfo().requirePossible(client.home());
    AccessToken token = of(owner).getAccessToken();
    return client.await(client.userInfo().userInfo(token, token.dataCenter(), null));
  }

  IdToken verify(String idToken, DataCenter dataCenter, IdTokenExpectation expected) {
    client.requireOpen();
    String text = Require.atMost(16 * 1024, "idToken", idToken);
    Objects.requireNonNull(dataCenter, "dataCenter");
    return client.await(client.idTokens().verify(text, dataCenter, expected));
  }

  void revoke(TokenOwner owner) {
    new Revocation(client, cache).revoke(owner);
  }

  void forget(TokenOwner owner) {
    new Revocation(client, cache).forget(owner);
  }

  void close() {
    client.threads().close();
  }
}
