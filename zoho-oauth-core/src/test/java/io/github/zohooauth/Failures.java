package io.github.zohooauth;

import java.util.List;

/** An exception of each kind, with a cause whose every part tells the secret. */
final class Failures {

  private Failures() {}

  static List<ZohoOAuthException> of(String secret) {
    Problem problem = Problem.of("What happened.").at(DataCenter.EU, Scene.CLIENT_ID);
    Exception cause = telling(secret);
    List<ZohoOAuthException> failures =
        List.of(
            new AuthorizationRequiredException(problem, cause),
            new ConfigurationException(problem, cause),
            new RateLimitedException(problem, Scene.NOW, cause),
            new TemporaryFailureException(problem, cause),
            new TokenStoreException("The disk is full.", cause),
            new ForeignRecordException("A newer one is needed.").with(problem, cause));
    failures.forEach(failure -> failure.addSuppressed(failure.again()));
    return failures;
  }

  /** A deep chain that ends in a circle. */
  private static Exception telling(String secret) {
    Exception deepest = new IllegalStateException(secret);
    Exception cause = deepest;
    for (int depth = 0; depth < 30; depth++) {
      cause = new IllegalArgumentException("no " + secret, cause);
      cause.addSuppressed(new IllegalStateException(secret));
    }
    deepest.initCause(cause);
    return cause;
  }
}
