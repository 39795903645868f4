package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Crypto;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps authorization requests in memory until their answers come, for a web application whose
 * sessions cannot keep them.
 *
 * <p>Each request is bound to the session of the browser that it was made for, and can be taken
 * once. If there are too many, the oldest of the same session is dropped first, and then the oldest
 * of all. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-10.12">RFC 6749, section 10.12</a>
 */
public final class PendingAuthorizations {

  /** One browser with many requests does not displace those of others. */
  private static final int MOST_OF_ONE_SESSION = 8;

  private final int most;
  private final InstantSource clock;
  private final Map<String, Kept> requests = new LinkedHashMap<>();
  private final Map<String, Deque<String>> keysBySession = new HashMap<>();

  private record Kept(String session, AuthorizationRequest request) {}

  private PendingAuthorizations(int most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
  }

  /**
   * Returns an object that keeps at most this many requests.
   *
   * @throws IllegalArgumentException if it is not 1 to 1,000,000
   */
  public static PendingAuthorizations upTo(int most) {
    return upTo(most, InstantSource.system());
  }

  /**
   * Does what {@link #upTo(int)} does, with the clock of the client.
   *
   * @throws IllegalArgumentException if it is not 1 to 1,000,000
   */
  public static PendingAuthorizations upTo(int most, InstantSource clock) {
    if (most < 1 || most > 1_000_000) {
      throw new IllegalArgumentException("most: 1 to 1,000,000 is needed");
    }
    return new PendingAuthorizations(most, Objects.requireNonNull(clock, "clock"));
  }

  /**
   * Keeps a request until it is taken, expires, or is displaced by newer ones.
   *
   * @param session identifies the browser, such as the ID of its web session
   * @throws IllegalArgumentException if the session is empty
   */
  public void keep(String session, AuthorizationRequest request) {
    String hash = hash(session);
    String key = hash + " " + Crypto.sha256Hex(request.state());
    Instant now = clock.instant(); // before the lock, because the application's clock may block
    synchronized (requests) {
      dropExpired(now);
      remove(key);
      Deque<String> own = keysBySession.computeIfAbsent(hash, h -> new ArrayDeque<>());
      if (own.size() >= MOST_OF_ONE_SESSION) {
        remove(own.getFirst());
      } else if (requests.size() >= most) {
        remove(requests.keySet().iterator().next());
      }
      requests.put(key, new Kept(hash, request));
      keysBySession.computeIfAbsent(hash, h -> new ArrayDeque<>()).addLast(key);
    }
  }

  /**
   * Removes and returns the request that this callback answers.
   *
   * @param session the session of the browser that sent the callback
   * @param callback the whole URI or its query string, undecoded; null stands for a URI without a
   *     query
   * @throws AuthorizationRequiredException if no request is kept for this session and state, or it
   *     has expired
   * @throws IllegalArgumentException if the session is empty
   */
  public AuthorizationRequest take(String session, @Nullable String callback) {
    Optional<String> state =
        Optional.ofNullable(callback)
            .flatMap(RedirectParameters::ofFragment)
            .flatMap(each -> each.get("state"));
    String key = hash(session) + " " + Crypto.sha256Hex(state.orElse(""));
    AuthorizationRequest request;
    Instant now = clock.instant();
    synchronized (requests) {
      dropExpired(now);
      request = remove(key);
    }
    if (request == null) {
      throw Failures.WITHOUT_CLIENT.authorizationRequired(
          "There is no authorization request of this browser session for this callback: start"
              + " again with a new authorization request.");
    }
    return request;
  }

  private @Nullable AuthorizationRequest remove(String key) {
    Kept kept = requests.remove(key);
    if (kept == null) {
      return null;
    }
    Deque<String> own = Objects.requireNonNull(keysBySession.get(kept.session()));
    own.remove(key);
    if (own.isEmpty()) {
      keysBySession.remove(kept.session());
    }
    return kept.request();
  }

  /** All requests live equally long, so the oldest expire first. */
  private void dropExpired(Instant now) {
    while (!requests.isEmpty()) {
      Map.Entry<String, Kept> oldest = requests.entrySet().iterator().next();
      if (now.isBefore(oldest.getValue().request().expiresAt())) {
        return;
      }
      remove(oldest.getKey());
    }
  }

  private static String hash(String session) {
    if (session.isEmpty()) {
      throw new IllegalArgumentException("session: empty");
    }
    return Crypto.sha256Hex(session);
  }

  /** Returns the number of requests. */
  @Override
  public String toString() {
    synchronized (requests) {
      return "PendingAuthorizations[" + requests.size() + " of at most " + most + "]";
    }
  }
}
