package io.github.zohooauth.client;

import io.github.zohooauth.internal.text.Sha256;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The states that were answered: each is good once, for as long as its request is.
 *
 * <p>Bounded: of more than ten thousand answers in ten minutes the oldest are forgotten, whose
 * codes Zoho has long refused by then. Thread-safe.
 */
final class UsedStates {

  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Map<String, Instant> expiries = new LinkedHashMap<>();

  UsedStates(InstantSource clock) {
    this.clock = clock;
  }

  synchronized boolean isFirstUse(AuthorizationRequest request) {
    Instant now = clock.instant();
    expiries.values().removeIf(expiry -> !now.isBefore(expiry));
    if (expiries.size() >= MOST) {
      expiries.remove(expiries.keySet().iterator().next());
    }
    return expiries.putIfAbsent(Sha256.hex(request.state()), request.expiresAt()) == null;
  }

  synchronized void forget(AuthorizationRequest request) {
    expiries.remove(Sha256.hex(request.state()));
  }
}
