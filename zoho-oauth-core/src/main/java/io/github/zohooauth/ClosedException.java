package io.github.zohooauth;

/** The client is closed. Callers know it as an {@link IllegalStateException}. */
final class ClosedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  ClosedException() {
    super("the client is closed");
  }
}
