package io.github.zohooauth.localzoho;

/** Ends an authorization request with a page; carries no stack trace, for it is an answer. */
final class PageShown extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AuthError error;

  PageShown(AuthError error) {
    super(error.name(), null, false, false);
    this.error = error;
  }

  static PageShown sessionExpired() {
    return new PageShown(AuthError.SESSION_EXPIRED);
  }

  Answer page() {
    return error.page();
  }
}
