package io.github.zohooauth.examples.ownstore;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A server as Redis is one: values by key, some of which expire by the server's clock, and scripts
 * that run without another command between their own. The clock stands still until a test moves it.
 */
public final class KeyValueServer {

  /** A connection failed. Its message quotes the command, as those of real clients do. */
  public static final class ConnectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConnectionException() {
      super("SET 1000.access-1 1000.refresh-1: connection refused");
    }
  }

  private record Value(String text, long expiresAt) {}

  private final Map<String, Value> values = new HashMap<>();
  private long millis;
  private boolean down;

  /** Runs these commands as one script. */
  public synchronized <T> T run(Function<KeyValueServer, T> script) {
    if (down) {
      throw new ConnectionException();
    }
    return script.apply(this);
  }

  /** GET. */
  public synchronized Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key))
        .filter(value -> value.expiresAt() > millis)
        .map(Value::text);
  }

  /** SET. */
  public synchronized boolean set(String key, String text) {
    values.put(key, new Value(text, Long.MAX_VALUE));
    return true;
  }

  /** SET NX PX. */
  public synchronized boolean setIfAbsent(String key, String text, Duration life) {
    if (get(key).isPresent()) {
      return false;
    }
    values.put(key, new Value(text, millis + life.toMillis()));
    return true;
  }

  /** DEL. */
  public synchronized boolean delete(String... keys) {
    for (String key : keys) {
      values.remove(key);
    }
    return true;
  }

  /** Lets this time pass on the server. */
  public synchronized void pass(Duration time) {
    millis += time.toMillis();
  }

  /** Refuses all connections from now on. */
  public synchronized void stop() {
    down = true;
  }
}
