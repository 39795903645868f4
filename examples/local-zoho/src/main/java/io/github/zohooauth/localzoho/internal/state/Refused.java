package io.github.zohooauth.localzoho.internal.state;

/** Ends a token call with an error; carries no stack trace, for it is an answer and not a fault. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final TokenError error;

  public Refused(TokenError error) {
    super(error.name(), null, false, false);
    this.error = error;
  }

  public TokenError error() {
    return error;
  }
}
