package io.github.zohooauth.examples.fleet;

import io.github.zohooauth.AccessToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the threads of one order add up to. Thread-safe. */
final class Tally {

  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final AtomicLong longestMillis = new AtomicLong();

  /** A token came after this time, and the CRM took it or did not. */
  void got(AccessToken token, Duration waited, boolean taken) {
    tokens.add(hash(token));
    longestMillis.accumulateAndGet(waited.toMillis(), Math::max);
    (taken ? served : refused).incrementAndGet();
  }

  void failed(Exception failure) {
    failures.merge(failure.getClass().getSimpleName(), 1, Integer::sum);
  }

  Report report(WatchedStore store) {
    return new Report(
        served.get(),
        refused.get(),
        failures,
        tokens,
        longestMillis.get(),
        store.renewed(),
        store.outrun());
  }

  private static String hash(AccessToken token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(token.value().getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
