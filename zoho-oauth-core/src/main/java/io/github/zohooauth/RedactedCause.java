package io.github.zohooauth;

import org.jspecify.annotations.Nullable;

/**
 * A copy of a foreign exception with its class name and stack alone: its message may hold a secret.
 */
final class RedactedCause extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MAX_DEPTH = 16;

  private RedactedCause(Throwable original, @Nullable Throwable cause) {
    super(original.getClass().getName() + " (its message is left out)", cause, false, true);
    setStackTrace(original.getStackTrace());
  }

  static @Nullable Throwable of(@Nullable Throwable original) {
    return of(original, MAX_DEPTH);
  }

  /** What a log may say of a failure: our own message, or a foreign class name. */
  static String reason(@Nullable Throwable failure) {
    Throwable cause = Completion.cause(failure);
    return cause instanceof ZohoOAuthException known
        ? String.valueOf(known.getMessage())
        : String.valueOf(of(cause));
  }

  private static @Nullable Throwable of(@Nullable Throwable original, int depth) {
    if (original == null || depth == 0) {
      return null;
    }
    if (original instanceof ZohoOAuthException || original instanceof RedactedCause) {
      return original;
    }
    return new RedactedCause(original, of(original.getCause(), depth - 1));
  }
}
