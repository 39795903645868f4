package io.github.zohooauth.localzoho.internal.state;

/** Ends an API call without a good token; carries no stack trace, for it is an answer. */
public final class Denied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the token. */
  public enum Reason {
    NO_TOKEN,
    UNKNOWN_TOKEN,
    EXPIRED_TOKEN,
    WRONG_ENVIRONMENT,
    SCOPE
  }

  private final Reason reason;

  public Denied(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
