package io.github.zohooauth.internal.text;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An ordered set of scopes. It needs little memory, because every owner's token has one. Immutable
 * and thread-safe.
 */
final class ScopeSet extends AbstractSet<String> {

  private final String[] scopes;

  private ScopeSet(Set<String> scopes) {
    this.scopes = scopes.toArray(new String[0]);
  }

  static ScopeSet of(Collection<String> scopes) {
    return new ScopeSet(new LinkedHashSet<>(scopes));
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
