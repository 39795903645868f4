package io.github.zohooauth.examples.cli;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenStoreException;

/** What the tool tells a script: the number says who has to act. */
public final class ExitCode {

  public static final int OK = 0;

  /** The API, or a check of the doctor, says no. */
  public static final int REFUSED = 1;

  public static final int USAGE = 2;
  public static final int LOG_IN = 3;
  public static final int CONFIGURATION = 4;
  public static final int WAIT = 5;
  public static final int TRY_LATER = 6;
  public static final int TOKEN_STORE = 7;

  /** The lines of each command's help. */
  public static final String LIST =
      "%n@|bold Exit codes|@%n"
          + "  0  done%n"
          + "  1  the API refused, or a check failed%n"
          + "  2  the command line is wrong%n"
          + "  3  log in (again)%n"
          + "  4  mend the profile%n"
          + "  5  wait, Zoho's limit is reached%n"
          + "  6  try later, network or Zoho failed%n"
          + "  7  the token store failed%n";

  private ExitCode() {}

  static int of(Exception failure) {
    if (failure instanceof AuthorizationRequiredException) {
      return LOG_IN;
    }
    if (failure instanceof ConfigurationException || failure instanceof IllegalArgumentException) {
      return CONFIGURATION;
    }
    if (failure instanceof RateLimitedException) {
      return WAIT;
    }
    if (failure instanceof TemporaryFailureException) {
      return TRY_LATER;
    }
    return failure instanceof TokenStoreException ? TOKEN_STORE : REFUSED;
  }
}
