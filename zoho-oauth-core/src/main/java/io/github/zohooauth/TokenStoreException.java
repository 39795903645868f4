package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * The token store has to be fixed: it could not be read or written.
 *
 * <p>A {@link TokenStore} throws it; whatever else a store throws is wrapped in it. The message is
 * the store's own and must hold no secret; of the cause only class name and stack are kept.
 * Thread-safe.
 *
 * @see TokenStore
 */
public sealed class TokenStoreException extends ZohoOAuthException permits ForeignRecordException {

  private static final long serialVersionUID = 1L;

  /** Makes one from what happened and what to do about it. */
  public TokenStoreException(String message) {
    this(Problem.of(message), null);
  }

  /** Makes one with a cause, of which only class name and stack are kept; null is none. */
  public TokenStoreException(String message, @Nullable Throwable cause) {
    this(Problem.of(message), cause);
  }

  TokenStoreException(Problem problem, @Nullable Throwable cause) {
    super(problem, cause);
  }

  /** The same kind of exception, for this problem. */
  TokenStoreException with(Problem problem, @Nullable Throwable cause) {
    return new TokenStoreException(problem, cause);
  }

  @Override
  final TokenStoreException again() {
    return with(problem(), getCause());
  }
}
