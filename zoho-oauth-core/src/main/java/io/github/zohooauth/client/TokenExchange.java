package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.renewal.LostAnswer;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.internal.renewal.TokenCache;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings an owner's first token: from the grant through the token endpoint into the store. */
final class TokenExchange {

  private final ClientParts client;
  private final TokenCache tokens;
  private final Unfinished unfinished;
  private final UnwantedTokens unwanted;

  TokenExchange(ClientParts client, TokenCache tokens, Unfinished unfinished) {
    this.client = client;
    this.tokens = tokens;
    this.unfinished = unfinished;
    this.unwanted = new UnwantedTokens(client);
  }

  /**
   * Exchanges a grant that works only once; what it brings is stored before it is handed out.
   *
   * <p>The store is read first, as one that cannot be read must not cost the grant, and the work
   * goes on to the store even if its caller leaves.
   *
   * @throws ZohoOAuthException if nothing was obtained, or what was obtained could not be stored
   */
  AccessToken exchange(Grant grant, DataCenter dataCenter, Set<String> asked, TokenOwner owner) {
    requireReady(owner, dataCenter);
    TokenKey key = client.key(owner);
    return await(
        CompletableFuture.supplyAsync(() -> client.store().load(key), client.executor())
            .thenCompose(
                before ->
                    client
                        .work()
                        .during(
                            () ->
                                ask(grant, dataCenter, asked, null)
                                    .thenApplyAsync(
                                        obtained -> keep(obtained, key, before, null),
                                        client.executor()))));
  }

  /**
   * Exchanges a grant of an owner who is named, in the caller's thread, once it is known what came.
   *
   * @param asked the scopes that were asked for, as far as is known
   * @param nonce that the authorization request had, or null
   * @throws ZohoOAuthException if nothing was obtained, or what was obtained could not be stored;
   *     tokens that come when the caller has left are given back
   */
  AccessToken exchange(
      Grant grant,
      DataCenter dataCenter,
      Set<String> asked,
      @Nullable String nonce,
      Function<Granted, TokenOwner> naming) {
    requireReady(TokenOwner.unnamed(), dataCenter);
    unfinished.removeExpired().forEach(unwanted::revokeLater);
    OpenWork.Step step = client.work().begin().inThisThread();
    try {
      IssuedTokens kept = unfinished.take(grant);
      IssuedTokens obtained =
          kept != null ? kept : awaitOrRevoke(ask(grant, dataCenter, asked, nonce));
      return accept(obtained, naming, () -> unfinished.keep(grant, obtained));
    } finally {
      step.end();
    }
  }

  private IssuedTokens awaitOrRevoke(CompletableFuture<IssuedTokens> coming) {
    try {
      return await(coming);
    } catch (TemporaryFailureException e) {
      CompletableFuture<?> unused = coming.thenAccept(unwanted::revokeLater);
      throw e;
    }
  }

  /** Stores what was obtained under the owner that is named, in the caller's thread. */
  AccessToken accept(IssuedTokens obtained, Function<Granted, TokenOwner> naming) {
    Runnable none = () -> {}; // the browser still has the token
    return accept(obtained, naming, obtained.byBrowser() ? none : null);
  }

  /**
   * Stores what was obtained.
   *
   * @param keeping what keeps the tokens if naming fails for now; null if they are revoked then
   */
  private AccessToken accept(
      IssuedTokens obtained, Function<Granted, TokenOwner> naming, @Nullable Runnable keeping) {
    Granted granted = new Granted(client, obtained);
    TokenKey key = client.key(nameOf(granted, obtained, naming, keeping));
    return await(
        CompletableFuture.supplyAsync(() -> keep(obtained, key, granted), client.executor()));
  }

  /** As {@link #accept}; naming has a thread of its own, because it may wait for the executor. */
  CompletableFuture<AccessToken> acceptAsync(
      IssuedTokens obtained, Function<Granted, TokenOwner> naming) {
    return CompletableFuture.supplyAsync(
            () -> {
              Granted granted = new Granted(client, obtained);
              TokenKey key = client.key(nameOf(granted, obtained, naming, null));
              return CompletableFuture.supplyAsync(
                  () -> keep(obtained, key, granted), client.executor());
            },
            client.threads().handover())
        .thenCompose(Function.identity());
  }

  /** Refuses, before anything is sent, what could not be brought to its end. */
  void requireReady(TokenOwner owner, DataCenter dataCenter) {
    client.requireOpen();
    Instant unused = client.clock().instant(); // a clock that fails must not cost the code
    client.apiDomain().requireBase(owner, dataCenter);
    client.registration().secretFor(dataCenter);
  }

