package io.github.zohooauth.internal.renewal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Shares one set of scopes among all owners with equal scopes, to save memory. Thread-safe. */
public final class SharedScopes {

  private static final int MAX_SETS = 1_000;

  private final ConcurrentMap<Set<String>, Set<String>> known = new ConcurrentHashMap<>();

  /** Returns the first set that equals this one. */
  Set<String> one(Set<String> scopes) {
    Set<String> same = known.get(scopes);
    if (same == null && known.size() < MAX_SETS) {
      same = known.putIfAbsent(scopes, scopes);
    }
    return same == null ? scopes : same;
  }
}
