package io.github.zohooauth.store.file;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import java.io.IOException;
import java.nio.file.Path;

/** What to tell whoever uses the store when a file does not do what it should. */
final class Failure {

  private Failure() {}

  /** What a file could not do, or would not. */
  static TokenStoreException of(String subject, String what, IOException e) {
    String why =
        e instanceof RefusedException
            ? e.getMessage()
            : e instanceof DamagedRecordException
                ? "is damaged, and there is no good one before it: restore the file, or delete the"
                    + " record and authorize again"
                : "cannot be %s (%s): check the directory's owner, mode and space"
                    .formatted(what, e.getClass().getSimpleName());
    return new TokenStoreException(subject + " " + why + ".", e);
  }

  /** What the codec, or a format of tomorrow, makes of a text: one that is not ours to read. */
  static TokenStoreException in(Path directory, TokenStoreException e) {
    String message = // the codec may be the application's, so its text comes last
        "A record in %s is not readable. It is untouched, and deleting it gives it up: %s"
            .formatted(directory, e.getMessage());
    return e instanceof UnreadableRecordException
        ? new UnreadableRecordException(message)
        : new TokenStoreException(message, e);
  }
}