  private CompletableFuture<IssuedTokens> ask(
      Grant grant, DataCenter dataCenter, Set<String> asked, @Nullable String nonce) {
    CallCounter calls = new CallCounter(client.clock());
    var wall = client.clock().instant();
    long running = client.ticks().now();
    return client
        .endpoint()
        .exchange(grant, dataCenter, calls)
        .thenApply(response -> asked.isEmpty() ? response : response.withDefaultScopes(asked))
        .thenApply(
            response -> {
              var askedAt = client.renewals().moment(wall, running);
              return new IssuedTokens(
                  response, dataCenter, askedAt, calls.times(), nonce, grant.offline());
            });
  }

  private TokenOwner nameOf(
      Granted granted,
      IssuedTokens obtained,
      Function<Granted, TokenOwner> naming,
      @Nullable Runnable keeping) {
    try {
      TokenOwner owner = Require.returned("naming", naming.apply(granted));
      client.apiDomain().requireBase(owner, obtained.dataCenter());
      return owner;
    } catch (Throwable e) {
      if (keeping != null && e instanceof TemporaryFailureException) {
        keeping.run();
      } else {
        unwanted.revokeAndWait(obtained);
      }
      throw e;
    }
  }

  private <T> T orRevoke(IssuedTokens obtained, Supplier<T> step) {
    try {
      return step.get();
    } catch (Throwable e) {
      unwanted.revokeAndWait(obtained);
      throw e;
    }
  }

  private AccessToken keep(IssuedTokens obtained, TokenKey key, Granted granted) {
    Optional<StoredToken> before = orRevoke(obtained, () -> client.store().load(key));
    return keep(obtained, key, before, granted);
  }

  private AccessToken keep(
      IssuedTokens obtained,
      TokenKey key,
      Optional<StoredToken> before,
      @Nullable Granted granted) {
    StoredToken token = orRevoke(obtained, () -> record(obtained, key, before, granted));
    if (obtained.response().refreshToken() != null || renewable(before).isEmpty()) {
      save(obtained, key, token);
      tokens.of(key).adopt(token);
      if (SignInHistory.of(token).lacksRefreshToken()) {
        client.events().storedWithoutRefreshToken(key);
      }
    }
    return token.accessTokenOf(obtained.dataCenter()).orElseThrow();
  }

  /** A save that fails may have worked: the tokens are revoked only if the store lacks them. */
  private void save(IssuedTokens obtained, TokenKey key, StoredToken token) {
    try {
      client.store().save(key, token);
    } catch (Throwable e) {
      if (!LostAnswer.isThere(client.store(), key, LostAnswer.sameSignIn(token), e)) {
        unwanted.revokeAndWait(obtained);
        throw e;
      }
    }
  }

  private static Optional<StoredToken> renewable(Optional<StoredToken> before) {
    return before.filter(stored -> stored.refreshToken() != null);
  }

  /** The record to store, unless a renewable one of the same account is there. */
  private StoredToken record(
      IssuedTokens obtained,
      TokenKey key,
      Optional<StoredToken> before,
      @Nullable Granted granted) {
    TokenResponse response = obtained.response();
    DataCenter dataCenter = obtained.dataCenter();
    IdToken idToken = granted == null ? null : granted.idTokenIfKnown();
    SignInHistory history = before.map(SignInHistory::of).orElse(SignInHistory.NONE);
    StoredToken blank = // with the notes that this version does not know
        new StoredToken(
            dataCenter.location(),
            null,
            null,
            null,
            granted == null ? Map.of() : granted.details(),
            before.map(StoredToken::notes).orElse(Map.of()));
    StoredToken token =
        obtained.onto(
            RenewalHistory.NONE.onto(blank),
            client.apiDomain().rule(response.apiDomain(), key.owner(), dataCenter),
            client.policy(),
            history.by(idToken));
    if (response.refreshToken() == null) {
      renewable(before).ifPresent(stored -> requireSameAccount(stored, dataCenter, idToken));
    }
    return token;
  }

  /**
   * A record with a refresh token is never replaced or mixed by a sign-in that brings none. It may
   * be another account's; certain that it is not is it only where an id_token says so, now and when
   * the refresh token came, and then the sign-in is one all the same.
   */
  private void requireSameAccount(
      StoredToken stored, DataCenter dataCenter, @Nullable IdToken idToken) {
    if (!stored.location().equals(dataCenter.location())
        || !SignInHistory.of(stored).isOf(idToken)) {
      throw Failures.of(client.clientId())
          .at(dataCenter)
          .authorizationRequired(
              "Zoho issued no refresh token, and the stored one, which may be another"
                  + " account's, is left untouched: authorize with access_type=offline and"
                  + " prompt=consent.");
    }
  }

  private <T> T await(CompletableFuture<T> work) {
    return client.await(work);
  }
}
