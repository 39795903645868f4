package io.github.zohooauth.localzoho;

/** Reports that Zoho showed a user an error page instead of a redirect to the application (2.2). */
public final class ErrorPageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String title;

  ErrorPageException(String title, String text) {
    super(title + ": " + text);
    this.title = title;
  }

  /** Returns the title of the page, such as {@code Invalid Redirect Uri}. */
  public String title() {
    return title;
  }
}
