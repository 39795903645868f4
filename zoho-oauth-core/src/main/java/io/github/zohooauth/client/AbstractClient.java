package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.internal.renewal.Adoption;
import io.github.zohooauth.internal.renewal.CachedToken;
import io.github.zohooauth.internal.renewal.GivenRefreshToken;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.renewal.TokenCache;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What all client types share. */
abstract class AbstractClient implements OAuthClient {

  final ClientParts client;
  final TokenCache tokens;

  /** What an adoption is told that has waited for the store for too long. */
  private static final String UNKNOWN =
      "The token store may hang. Whether the refresh token was stored is not known. Check the store,"
          + " and adopt it again.";

  final Revocation revocation;
  final SignInStorage storage;
  private final @Nullable CachedToken own;
  private final boolean adopts;

  AbstractClient(ClientParts client, RenewalStrategy renewal) {
    this(client, renewal, true);
  }

  AbstractClient(ClientParts client, RenewalStrategy renewal, boolean hasOwner) {
    this.client = client;
    this.tokens = new TokenCache(client.renewals(), renewal, client.maxCachedOwners());
    this.revocation = new Revocation(client, tokens);
    this.storage = new SignInStorage(client, tokens, revocation);
    this.adopts = renewal.usesRefreshToken();
    this.own = hasOwner ? tokens.of(client.key(client.owner())) : null;
  }

  /** Refuses an owner for whom this client can have no token. */
  TokenOwner checked(TokenOwner owner) {
    return Objects.requireNonNull(owner, "owner");
  }

  private CachedToken own() {
    if (own == null) {
      throw new IllegalStateException(
          "This client has no default owner, so that no request gets another owner's token. Ask"
              + " forOwner(owner), or build the client with owner(...).");
    }
    return own;
  }

  @Override
  public final String clientId() {
    return client.clientId();
  }

  @Override
  public final TokenOwner owner() {
    return own().key().owner();
  }

  @Override
  public final AccessToken getAccessToken() {
    return own().getAccessToken();
  }

  @Override
  public final TokenProvider forOwner(TokenOwner owner) {
    return tokens.of(client.key(checked(owner)));
  }

  @Override
  public final boolean isAuthorized(TokenOwner owner) {
    return tokens.isAuthorized(client.key(checked(owner)));
  }

  @Override
  public final Optional<TokenStatus> status(TokenOwner owner) {
    return tokens
        .status(client.key(checked(owner)))
        .map(known -> TokenStatus.of(known, client.endpoint().closedGate(known.dataCenter())));
  }

  @Override
  public final boolean adopt(String refreshToken, TokenOwner owner) {
    TokenKey key = adopting(owner);
    return adopt(GivenRefreshToken.byCallAtHome(key, refreshToken, client.home()));
  }

  @Override
  public final boolean adopt(String refreshToken, TokenOwner owner, DataCenter dataCenter) {
    TokenKey key = adopting(owner);
    DataCenter known = client.dataCenters().known(dataCenter);
    return adopt(GivenRefreshToken.byCall(key, refreshToken, known));
  }

  /** Returns the key of the owner for whom a refresh token is adopted. */
  private TokenKey adopting(TokenOwner owner) {
    if (!adopts) {
      throw new UnsupportedOperationException(
          "This client renews nothing by refresh token, so it cannot adopt one.");
    }
    return client.key(checked(owner));
  }

  private boolean adopt(GivenRefreshToken given) {
    TokenKey key = given.key();
    client.requireReady(key.owner(), given.dataCenter());
    CompletableFuture<Boolean> adopted =
        new Adoption(client.renewals(), given, tokens.of(key)::forget).run();
    try {
      return client.renewals().await(adopted, () -> UNKNOWN);
    } finally {
      adopted.cancel(false);
    }
  }

  @Override
  public final Map<String, String> details(TokenOwner owner) {
    return client.load(client.key(checked(owner))).map(StoredToken::details).orElse(Map.of());
  }

  @Override
  public final UserInfo userInfo(TokenOwner owner) {
    TokenProvider provider = forOwner(owner);
    client.requireOpen(); // a closed client still returns a token from memory
    client.userInfo().requirePossible(client.home());
    AccessToken token = provider.getAccessToken();
    return client.await(client.userInfo().userInfo(token, token.dataCenter(), null));
  }

  @Override
  public final void revoke(TokenOwner owner) {
    revocation.revoke(checked(owner));
  }

  @Override
  public final void forget(TokenOwner owner) {
    revocation.forget(checked(owner));
  }

  @Override
  public final void close() {
    client.threads().close();
  }

  /** Returns the client ID and the data center. */
  @Override
  public final String toString() {
    return "%s[clientId=%s, dataCenter=%s]"
        .formatted(getClass().getSimpleName(), clientId(), client.home().location());
  }
}
