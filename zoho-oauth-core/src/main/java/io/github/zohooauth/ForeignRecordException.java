package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * A stored record is not for this reader: its encryption key is not at hand, or a newer version of
 * the library wrote it.
 *
 * <p>It may be whole, so a store leaves it where it is: it neither moves it away as damaged, nor
 * takes an older copy for it, nor answers that there is none. Whoever fixes what the message names
 * reads it again. Thread-safe.
 *
 * @see TokenCodec#decode
 */
public final class ForeignRecordException extends TokenStoreException {

  private static final long serialVersionUID = 1L;

  /** Makes one from what is not at hand and what to do about it. */
  public ForeignRecordException(String message) {
    super(message);
  }

  private ForeignRecordException(Problem problem, @Nullable Throwable cause) {
    super(problem, cause);
  }

  @Override
  ForeignRecordException with(Problem problem, @Nullable Throwable cause) {
    return new ForeignRecordException(problem, cause);
  }
}
