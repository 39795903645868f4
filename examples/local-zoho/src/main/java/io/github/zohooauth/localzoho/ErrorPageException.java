package io.github.zohooauth.localzoho;

/** Says that Zoho showed a user an error page instead of leading the browser on (2.2). */
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
