package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.protocol.IdentitySwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of each data center, the newest last: that one signs, all are published. Thread-safe.
 */
public final class SigningKeys {
  /**
   * Made once in a JVM, for each takes a tenth of a second; by data center, place in line and
   * algorithm.
   */
  private static final Map<String, SigningKey> MADE = new ConcurrentHashMap<>();

  private final Map<String, List<SigningKey>> keys = new HashMap<>();
  private final Map<String, Integer> made = new HashMap<>();
  private final SigningKey.Algorithm algorithm;

  SigningKeys(Reading reading) {
    algorithm =
        reading.is(IdentitySwitch.SigningAlgorithm.RS384)
            ? SigningKey.Algorithm.RS384
            : SigningKey.Algorithm.RS256;
  }

  public synchronized SigningKey newest(String location) {
    List<SigningKey> published = published(location);
    return published.get(published.size() - 1);
  }

  public synchronized List<SigningKey> published(String location) {
    return List.copyOf(of(location));
  }

  /** Signs with a new key from now on; the old ones stay published. */
  public synchronized void rotate(String location) {
    of(location).add(next(location));
  }

  /** Publishes nothing but the newest key. */
  public synchronized void dropOld(String location) {
    List<SigningKey> published = of(location);
    published.subList(0, published.size() - 1).clear();
  }

  private List<SigningKey> of(String location) {
    return keys.computeIfAbsent(location, absent -> new ArrayList<>(List.of(next(location))));
  }

  private SigningKey next(String location) {
    int place = made.merge(location, 1, Integer::sum);
    return MADE.computeIfAbsent(location + place + algorithm, absent -> SigningKey.make(algorithm));
  }
}
