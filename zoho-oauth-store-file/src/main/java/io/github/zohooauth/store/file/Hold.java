package io.github.zohooauth.store.file;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicBoolean;

/** A byte of the lock file that this process has; any thread may give it back. */
final class Hold implements AutoCloseable {

  private static final Logger LOG = System.getLogger("io.github.zohooauth.store.file");

  private final FileLock lock;
  private final Runnable afterwards;
  private final AtomicBoolean held = new AtomicBoolean(true);

  Hold(FileLock lock, Runnable afterwards) {
    this.lock = lock;
    this.afterwards = afterwards;
  }

  boolean isHeld() {
    return held.get();
  }

  /** The kernel's lock first: as long as this JVM has it, it counts as taken here. */
  @Override
  public void close() {
    if (!held.compareAndSet(true, false)) {
      return;
    }
    try {
      lock.release();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A lock could not be given back ({0})", e.getClass().getSimpleName());
    } finally {
      afterwards.run();
    }
  }
}
