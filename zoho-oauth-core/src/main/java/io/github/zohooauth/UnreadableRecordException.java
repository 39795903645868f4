package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * A stored record that this reader cannot read.
 *
 * <p>Its encryption key is missing, or a newer version of the library wrote it. The record may be
 * intact, so a store leaves it in place. The store does not move it away as damaged. It does not
 * use an older copy, and it does not report the record as absent. The record is readable again
 * after the problem in the message is fixed. Thread-safe.
 *
 * @see io.github.zohooauth.store.TokenCodec#decode
 */
public final class UnreadableRecordException extends TokenStoreException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with this message, which must hold no secret. */
  public UnreadableRecordException(String message) {
    this(message, null);
  }

  /** Makes an exception with a cause, of which only the class name and the stack are kept. */
  public UnreadableRecordException(String message, @Nullable Throwable cause) {
    this(message, cause, null, null);
  }

  /**
   * Makes an exception with its place, which is not added to the message.
   *
   * @param message what happened, and what to do about it; it must hold no secret
   * @param cause the cause, or null; only its class name and stack are kept
   * @param dataCenter the location code of the data center that was asked, or null
   * @param clientId the client ID that was used, or null
   */
  public UnreadableRecordException(
      String message,
      @Nullable Throwable cause,
      @Nullable String dataCenter,
      @Nullable String clientId) {
    super(message, cause, dataCenter, clientId);
  }
}
