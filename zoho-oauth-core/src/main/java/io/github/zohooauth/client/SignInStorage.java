package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.internal.renewal.SaveCheck;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.internal.renewal.TokenCache;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stores the tokens of a sign-in under their owner, or revokes them if that fails. */
final class SignInStorage {

  private final ClientParts client;
  private final TokenCache tokens;
  private final Revocation revocation;

  SignInStorage(ClientParts client, TokenCache tokens, Revocation revocation) {
    this.client = client;
    this.tokens = tokens;
    this.revocation = revocation;
  }

  /**
   * Reads the store before a code is sent, so that a store that fails does not cost the code.
   *
   * @param owner the owner of the tokens. Null if only the resolver knows, which needs the tokens;
   *     then a record that does not exist is read, to see that the store can be reached. It is one
   *     of several, so that sign-ins of different owners do not wait for each other
   */
  void requireReadable(@Nullable TokenOwner owner) {
    client.requireOpen();
    try {
      Optional<?> unused = client.load(client.key(owner == null ? absent() : owner));
    } catch (UnreadableRecordException e) {
      if (owner != null) { // otherwise it is a record that this sign-in does not use
        throw e;
      }
    }
  }

  private static TokenOwner absent() {
    return TokenOwner.user("zoho-oauth-check-" + ThreadLocalRandom.current().nextInt(64));
  }

  /**
   * Stores the tokens under the owner that the resolver returns, in the caller's thread.
   *
   * @param keep keeps the tokens after a temporary failure; null to revoke them then, too
   */
  SignInResult accept(IssuedTokens issued, OwnerResolver resolver, @Nullable Runnable keep) {
    IssuedTokens.Verified signIn;
    TokenKey key;
    try {
      signIn = client.await(issued.verified(client));
      TokenOwner owner = Require.returned("resolver", resolver.ownerOf(signIn));
      client.dataCenters().requireApiDomain(owner, issued.dataCenter());
      key = client.key(owner);
    } catch (Throwable e) {
      keepOrRevoke(issued, e, keep);
      throw e;
    }
    OpenWork.Step storing = client.work().beginAnyway(); // the caller may time out before its end
    CompletableFuture<SignInResult> stored =
        CompletableFuture.completedFuture(key)
            .thenApplyAsync(
                to -> store(signIn, to, orRevoke(issued, () -> client.store().load(to))),
                client.calls().of(key))
            .whenComplete((result, failure) -> storing.end());
    return client.await(stored);
  }

  void keepOrRevoke(IssuedTokens issued, @Nullable Throwable failure, @Nullable Runnable keep) {
    if (keep != null && failure instanceof TemporaryFailureException) {
      keep.run();
    } else {
      revocation.revokeAndWait(issued);
    }
  }

  /**
   * Stores the tokens of an owner who was known before they were issued.
   *
   * @param known the record before the tokens were requested. It is used if the store cannot be
   *     read now; otherwise another host's record counts
   */
  SignInResult storeKnownOwner(
      IssuedTokens.Verified signIn, TokenKey key, Optional<StoredToken> known) {
    Optional<StoredToken> before;
    try {
      before = client.store().load(key);
    } catch (TokenStoreException e) {
      before = known;
    }
    return store(signIn, key, before);
  }

  private SignInResult store(
      IssuedTokens.Verified signIn, TokenKey key, Optional<StoredToken> before) {
    IssuedTokens issued = signIn.issued();
    DataCenter dataCenter = issued.dataCenter();
    Optional<StoredToken> staying = orRevoke(issued, () -> staying(signIn, before));
    StoredToken token = orRevoke(issued, () -> record(signIn, key, before));
    if (staying.isEmpty()) {
      save(issued, key, token);
      tokens.of(key).adopt(token);
      if (SignInHistory.of(token).lacksRefreshToken()) {
        client.renewals().events().storedWithoutRefreshToken(key);
      }
    }
    return new SignInResult(
        key.owner(),
        token.accessTokenOf(dataCenter).orElseThrow(),
        isRenewable(staying.orElse(token), dataCenter),
        signIn.idTokenOrNull());
  }

  /**
   * Returns the record that stays, because it can be renewed and the new tokens cannot.
   *
   * <p>Its refresh token must not belong to another Zoho account. The account is the same only if
   * both sign-ins had an id_token with the same subject.
   */
  private Optional<StoredToken> staying(
      IssuedTokens.Verified signIn, Optional<StoredToken> before) {
    DataCenter dataCenter = signIn.dataCenter();
    StoredToken stored = before.filter(each -> isRenewable(each, dataCenter)).orElse(null);
    if (stored == null || signIn.hasRefreshToken()) {
      return Optional.empty();
    }
    if (!stored.location().equals(dataCenter.location())
        || !SignInHistory.of(stored).isOf(signIn.idTokenOrNull())) {
      throw client
          .failures(dataCenter)
          .authorizationRequired(
              "Zoho issued no refresh token. The stored one stays, and it may be another account's:"
                  + " authorize with access_type=offline and prompt=consent.");
    }
    return Optional.of(stored);
  }

  private <T> T orRevoke(IssuedTokens issued, Supplier<T> step) {
    try {
      return step.get();
    } catch (Throwable e) {
      revocation.revokeAndWait(issued);
      throw e;
    }
  }

  /** A save that fails may have worked: the tokens are revoked only if the store lacks them. */
  private void save(IssuedTokens issued, TokenKey key, StoredToken token) {
    try {
      client.store().save(key, token);
    } catch (Throwable e) {
      if (!SaveCheck.isThere(client.store(), key, SaveCheck.sameSignIn(token), e)) {
        revocation.revokeAndWait(issued);
        throw e;
      }
    }
  }

  /** Returns whether this record has a refresh token that Zoho has not refused. */
  private static boolean isRenewable(StoredToken stored, DataCenter dataCenter) {
    String refreshToken = stored.refreshToken();
    return refreshToken != null && !RenewalHistory.of(stored).refuses(refreshToken, dataCenter);
  }

  /** Returns the record to store, with the earlier record's notes of newer versions. */
  private StoredToken record(
      IssuedTokens.Verified signIn, TokenKey key, Optional<StoredToken> before) {
    IssuedTokens issued = signIn.issued();
    DataCenter dataCenter = issued.dataCenter();
    URI apiDomain =
        client.dataCenters().apiDomain(issued.response().apiDomain(), key.owner(), dataCenter);
    StoredToken blank =
        new StoredToken(
            dataCenter.location(),
            null,
            null,
            null,
            signIn.details(),
            before.map(StoredToken::notes).orElse(Map.of()));
    StoredToken token =
        RenewalHistory.NONE
            .with(issued.calls())
            .around(issued.askedAt(), client.policy().budgetWindow())
            .onto(issued.response().onto(blank, apiDomain, issued.askedAt()));
    SignInHistory history =
        before
            .map(SignInHistory::of)
            .orElse(SignInHistory.NONE)
            .by(signIn.idTokenOrNull())
            .grantedForSession(issued.forSession())
            .lackingRefreshToken(issued.offline() && !signIn.hasRefreshToken());
    return (signIn.hasRefreshToken() ? history.oneMoreRefreshToken() : history).onto(token);
  }
}
