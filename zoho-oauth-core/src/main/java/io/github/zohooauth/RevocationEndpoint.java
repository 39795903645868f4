package io.github.zohooauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Zoho's revocation in its two documented forms: the older one, and the newer one where the server
 * does not know the older; at the token's data center, and where that does not know the token at
 * the client's own, as Zoho's pages name either.
 *
 * @see <a href="https://www.zoho.com/developer/oauth/revoke-oauth-token.html">Zoho: revoke</a>
 */
final class RevocationEndpoint {

  private final ClientRegistration registration;
  private final FormPost post;
  private final ErrorReader errors;
  private final DataCenter home;

  RevocationEndpoint(
      ClientRegistration registration, FormPost post, ErrorReader errors, DataCenter home) {
    this.registration = registration;
    this.home = home;
    this.post = post;
    this.errors = errors;
  }

  /**
   * Revokes a refresh token and the access tokens made from it, or one access token.
   *
   * @param type {@code refresh_token} or {@code access_token}
   * @return nothing once the token is gone, or a {@link ZohoOAuthException}
   */
  CompletableFuture<Void> revoke(String token, String type, DataCenter dataCenter) {
    return isRevokedAt(dataCenter, token, type)
        .thenCompose(
            confirmed ->
                confirmed || dataCenter.equals(home)
                    ? CompletableFuture.completedFuture(confirmed)
                    : isRevokedAt(home, token, type))
        .thenAccept(gone -> {}); // what neither knows is gone, too
  }

  /** Whether this data center says that it has revoked it; if not, it does not know it. */
  private CompletableFuture<Boolean> isRevokedAt(DataCenter dataCenter, String token, String type) {
    return older(token, dataCenter)
        .thenCompose(
            answer ->
                answer.status() == 404 || answer.status() == 405
                    ? newer(token, type, dataCenter)
                    : CompletableFuture.completedFuture(answer))
        .thenApply(answer -> answer.saysRevoked() || !requireUnknown(answer, dataCenter))
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    errors.read(failure, Grant.Type.REFRESH_TOKEN, dataCenter)));
  }

  private CompletableFuture<Answer> older(String token, DataCenter dataCenter) {
    URI uri = dataCenter.accountsServer().resolve("/oauth/v2/token/revoke");
    return post.send(
        uri,
        new FormPost.Form(Map.of("token", token), null, true),
        new SentCalls(InstantSource.system()));
  }

  private CompletableFuture<Answer> newer(String token, String type, DataCenter dataCenter) {
    URI uri = dataCenter.accountsServer().resolve("/oauth/v2/revoke/token");
    Map<String, String> fields = Map.of("token", token, "token_type", type);
    return post.send(
        uri,
        new FormPost.Form(fields, basic(dataCenter), true),
        new SentCalls(InstantSource.system()));
  }

  private String basic(DataCenter dataCenter) {
    String pair = registration.clientId() + ":" + registration.secretFor(dataCenter).orElse("");
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  /**
   * Zoho answers 400, mostly in HTML, to a token that it does not know or no longer knows; with
   * another reason of its own the token may live on.
   *
   * @return true; anything else is thrown
   */
  private boolean requireUnknown(Answer answer, DataCenter dataCenter) {
    ZohoOAuthException error = errors.read(answer, Grant.Type.REFRESH_TOKEN, dataCenter);
    boolean unknown =
        error instanceof AuthorizationRequiredException
            || (answer.status() == 400 && answer.error().isEmpty());
    if (!unknown) {
      throw error;
    }
    return true;
  }
}
