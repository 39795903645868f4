package io.github.zohooauth.store.file;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Collects what the library logs during a test, instead of printing it. */
final class LogCapture extends Handler implements BeforeEachCallback, AfterEachCallback {

  private static final Logger LIBRARY = Logger.getLogger("io.github.zohooauth");

  private final List<String> messages = new CopyOnWriteArrayList<>();

  List<String> messages() {
    return messages;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    LIBRARY.addHandler(this);
    LIBRARY.setUseParentHandlers(false);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    LIBRARY.setUseParentHandlers(true);
    LIBRARY.removeHandler(this);
  }

  @Override
  public void publish(LogRecord entry) {
    messages.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
