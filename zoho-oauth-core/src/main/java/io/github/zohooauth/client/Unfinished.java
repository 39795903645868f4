package io.github.zohooauth.client;

import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.text.Sha256;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of sign-ins that failed for now after their code was consumed: the same exchange may be
 * made again, and then needs no code.
 *
 * <p>Each is kept for as long as an authorization request lives. Bounded, and thread-safe.
 */
final class Unfinished {

  private static final int MOST = 1_000;

  private static final class Kept {
    final IssuedTokens obtained;
    final Instant until;

    Kept(IssuedTokens obtained, Instant until) {
      this.obtained = obtained;
      this.until = until;
    }
  }

  private final InstantSource clock;
  private final Map<String, Kept> byCode = new LinkedHashMap<>();

  Unfinished(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void keep(Grant code, IssuedTokens obtained) {
    byCode.put(hash(code), new Kept(obtained, clock.instant().plus(AuthorizationRequests.LIFE)));
  }

  synchronized boolean has(Grant code) {
    return byCode.containsKey(hash(code));
  }

  /** What the code brought, which is then no longer kept; or null. */
  synchronized @Nullable IssuedTokens take(Grant code) {
    Kept kept = byCode.remove(hash(code));
    return kept == null ? null : kept.obtained;
  }

  /** Removes what has expired, and the oldest above the bound; returns them, to be revoked. */
  synchronized List<IssuedTokens> removeExpired() {
    List<IssuedTokens> removed = new ArrayList<>();
    Iterator<Kept> oldestFirst = byCode.values().iterator();
    while (oldestFirst.hasNext()) {
      Kept kept = oldestFirst.next();
      if (byCode.size() > MOST || !clock.instant().isBefore(kept.until)) {
        oldestFirst.remove();
        removed.add(kept.obtained);
      }
    }
    return removed;
  }

  private static String hash(Grant code) {
    return Sha256.hex(String.valueOf(code.parameters().get("code")));
  }
}
