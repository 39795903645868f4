package io.github.zohooauth.store.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Checks a record's file when it is used for the first time.
 *
 * <p>In a directory that is closed to others their files come from before it was, so that one check
 * is enough; a call of the system costs a load a quarter of its time. A link is never followed,
 * with or without a check. Which records were checked is remembered for so many of them, and not
 * beyond the directory: another one in its place begins anew.
 */
final class FirstUse implements FileCheck {

  private static final int REMEMBERED = 1 << 13;
  private static final int DIGITS = 15;

  private final Privacy privacy;
  private volatile AtomicLongArray checked = new AtomicLongArray(REMEMBERED);

  FirstUse(Privacy privacy) {
    this.privacy = privacy;
  }

  void forget() {
    checked = new AtomicLongArray(REMEMBERED);
  }

  @Override
  public void beforeUseOf(String name, String suffix) throws IOException {
    if (!suffix.equals(RecordFiles.RECORD)) {
      privacy.check(name + suffix);
      return;
    }
    AtomicLongArray here = checked;
    long mark = 1 + Long.parseLong(name, 0, DIGITS, 16);
    int place = (int) (mark & (REMEMBERED - 1));
    if (here.get(place) == mark) {
      return;
    }
    if (privacy.check(name + suffix)) {
      checkBefore(name);
    }
    here.set(place, mark);
  }

  @Override
  public void afterFailureOf(String name, String suffix) throws IOException {
    privacy.check(name + suffix);
  }

  /** Both were copied without their modes, and the one before may not be read for long. */
  private void checkBefore(String name) throws IOException {
    try {
      privacy.check(name + RecordFiles.BACKUP);
    } catch (NoSuchFileException e) {
      // There is none.
    }
  }
}
