package io.github.zohooauth.internal.runtime;

/** The failure of a call to a closed client. Callers see it as an {@link IllegalStateException}. */
public final class ClosedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  public ClosedException() {
    super("the client is closed");
  }
}
