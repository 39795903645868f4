package io.github.zohooauth;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * No renewal but by the user's browser: where to send it, for the first token and for the next.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/js-apps/access-expiry.html">Zoho:
 *     access token expiry</a>
 */
final class BrowserRenewal implements Renewal {

  private final ClientConfig client;
  private final Consent consent;
  private final String silentPath;

  /**
   * Makes the renewal of one client.
   *
   * @param silentPath where Zoho shows no page, as long as the user's session lives
   */
  BrowserRenewal(ClientConfig client, Consent consent, String silentPath) {
    this.client = client;
    this.consent = consent;
    this.silentPath = silentPath;
  }

  /** One that Zoho may show pages for, and that starts where the client is registered. */
  AuthorizationRequest full(Collection<String> scopes) {
    return consent.token("/oauth/v2/auth", client.home(), scopes);
  }

  @Override
  public boolean isPossible(StoredToken stored) {
    return false;
  }

  @Override
  public CompletableFuture<TokenResponse> renew(
      StoredToken stored, DataCenter dataCenter, SentCalls calls) {
    return CompletableFuture.failedFuture(new IllegalStateException("only a browser renews"));
  }

  /**
   * A request for the stored scopes: silent if the user granted access for the whole session.
   *
   * @return empty if no scopes are stored
   */
  Optional<AuthorizationRequest> again(StoredToken stored) {
    Set<String> scopes = stored.accessToken().map(StoredToken.Issued::scopes).orElse(Set.of());
    if (scopes.isEmpty()) {
      return Optional.empty();
    }
    boolean silent = stored.signIn().forSession();
    return Optional.of(
        silent ? consent.token(silentPath, client.dataCenters().of(stored), scopes) : full(scopes));
  }
}
