package io.github.zohooauth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings an owner's first token: from the grant through the token endpoint into the store. */
final class FirstToken {

  private static final Logger LOG = System.getLogger("io.github.zohooauth");

  private final ClientConfig client;
  private final TokenCache tokens;

  FirstToken(ClientConfig client, TokenCache tokens) {
    this.client = client;
    this.tokens = tokens;
  }

  /**
   * Exchanges a grant that works only once; what it brings is stored before it is handed out.
   *
   * <p>The store is read first, as one that cannot be read must not cost the grant, and the work
   * goes on to the store even if its caller leaves.
   *
   * @throws ZohoOAuthException if nothing was obtained, or what was obtained could not be stored
   */
  AccessToken exchange(Grant grant, DataCenter dataCenter, TokenOwner owner) {
    requireReady(owner, dataCenter);
    TokenKey key = client.key(owner);
    return await(
        CompletableFuture.supplyAsync(() -> client.store().load(key), client.executor())
            .thenCompose(
                before ->
                    ask(grant, dataCenter, null)
                        .thenApplyAsync(
                            obtained -> keep(obtained, key, before, null), client.executor())));
  }

  /**
   * Exchanges a grant of an owner who is named, in the caller's thread, once it is known what came.
   *
   * @param nonce that the authorization request had, or null
   * @throws ZohoOAuthException if nothing was obtained, or what was obtained could not be stored
   */
  AccessToken exchange(
      Grant grant,
      DataCenter dataCenter,
      @Nullable String nonce,
      Function<Granted, TokenOwner> naming) {
    requireReady(TokenOwner.unnamed(), dataCenter);
    return accept(await(ask(grant, dataCenter, nonce)), naming);
  }

  /** Stores what was obtained under the owner that is named, in the caller's thread. */
  AccessToken accept(Obtained obtained, Function<Granted, TokenOwner> naming) {
    Granted granted = new Granted(client, obtained);
    TokenKey key = client.key(nameOf(granted, obtained, naming));
    return await(
        CompletableFuture.supplyAsync(
            () -> keep(obtained, key, client.store().load(key), granted), client.executor()));
  }

  /** As {@link #accept}, all of it on the client's executor. */
  CompletableFuture<AccessToken> acceptAsync(
      Obtained obtained, Function<Granted, TokenOwner> naming) {
    return CompletableFuture.supplyAsync(
        () -> {
          Granted granted = new Granted(client, obtained);
          TokenKey key = client.key(nameOf(granted, obtained, naming));
          return keep(obtained, key, client.store().load(key), granted);
        },
        client.executor());
  }

  /** Refuses, before anything is sent, what could not be brought to its end. */
  void requireReady(TokenOwner owner, DataCenter dataCenter) {
    client.requireOpen();
    client.apiDomain().requireBase(owner, dataCenter);
    client.registration().secretFor(dataCenter);
  }

  private CompletableFuture<Obtained> ask(
      Grant grant, DataCenter dataCenter, @Nullable String nonce) {
    SentCalls calls = new SentCalls(client.clock());
    var askedAt = client.clock().instant();
    return client
        .endpoint()
        .exchange(grant, dataCenter, calls)
        .thenApply(response -> new Obtained(response, dataCenter, askedAt, calls.times(), nonce));
  }

  private TokenOwner nameOf(
      Granted granted, Obtained obtained, Function<Granted, TokenOwner> naming) {
    try {
      TokenOwner owner = Objects.requireNonNull(naming.apply(granted), "owner");
      client.apiDomain().requireBase(owner, obtained.dataCenter());
      return owner;
    } catch (Throwable e) {
      giveBack(obtained);
      throw e;
    }
  }

  /** Tokens that nobody owns are revoked: Zoho counts refresh tokens, and the others still open. */
  private void giveBack(Obtained obtained) {
    String refreshToken = obtained.response().refreshToken();
    RevocationEndpoint endpoint = client.revocation();
    try {
      await(
          refreshToken != null
              ? endpoint.revoke(refreshToken, "refresh_token", obtained.dataCenter())
              : endpoint.revoke(
                  obtained.response().accessToken(), "access_token", obtained.dataCenter()));
    } catch (ZohoOAuthException e) {
      LOG.log(Level.WARNING, "Tokens that nobody owns are not revoked: {0}", e.getMessage());
    }
  }

  private AccessToken keep(
      Obtained obtained, TokenKey key, Optional<StoredToken> before, @Nullable Granted granted) {
    TokenResponse response = obtained.response();
    DataCenter dataCenter = obtained.dataCenter();
    IdToken idToken = granted == null ? null : granted.idTokenIfKnown();
    SignInNotes notes = before.map(StoredToken::signIn).orElse(SignInNotes.NONE);
    Optional<StoredToken> kept =
        before.filter(
            stored -> stored.refreshToken().isPresent() && response.refreshToken() == null);
    if (kept.isPresent() && !isSameAccount(kept.get(), dataCenter, idToken)) {
      throw new AuthorizationRequiredException(
          Problem.of(
                  "Zoho issued no refresh token, and the stored one, which may be another"
                      + " account's, is left untouched: authorize with access_type=offline and"
                      + " prompt=consent.")
              .at(dataCenter, key.clientId()),
          null);
    }
    StoredToken token =
        obtained
            .onto(
                kept.orElseGet(() -> StoredToken.at(dataCenter)),
                client.apiDomain().rule(response.apiDomain(), key.owner(), dataCenter),
                client.policy(),
                notes.by(idToken))
            .withDetails(granted == null ? Map.of() : granted.details());
    client.store().save(key, token);
    tokens.of(key).adopt(token);
    return token.accessToken().orElseThrow();
  }

  /** Certain only where an id_token says so, now and when the refresh token came. */
  private static boolean isSameAccount(
      StoredToken stored, DataCenter dataCenter, @Nullable IdToken idToken) {
    return stored.dataCenter().equals(dataCenter.location()) && stored.signIn().isOf(idToken);
  }

  private <T> T await(CompletableFuture<T> work) {
    return Await.result(work, client.policy().callerTimeout(), client.clientId());
  }
}
