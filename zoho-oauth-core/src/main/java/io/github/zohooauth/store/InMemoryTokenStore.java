package io.github.zohooauth.store;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** A token store in memory. Its tokens are lost when the program ends. */
final class InMemoryTokenStore implements ListableTokenStore {

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
    return tryLease(key, System.nanoTime());
  }

  /** Takes the lease at this running time. */
  Optional<Lease> tryLease(TokenKey key, long nanoTime) {
    return JvmLease.tryTake(this, key, this::swap, nanoTime);
  }

  private boolean swap(TokenKey key, Optional<StoredToken> seen, StoredToken next) {
    return seen.map(before -> tokens.replace(key, before, next))
        .orElseGet(() -> tokens.putIfAbsent(key, next) == null);
  }

  @Override
  public List<TokenKey> keys(int limit) {
    return page("", limit);
  }

  @Override
  public List<TokenKey> keys(TokenKey after, int limit) {
    return page(Objects.requireNonNull(after, "after").sha256(), limit);
  }

  @Override
  public Stream<TokenKey> keys() {
    return sortedAfter("");
  }

  private List<TokenKey> page(String afterHash, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: must be 1 or more");
    }
    return sortedAfter(afterHash).limit(limit).toList();
  }

  /** Hashes all keys for each page, so that loads and saves need no second index. */
  private Stream<TokenKey> sortedAfter(String afterHash) {
    return tokens.keySet().stream()
        .map(key -> Map.entry(key.sha256(), key))
        .filter(hashed -> hashed.getKey().compareTo(afterHash) > 0)
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue);
  }

  /** Returns the number of tokens. */
  @Override
  public String toString() {
    return "InMemoryTokenStore[" + tokens.size() + " tokens]";
  }
}
