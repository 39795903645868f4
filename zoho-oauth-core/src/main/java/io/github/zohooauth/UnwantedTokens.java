package io.github.zohooauth;

import static io.github.zohooauth.Log.LOG;

import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;

/** Revokes tokens that no caller gets: Zoho counts refresh tokens, and the others still open. */
final class UnwantedTokens {

  private final ClientConfig client;

  UnwantedTokens(ClientConfig client) {
    this.client = client;
  }

  /** Revokes them while the caller waits; a failure goes to the log. */
  void giveBack(Obtained obtained) {
    try {
      client.await(revoke(obtained));
    } catch (ZohoOAuthException notRevoked) {
      LOG.log(
          Level.WARNING,
          "Tokens of a sign-in that failed are not revoked: {0}",
          notRevoked.getMessage());
    }
  }

  /** An access token beside which no refresh token came may hang on one that is in use. */
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
