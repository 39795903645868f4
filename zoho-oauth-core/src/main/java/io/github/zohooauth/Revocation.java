package io.github.zohooauth;

import java.util.Optional;

/** Ends an owner's tokens: first at Zoho, then in the store and in memory. */
final class Revocation {

  private final ClientConfig client;
  private final TokenCache tokens;

  Revocation(ClientConfig client, TokenCache tokens) {
    this.client = client;
    this.tokens = tokens;
  }

  void revoke(TokenOwner owner) {
    TokenKey key = client.key(owner);
    Optional<StoredToken> stored = client.store().load(key);
    Optional<String> secret =
        stored.flatMap(s -> s.refreshToken().or(() -> s.accessToken().map(AccessToken::value)));
    if (secret.isPresent()) {
      DataCenter dataCenter = client.dataCenters().of(stored.orElseThrow());
      Await.result(
          client.endpoint().revoke(secret.get(), dataCenter),
          client.policy().callerTimeout(),
          client.clientId());
    }
    client.store().delete(key);
    tokens.of(key).forget();
  }
}
