package io.github.zohooauth;

import java.util.Optional;

/** A store of three methods that leaves to one in memory whatever a test does not change. */
abstract class PassedOnStore implements TokenStore {

  final TokenStore tokens = TokenStore.inMemory();

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    return tokens.load(key);
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    tokens.save(key, token);
  }

  @Override
  public void delete(TokenKey key) {
    tokens.delete(key);
  }
}
