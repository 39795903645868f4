package io.github.zohooauth.internal.renewal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** One set of scopes for all of a client's owners that were granted the same. Thread-safe. */
public final class SharedScopes {

  private static final int MAX_SETS = 1_000;

  private final ConcurrentMap<Set<String>, Set<String>> known = new ConcurrentHashMap<>();

  /** The first of all sets that equal this one. */
  Set<String> one(Set<String> scopes) {
    Set<String> same = known.get(scopes);
    if (same == null && known.size() < MAX_SETS) {
      same = known.putIfAbsent(scopes, scopes);
    }
    return same == null ? scopes : same;
  }
}
