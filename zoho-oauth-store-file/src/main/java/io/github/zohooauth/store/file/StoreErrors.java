package io.github.zohooauth.store.file;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import java.io.IOException;
import java.nio.file.Path;

/** Turns failures of files and codecs into the exceptions that users of the store get. */
final class StoreErrors {

  /** The store does not use a file or directory; the message says why and holds no secret. */
  static final class Refused extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates a refusal.
     *
     * @param why follows a subject and has no final period: "is a link"
     */
    Refused(String why) {
      super(why);
    }
  }

  /** A record's file does not hold what was written into it. */
  static final class Corrupt extends IOException {

    private static final long serialVersionUID = 1L;
  }

  private StoreErrors() {}

  /** Returns the exception for a file that could not be read or written. */
  static TokenStoreException of(String subject, String what, IOException e) {
    String why =
        e instanceof Refused
            ? e.getMessage()
            : e instanceof Corrupt
                ? "is damaged and has no intact backup. Restore the file, or delete the record and"
                    + " authorize again"
                : "could not be %s (%s). Check the directory's owner, mode and free space"
                    .formatted(what, e.getClass().getSimpleName());
    return new TokenStoreException(subject + " " + why + ".", e);
  }

  /** Returns the exception for a record that the codec, or this version, cannot read. */
  static TokenStoreException unreadable(Path directory, TokenStoreException e) {
    String message = // the codec may be the application's, so its message comes last
        "A record in %s cannot be read. It is unchanged; delete it to give it up. Cause: %s"
            .formatted(directory, e.getMessage());
    return e instanceof UnreadableRecordException
        ? new UnreadableRecordException(message)
        : new TokenStoreException(message, e);
  }
}
