package io.github.zohooauth.internal.text;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Scopes as Zoho writes them: separated by commas in requests, by blanks in responses. */
public final class Scopes {

  private Scopes() {}

  public static Set<String> parse(String text) {
    Set<String> scopes = new LinkedHashSet<>();
    StringTokenizer each = new StringTokenizer(text, ", \t\n\u000b\f\r");
    while (each.hasMoreTokens()) {
      scopes.add(each.nextToken());
    }
    return scopes;
  }

  /** Returns the granted scopes of a response. Names that are not printable ASCII are left out. */
  public static Set<String> received(String text) {
    Set<String> scopes = new LinkedHashSet<>();
    for (String scope : parse(text)) {
      if (isPrintable(scope)) {
        scopes.add(scope);
      }
    }
    return scopes;
  }

  private static boolean isPrintable(String scope) {
    boolean is = true;
    for (int i = 0; is && i < scope.length(); i++) {
      is = scope.charAt(i) > ' ' && scope.charAt(i) < 0x7f;
    }
    return is;
  }

  public static String inRequest(Collection<String> scopes) {
    return String.join(",", scopes);
  }

  /** Returns an unmodifiable copy in the same order. */
  public static Set<String> copyOf(Collection<String> scopes) {
    if (scopes instanceof ScopeSet same) {
      return same;
    }
    for (String scope : scopes) {
      Objects.requireNonNull(scope, "scopes");
    }
    return new ScopeSet(new LinkedHashSet<>(scopes));
  }

  /** Shares one set of scopes among all owners with equal scopes, to save memory. Thread-safe. */
  public static final class Shared {

    private static final int MAX_SETS = 1_000;

    private final ConcurrentMap<Set<String>, Set<String>> known = new ConcurrentHashMap<>();

    /** Returns the first set that equals this one. */
    public Set<String> one(Set<String> scopes) {
      Set<String> same = known.get(scopes);
      if (same == null && known.size() < MAX_SETS) {
        same = known.putIfAbsent(scopes, scopes);
      }
      return same == null ? scopes : same;
    }
  }

  /** An ordered set that needs little memory, because every owner's token has one. */
  private static final class ScopeSet extends AbstractSet<String> {

    private final String[] scopes;

    ScopeSet(Set<String> scopes) {
      this.scopes = scopes.toArray(new String[0]);
    }

    @Override
    public Iterator<String> iterator() {
      return Arrays.asList(scopes).iterator();
    }

    @Override
    public int size() {
      return scopes.length;
    }
  }
}
