package io.github.zohooauth.internal.transport;

import org.jspecify.annotations.Nullable;

/** The failure of a call whose request did not leave: no server can have it. */
public final class UnsentCall extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String proxy;

  /**
   * Makes one.
   *
   * @param proxy host and port of the proxy in between; null if there is none, or none is known
   */
  UnsentCall(@Nullable Throwable cause, @Nullable String proxy) {
    super(null, cause, false, false);
    this.proxy = proxy;
  }

  public @Nullable String proxy() {
    return proxy;
  }
}
