package io.github.zohooauth;

/**
 * Makes the exception for an id_token that is refused: it names the check that failed, the data
 * center and the client, and never what the id_token says.
 */
record IdTokenRefusal(String clientId, DataCenter dataCenter) {

  /** Asking again with the same id_token is in vain: only a new sign-in brings another one. */
  AuthorizationRequiredException untrusted(String failedCheck) {
    String what = "The id_token is not trusted: %s. Sign in again.".formatted(failedCheck);
    return new AuthorizationRequiredException(Problem.of(what).at(dataCenter, clientId), null);
  }

  /** The configuration decides whether this is good enough. */
  ConfigurationException missing(String claim, String option) {
    String what =
        "The id_token is not trusted: it has no %s. If it never has one here, %s() accepts that."
            .formatted(claim, option);
    return configuration(what);
  }

  ConfigurationException configuration(String what) {
    return new ConfigurationException(Problem.of(what).at(dataCenter, clientId), null);
  }

  TemporaryFailureException temporary(String what) {
    return new TemporaryFailureException(Problem.of(what).at(dataCenter, clientId), null);
  }
}
