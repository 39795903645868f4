package io.github.zohooauth.client;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.RevocationEndpoint;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;

/**
 * Revokes tokens that no caller gets: refresh tokens count towards Zoho's limit, and access tokens
 * still work.
 */
final class UnwantedTokens {

  private static final String NOT_ENDED = "The tokens may still work.";

  private final ClientParts client;

  UnwantedTokens(ClientParts client) {
    this.client = client;
  }

  /** Revokes them while the caller waits; a failure goes to the log. */
  void revokeAndWait(IssuedTokens obtained) {
    try {
      client.await(revoke(obtained));
    } catch (ZohoOAuthException notRevoked) {
      warn(obtained, notRevoked);
    }
  }

  /** Revokes them while no caller waits; a failure goes to the log. */
  void revokeLater(IssuedTokens obtained) {
    CompletableFuture<?> unused =
        revoke(obtained)
            .exceptionallyAsync(
                failure -> {
                  warn(obtained, client.renewals().callers().known(failure));
                  return null;
                },
                client.threads().handover());
  }

  /** The application has no record of these tokens, so only the user can remove them. */
  private static void warn(IssuedTokens obtained, ZohoOAuthException failure) {
    LOG.log(
        Level.WARNING,
        "A sign-in failed, and its tokens are not revoked: Zoho may still accept them, and nothing"
            + " is stored by which to revoke them. The user can remove this application at {0},"
            + " under Connected Apps. The cause: {1}",
        obtained.dataCenter().accountsServer(),
        failure.getMessage());
  }

  /**
   * Revokes them.
   *
   * <p>An access token without a refresh token stays, unless a browser brought it: it may belong to
   * a refresh token that is in use.
   */
  private CompletableFuture<Void> revoke(IssuedTokens obtained) {
    String refreshToken = obtained.response().refreshToken();
    String accessToken = obtained.response().accessToken();
    RevocationEndpoint endpoint = client.revocation();
    if (refreshToken != null) {
      return endpoint.revoke(refreshToken, "refresh_token", obtained.dataCenter(), NOT_ENDED);
    }
    return obtained.byBrowser()
        ? endpoint.revoke(accessToken, "access_token", obtained.dataCenter(), NOT_ENDED)
        : CompletableFuture.completedFuture(null);
  }
}
