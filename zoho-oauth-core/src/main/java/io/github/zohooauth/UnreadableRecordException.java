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
 * @see io.github.zohooauth.store.TokenCodec#decode
 */
public final class UnreadableRecordException extends TokenStoreException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with this message, which must hold no secret. */
  public UnreadableRecordException(String message) {
    this(message, null);
  }

  /** Makes an exception with a cause, of which only class name and stack are kept; null is none. */
  public UnreadableRecordException(String message, @Nullable Throwable cause) {
    this(message, cause, null, null);
  }

  /**
   * Makes an exception that tells where it happened.
   *
   * <p>The message is kept as it is; the other values are not added to it.
   *
   * @param message what happened, and what to do about it; it must hold no secret
   * @param cause of which only class name and stack are kept, or null
   * @param dataCenter the location code of the data center that was asked, or null
   * @param clientId that was used, or null
   */
  public UnreadableRecordException(
      String message,
      @Nullable Throwable cause,
      @Nullable String dataCenter,
      @Nullable String clientId) {
    super(message, cause, dataCenter, clientId);
  }
}
