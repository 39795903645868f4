package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads records for callers who wait.
 *
 * <p>The calls of a key follow each other. So callers of a key share the first load that begins
 * after they came. Thread-safe.
 */
public final class SharedLoads {

  private final SafeTokenStore store;
  private final StoreCalls calls;
  private final ConcurrentMap<TokenKey, Set<CompletableFuture<Optional<StoredToken>>>> waiting =
      new ConcurrentHashMap<>();

  public SharedLoads(SafeTokenStore store, StoreCalls calls) {
    this.store = store;
    this.calls = calls;
  }

  /** Begins a load for one caller, who cancels it to give up. */
  CompletableFuture<Optional<StoredToken>> begin(TokenKey key) {
    CompletableFuture<Optional<StoredToken>> mine = calls.callOrRefuse(key, () -> load(key));
    if (!mine.isDone()) {
      waiting.compute(key, (same, others) -> with(mine, others));
      mine.whenComplete(
          (record, failure) ->
              waiting.computeIfPresent(key, (same, others) -> without(mine, others)));
    }
    return mine;
  }

  private static <T> Set<T> with(T one, @Nullable Set<T> others) {
    Set<T> all = others == null ? new HashSet<>() : others;
    all.add(one);
    return all;
  }

  /** Returns the others; null if there are none, so that no empty set stays. */
  private static <T> @Nullable Set<T> without(T one, Set<T> all) {
    all.remove(one);
    return all.isEmpty() ? null : all;
  }

  private Optional<StoredToken> load(TokenKey key) {
    Set<CompletableFuture<Optional<StoredToken>>> there = waiting.remove(key);
    List<CompletableFuture<Optional<StoredToken>>> sharing =
        there == null ? List.of() : List.copyOf(there);
    try {
      Optional<StoredToken> record = store.load(key);
      sharing.forEach(other -> other.complete(record));
      return record;
    } catch (Throwable e) {
      sharing.forEach(other -> other.completeExceptionally(e));
      throw e;
    }
  }
}
