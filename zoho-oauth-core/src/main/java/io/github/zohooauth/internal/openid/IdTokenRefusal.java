package io.github.zohooauth.internal.openid;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.internal.runtime.Failures;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes the exception for an id_token that is refused.
 *
 * <p>The message names the failed check, the data center and the client. Of the id_token's content
 * it names only times.
 */
public record IdTokenRefusal(String clientId, DataCenter dataCenter) {

  /** Returns the exception for a check that only a new sign-in can repair. */
  AuthorizationRequiredException untrusted(String failedCheck) {
    return signInAgain("The id_token is not trusted: %s. Sign in again.".formatted(failedCheck));
  }

  /**
   * Returns the exception for a time that is out of range. The clock of this machine may be wrong.
   *
   * @param time the time in the id_token
   * @param now the time of the clock
   */
  AuthorizationRequiredException untimely(
      String failedCheck, Instant time, Instant now, Duration leeway) {
    String what =
        "The id_token is not trusted: %s. It says %s, this machine's clock says %s, and the leeway"
            + " is %d s. Check the clock, or set idTokenLeeway(...). Sign in again.";
    return signInAgain(
        what.formatted(failedCheck, time, now.truncatedTo(SECONDS), leeway.toSeconds()));
  }

  private AuthorizationRequiredException signInAgain(String what) {
    return Failures.of(clientId).at(dataCenter).authorizationRequired(what);
  }

  /** Returns the exception for a missing claim, which an option may accept. */
  ConfigurationException missing(String what, String claim) {
    return configuration(
        "The id_token is not trusted: it has no %s. If it never has one here, acceptIdTokenWithout(\"%s\") accepts that."
            .formatted(what, claim));
  }

  ConfigurationException configuration(String what) {
    return Failures.of(clientId).at(dataCenter).configuration(what);
  }

  TemporaryFailureException temporary(String what) {
    return Failures.of(clientId).at(dataCenter).temporary(what);
  }
}
