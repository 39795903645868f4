package io.github.zohooauth.store.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Checks a record's file when it is used for the first time.
 *
 * <p>Once a directory is closed, other users add no files to it, so one check of each file is
 * enough; a check takes a quarter of the time of a load. A link is never followed, even without a
 * check. The checked records are remembered up to a bound, and forgotten if another directory takes
 * the place of this one.
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

  /** Closes the record before as well: it may not be read for a long time. */
  private void checkBefore(String name) throws IOException {
    try {
      privacy.check(name + RecordFiles.BACKUP);
    } catch (NoSuchFileException e) {
      // There is none.
    }
  }
}
