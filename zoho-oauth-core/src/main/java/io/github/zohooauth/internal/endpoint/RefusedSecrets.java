package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.internal.text.Crypto;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The supplied secrets that Zoho has refused: the latest of each data center, by its hash.
 *
 * <p>For a minute, such a secret is not sent again. After that it is sent again only while more
 * than a quarter of the owner's budget is left, so that another secret can be sent at once.
 * Thread-safe.
 */
final class RefusedSecrets {

  static final String CODE = "invalid_client_secret";

  private static final Duration REMEMBERED = Duration.ofSeconds(60);

  /** A refusal, and its elapsed time. */
  private static final class Refusal {
    final String hash;
    final long at;

    Refusal(String hash, long at) {
      this.hash = hash;
      this.at = at;
    }
  }

  private final TokenClock clock;
  private final AtomicInteger count = new AtomicInteger();
  private final Map<String, Refusal> byLocation = new ConcurrentHashMap<>();

  RefusedSecrets(TokenClock clock) {
    this.clock = clock;
  }

  static boolean isIn(HttpAnswer answer) {
    return answer.error().equals(Optional.of(CODE));
  }

  /** Notes the answer to a request with this secret. */
  void note(String secret, DataCenter dataCenter, HttpAnswer answer) {
    if (isIn(answer)) {
      Refusal refusal = new Refusal(Crypto.sha256Hex(secret), clock.elapsedExact());
      count.incrementAndGet(); // before the refusal can be seen
      byLocation.put(dataCenter.location(), refusal);
    } else if (answer.success().isPresent()) {
      byLocation.remove(dataCenter.location());
    }
  }

  /** Returns how many requests were refused. */
  int count() {
    return count.get();
  }

  /** Returns whether this secret is not to be sent now. */
  boolean has(String secret, DataCenter dataCenter, CallCounter calls) {
    Refusal last = byLocation.get(dataCenter.location());
    if (last == null || !last.hash.equals(Crypto.sha256Hex(secret))) {
      return false;
    }
    return clock.elapsedExact() - last.at < REMEMBERED.toNanos() || !calls.mayRepeat();
  }
}
