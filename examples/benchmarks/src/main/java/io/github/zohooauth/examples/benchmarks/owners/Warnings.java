package io.github.zohooauth.examples.benchmarks.owners;

import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Counts this library's warnings in the log instead of printing them. */
final class Warnings extends Handler {

  /** The JVM may forget a logger that no field names. */
  private static final Logger LIBRARY = Logger.getLogger("io.github.zohooauth");

  private final LongAdder count = new LongAdder();

  static Warnings counted() {
    Warnings warnings = new Warnings();
    LIBRARY.setUseParentHandlers(false);
    LIBRARY.addHandler(warnings);
    return warnings;
  }

  long count() {
    return count.sum();
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
      count.increment();
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
