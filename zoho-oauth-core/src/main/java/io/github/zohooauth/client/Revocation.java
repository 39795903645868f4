package io.github.zohooauth.client;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.internal.renewal.TokenCache;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Revokes an owner's tokens at Zoho and then removes them from the store and from memory, or only
 * removes them. Revokes the tokens of a failed sign-in.
 */
final class Revocation {

  private static final String RECORD_KEPT =
      "The tokens may still work, and the stored record is kept: check client ID and client"
          + " secret, and revoke again. Or remove the application in the user's Zoho account,"
          + " and call forget(owner), which asks Zoho nothing.";

  private static final String MAY_STILL_WORK = "The tokens may still work.";

  private final ClientParts client;
  private final TokenCache tokens;

  Revocation(ClientParts client, TokenCache tokens) {
    this.client = client;
    this.tokens = tokens;
  }

  void revoke(TokenOwner owner) {
    client.requireOpen();
    TokenKey key = client.key(owner);
    long begun = client.clock().running();
    CompletableFuture<Void> work =
        client
            .configured()
            .adopt(key, client.renewals())
            .thenCompose(
                adopted -> client.storeCalls().callOrRefuse(key, () -> client.store().load(key)))
            .thenCompose(
                stored ->
                    revokeAtZoho(stored)
                        .thenRunAsync(
                            () -> remove(key, stored), client.storeCalls().executorFor(key))
                        .thenRun(() -> stored.ifPresent(revoked -> tell(key, revoked, begun))));
    client.await(work);
  }

  private void tell(TokenKey key, StoredToken revoked, long begun) {
    DataCenter dataCenter = client.dataCenters().of(revoked);
    client.renewals().events().revoked(key, dataCenter, client.clock().since(begun));
  }

  void forget(TokenOwner owner) {
    client.requireOpen();
    TokenKey key = client.key(owner);
    client.await(
        client
            .storeCalls()
            .callOrRefuse(
                key,
                () -> {
                  tokens.of(key).forget();
                  client.store().delete(key);
                  client.configured().end(key);
                  tokens.of(key).forget(); // a caller may have loaded the record before the delete
                  client.renewals().events().forgotten(key);
                }));
  }

  private void remove(TokenKey key, Optional<StoredToken> revoked) {
    tokens.of(key).forget();
    if (isStill(revoked, client.store().load(key))) {
      client.store().delete(key);
    }
    tokens.of(key).forget(); // a caller may have loaded the record before the delete
  }

  /** Returns whether these are the revoked tokens. An owner who signed in since then has others. */
  private static boolean isStill(Optional<StoredToken> revoked, Optional<StoredToken> there) {
    if (there.isEmpty() || revoked.isEmpty()) {
      return there.isEmpty();
    }
    String refreshToken = there.get().refreshToken();
    return Objects.equals(refreshToken, revoked.get().refreshToken())
        && (refreshToken != null || accessToken(there.get()).equals(accessToken(revoked.get())));
  }

  private static Optional<String> accessToken(StoredToken stored) {
    return Optional.ofNullable(stored.accessToken()).map(StoredToken.Issued::value);
  }

  private CompletableFuture<Void> revokeAtZoho(Optional<StoredToken> stored) {
    if (stored.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    DataCenter dataCenter = client.dataCenters().of(stored.get());
    CompletableFuture<Void> asked =
        revoke(
            stored.get().refreshToken(),
            accessToken(stored.get()).orElse(null),
            dataCenter,
            RECORD_KEPT);
    return hasEnded(stored.get(), dataCenter) ? asked.exceptionally(failure -> null) : asked;
  }

  /** Returns whether the tokens are no longer valid, so that Zoho need not confirm. */
  private boolean hasEnded(StoredToken stored, DataCenter dataCenter) {
    if (stored.refreshToken() != null) {
      return RenewalHistory.of(stored).refuses(stored.refreshToken(), dataCenter);
    }
    StoredToken.Issued token = stored.accessToken();
    return token == null || !client.clock().instant().isBefore(token.expiresAt());
  }

  /** Revokes the refresh token and its access tokens; without one, the access token. */
  private CompletableFuture<Void> revoke(
      @Nullable String refreshToken,
      @Nullable String accessToken,
      DataCenter dataCenter,
      String unconfirmed) {
    if (refreshToken != null) {
      return client.revocation().revoke(refreshToken, "refresh_token", dataCenter, unconfirmed);
    }
    return accessToken == null
        ? CompletableFuture.completedFuture(null)
        : client.revocation().revoke(accessToken, "access_token", dataCenter, unconfirmed);
  }

  /** Revokes tokens that no caller gets, and waits. If the wait ends first, the work goes on. */
  void revokeAndWait(IssuedTokens issued) {
    try {
      client.await(revokeLater(issued));
    } catch (TemporaryFailureException e) {
      // The caller was interrupted or timed out. The log tells how the revocation ends.
    }
  }

  /** Revokes tokens that no caller gets. A failure is logged. */
  CompletableFuture<Void> revokeLater(IssuedTokens issued) {
    OpenWork.Piece step = client.work().beginAnyway();
    return CompletableFuture.completedFuture(issued)
        .thenCompose(this::revoke)
        .exceptionallyAsync(
            failure -> {
              warn(issued, client.renewals().callers().asZohoFailure(failure));
              return null;
            },
            client.threads().handover())
        .whenComplete((done, failure) -> step.end());
  }

  /** Without a record of these tokens, only the user can remove them. */
  private static void warn(IssuedTokens issued, ZohoOAuthException failure) {
    LOG.log(
        Level.WARNING,
        "A sign-in failed, and its tokens are not revoked: Zoho may still accept them, and nothing"
            + " is stored with which to revoke them. The user can remove this application at {0},"
            + " under Connected Apps. Cause: {1}",
        issued.dataCenter().accountsServer(),
        failure.getMessage());
  }

  /**
   * Revokes tokens that no caller gets: refresh tokens count towards Zoho's limit, and access
   * tokens still work.
   *
   * <p>An access token without a refresh token stays, unless a browser brought it: it may belong to
   * a refresh token that is in use.
   */
  private CompletableFuture<Void> revoke(IssuedTokens issued) {
    TokenResponse tokens = issued.response();
    String accessToken = issued.byBrowser() ? tokens.accessToken() : null;
    return revoke(tokens.refreshToken(), accessToken, issued.dataCenter(), MAY_STILL_WORK);
  }
}
