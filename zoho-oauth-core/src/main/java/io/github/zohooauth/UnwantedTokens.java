package io.github.zohooauth;

import static io.github.zohooauth.Log.LOG;

import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;

/**
 * Revokes tokens that no caller gets: refresh tokens count towards Zoho's limit, and access tokens
 * still work.
 */
final class UnwantedTokens {

  private final ClientConfig client;

  UnwantedTokens(ClientConfig client) {
    this.client = client;
  }

  /** Revokes them while the caller waits; a failure goes to the log. */
  void revokeAndWait(Obtained obtained) {
    try {
      client.await(revoke(obtained));
    } catch (ZohoOAuthException notRevoked) {
      LOG.log(
          Level.WARNING,
          "Tokens of a sign-in that failed are not revoked: {0}",
          notRevoked.getMessage());
    }
  }

  /**
   * Revokes them.
   *
   * <p>An access token without a refresh token stays, unless a browser brought it: it may belong to
   * a refresh token that is in use.
   */
  CompletableFuture<Void> revoke(Obtained obtained) {
    String refreshToken = obtained.response().refreshToken();
    String accessToken = obtained.response().accessToken();
    RevocationEndpoint endpoint = client.revocation();
    if (refreshToken != null) {
      return endpoint.revoke(refreshToken, "refresh_token", obtained.dataCenter());
    }
    return obtained.byBrowser()
        ? endpoint.revoke(accessToken, "access_token", obtained.dataCenter())
        : CompletableFuture.completedFuture(null);
  }
}
