package io.github.zohooauth.testkit;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the library logs while this is open, kept from the console. */
public final class SeenLogs extends Handler implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger("io.github.zohooauth");

  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
  private final SimpleFormatter formatter = new SimpleFormatter();

  public SeenLogs() {
    LOGGER.setLevel(Level.ALL);
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(this);
  }

  /** The lines since the last call. */
  public Set<String> drain() {
    Set<String> drained = new TreeSet<>();
    for (String line = lines.poll(); line != null; line = lines.poll()) {
      drained.add(line);
    }
    return drained;
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(formatter.format(record));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGER.removeHandler(this);
    LOGGER.setUseParentHandlers(true);
    LOGGER.setLevel(null);
  }
}
