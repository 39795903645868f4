package io.github.zohooauth.internal.transport;

import org.jspecify.annotations.Nullable;

/** The failure of a call whose request was not sent, so that no server can have it. */
public final class UnsentCall extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String proxy;

  /**
   * Makes a failure.
   *
   * @param proxy host and port of the proxy; null if none is used or known
   */
  UnsentCall(@Nullable Throwable cause, @Nullable String proxy) {
    super(null, cause, false, false);
    this.proxy = proxy;
  }

  public @Nullable String proxy() {
    return proxy;
  }
}
