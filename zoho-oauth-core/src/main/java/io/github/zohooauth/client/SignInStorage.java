package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.internal.renewal.Records;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.internal.renewal.SaveCheck;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.internal.renewal.TokenCache;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
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
    OpenWork.Piece storing = client.work().beginAnyway(); // the caller may time out before its end
    CompletableFuture<SignInResult> stored =
        storeOrRevoke(
            issued, key, () -> store(signIn, key, orNotStored(() -> client.store().load(key))));
    return client.await(stored.whenComplete((result, failure) -> storing.end()));
  }

  /** The failure of a sign-in whose tokens are certainly not stored. */
  private static final class NotStored extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotStored(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Stores tokens as work of their key. If they are not stored, they are revoked after that work,
   * so that no other work of the key waits for Zoho.
   */
  private CompletableFuture<SignInResult> storeOrRevoke(
      IssuedTokens issued, TokenKey key, Supplier<SignInResult> work) {
    return CompletableFuture.completedFuture(work)
        .thenApplyAsync(Supplier::get, client.storeCalls().executorFor(key))
        .exceptionallyComposeAsync(
            failure ->
                Futures.cause(failure) instanceof NotStored notStored
                    ? revocation
                        .revokeLater(issued)
                        .thenCompose(revoked -> CompletableFuture.failedFuture(cause(notStored)))
                    : CompletableFuture.failedFuture(failure),
            client.threads().handover());
  }

  private static Throwable cause(NotStored notStored) {
    return Objects.requireNonNull(notStored.getCause());
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
  CompletableFuture<SignInResult> storeKnownOwner(
      IssuedTokens.Verified signIn, TokenKey key, Optional<StoredToken> known) {
    return storeOrRevoke(signIn.issued(), key, () -> store(signIn, key, presentOr(known, key)));
  }

  private Optional<StoredToken> presentOr(Optional<StoredToken> known, TokenKey key) {
    try {
      return client.store().load(key);
    } catch (TokenStoreException e) {
      return known;
    }
  }

  private SignInResult store(
      IssuedTokens.Verified signIn, TokenKey key, Optional<StoredToken> found) {
    IssuedTokens issued = signIn.issued();
    DataCenter dataCenter = issued.dataCenter();
    Duration took = orNotStored(() -> issued.took(client.clock()));
    Optional<StoredToken> before = client.configured().asAfterFirstUse(key, found);
    Optional<StoredToken> staying = orNotStored(() -> staying(signIn, before));
    StoredToken token = orNotStored(() -> record(signIn, key, before));
    if (staying.isEmpty()) {
      save(key, token);
      client.configured().end(key);
      tokens.of(key).hold(token);
      if (SignInHistory.of(token).lacksRefreshToken()) {
        client.renewals().events().storedWithoutRefreshToken(key);
      }
    }
    client.renewals().events().signedIn(key, dataCenter, took);
    return new SignInResult(
        key.owner(),
        token.accessTokenOf(dataCenter).orElseThrow(),
        Records.isRenewable(staying.orElse(token), dataCenter),
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
    StoredToken stored = before.filter(each -> Records.isRenewable(each, dataCenter)).orElse(null);
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

  private static <T> T orNotStored(Supplier<T> step) {
    try {
      return step.get();
    } catch (Throwable e) {
      throw new NotStored(e);
    }
  }

  /** A save that fails may have worked: the tokens are revoked only if the store lacks them. */
  private void save(TokenKey key, StoredToken token) {
    try {
      client.store().save(key, token);
    } catch (Throwable e) {
      if (!SaveCheck.isThere(client.store(), key, SaveCheck.sameSignIn(token), e)) {
        throw new NotStored(e);
      }
    }
  }

  /** Returns the record to store, with the earlier record's notes of newer versions. */
  private StoredToken record(
      IssuedTokens.Verified signIn, TokenKey key, Optional<StoredToken> before) {
    IssuedTokens issued = signIn.issued();
    DataCenter dataCenter = issued.dataCenter();
    URI apiDomain =
        client
            .renewals()
            .apiDomain(issued.response().apiDomain(), key, dataCenter, issued.took(client.clock()));
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
            .within(issued.askedAt(), client.policy().budgetWindow())
            .onto(issued.response().onto(blank, apiDomain, issued.askedAt()));
    SignInHistory history =
        before
            .map(SignInHistory::of)
            .orElse(SignInHistory.NONE)
            .by(signIn.idTokenOrNull())
            .grantedForSession(issued.forSession())
            .lackingRefreshToken(issued.offline() && !signIn.hasRefreshToken());
    SignInHistory all = signIn.hasRefreshToken() ? history.oneMoreRefreshToken() : history;
    return client.configured().withSettingNoted(all, key).onto(token);
  }
}
