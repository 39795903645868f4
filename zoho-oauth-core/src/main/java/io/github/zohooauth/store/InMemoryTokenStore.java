package io.github.zohooauth.store;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A token store in memory. Its tokens are lost when the program ends. */
final class InMemoryTokenStore implements TokenStore {

  private final ConcurrentMap<TokenKey, StoredToken> tokens = new ConcurrentHashMap<>();

  @Override
  public Optional<StoredToken> load(TokenKey key) {
    return Optional.ofNullable(tokens.get(Objects.requireNonNull(key, "key")));
  }

  @Override
  public void save(TokenKey key, StoredToken token) {
    tokens.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(token, "token"));
  }

  @Override
  public void delete(TokenKey key) {
    tokens.remove(Objects.requireNonNull(key, "key"));
  }

  @Override
  public Optional<Lease> tryLease(TokenKey key) {
    return JvmLease.tryTake(this, key, this::swap);
  }

  private boolean swap(TokenKey key, Optional<StoredToken> seen, StoredToken next) {
    return seen.map(before -> tokens.replace(key, before, next))
        .orElseGet(() -> tokens.putIfAbsent(key, next) == null);
  }

  /** Returns the number of tokens. */
  @Override
  public String toString() {
    return "InMemoryTokenStore[" + tokens.size() + " tokens]";
  }
}
