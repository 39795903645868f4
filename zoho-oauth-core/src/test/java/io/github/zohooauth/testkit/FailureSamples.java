package io.github.zohooauth.testkit;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.runtime.Failures;
import java.util.List;

/** An exception of each kind, with a cause whose every part tells the secret. */
public final class FailureSamples {

  private FailureSamples() {}

  public static List<ZohoOAuthException> of(String secret) {
    Failures at = Failures.of(Scene.CLIENT_ID).at(DataCenter.EU);
    Exception cause = telling(secret);
    List<ZohoOAuthException> failures =
        List.of(
            at.authorizationRequired("What happened.", cause),
            at.configuration("What happened.", cause),
            new RateLimitedException("What happened.", Scene.NOW, cause, null, null, null),
            at.temporary("What happened.", cause),
            new TokenStoreException("The disk is full.", cause),
            at.store(new UnreadableRecordException("A newer one is needed.", cause)));
    failures.forEach(failure -> failure.addSuppressed(Failures.copy(failure)));
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
