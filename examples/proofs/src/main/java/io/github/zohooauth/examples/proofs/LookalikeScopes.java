package io.github.zohooauth.examples.proofs;

import java.util.List;
import java.util.Set;

/** Scopes that look alike, as {@code client_credentials} has them in its keys. */
public final class LookalikeScopes {

  public static final List<Set<String>> ALL =
      List.of(
          Set.of("A.READ"),
          Set.of("a.READ"),
          Set.of("A.read"),
          Set.of("B.READ"),
          Set.of("A.READ", "B.READ"),
          Set.of("A.READ", "B.READ", "C.READ"),
          Set.of("A.READ.B.READ"),
          Set.of("A.READ-B.READ"),
          Set.of("A.READ:B.READ"),
          Set.of("A.READ/B.READ"),
          Set.of("A.REA", "D"),
          Set.of("A", "READ"));

  private LookalikeScopes() {}
}
