package io.github.zohooauth.store.file;

import java.io.IOException;

/** A record's file does not hold what was once written into it. */
final class DamagedRecordException extends IOException {

  private static final long serialVersionUID = 1L;
}
