package io.github.zohooauth.store.file;

import java.io.IOException;

/** The store will not touch a file or directory; the message says why, and holds no secret. */
final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Makes one from a reason that follows a subject: "has format 2". */
  RefusedException(String why) {
    super(why);
  }
}
