package io.github.zohooauth.localzoho.internal.pages;

import io.github.zohooauth.localzoho.internal.server.Answer;

/** Ends an authorization request with a page; carries no stack trace, for it is an answer. */
public final class PageShown extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AuthError error;

  public PageShown(AuthError error) {
    super(error.name(), null, false, false);
    this.error = error;
  }

  public static PageShown sessionExpired() {
    return new PageShown(AuthError.SESSION_EXPIRED);
  }

  public Answer page() {
    return error.page();
  }
}
