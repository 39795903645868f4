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
 * Makes the exception for an id_token that is refused: it names the check that failed, the data
 * center and the client, and never what the id_token says, except its times.
 */
public record IdTokenRefusal(String clientId, DataCenter dataCenter) {

  /** Only a new sign-in helps, because it brings another id_token. */
  AuthorizationRequiredException untrusted(String failedCheck) {
    return signInAgain("The id_token is not trusted: %s. Sign in again.".formatted(failedCheck));
  }

  /**
   * The clock of this machine may be wrong as well as the id_token.
   *
   * @param time what the id_token says
   * @param now what the clock says
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

  /** The configuration decides whether this is good enough. */
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
