package io.github.zohooauth.testkit;

import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.util.Optional;

/** A store of three methods that leaves to one in memory whatever a test does not change. */
public abstract class PassedOnStore implements TokenStore {

  public final TokenStore tokens = TokenStore.inMemory();

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
