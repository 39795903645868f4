package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.renewal.LostAnswer;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.internal.renewal.TokenCache;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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

  SignInResult store(CompletedSignIn signIn, TokenKey key) {
    return store(signIn, key, orRevoke(signIn.issued(), () -> client.store().load(key)));
  }

  /**
   * Stores the tokens. If no refresh token was issued, a record that can be renewed stays instead.
   *
   * @param known the record before the tokens were requested
   */
  SignInResult store(CompletedSignIn signIn, TokenKey key, Optional<StoredToken> known) {
    IssuedTokens issued = signIn.issued();
    Optional<StoredToken> before = latest(key, known);
    StoredToken token = orRevoke(issued, () -> record(signIn, key, before));
    Optional<StoredToken> staying =
        signIn.hasRefreshToken()
            ? Optional.empty()
            : before.filter(stored -> isRenewable(stored, issued.dataCenter()));
    if (staying.isEmpty()) {
      save(issued, key, token);
      tokens.of(key).adopt(token);
      if (SignInHistory.of(token).lacksRefreshToken()) {
        client.events().storedWithoutRefreshToken(key);
      }
    }
    return new SignInResult(
        key.owner(),
        token.accessTokenOf(issued.dataCenter()).orElseThrow(),
        isRenewable(staying.orElse(token), issued.dataCenter()),
        signIn.idTokenOrNull());
  }

  /** Another host may have stored a record since then. If the load fails, the known one is used. */
  private Optional<StoredToken> latest(TokenKey key, Optional<StoredToken> known) {
    try {
      return client.store().load(key);
    } catch (TokenStoreException e) {
      return known;
    }
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
      if (!LostAnswer.isThere(client.store(), key, LostAnswer.sameSignIn(token), e)) {
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
  private StoredToken record(CompletedSignIn signIn, TokenKey key, Optional<StoredToken> before) {
    IssuedTokens issued = signIn.issued();
    DataCenter dataCenter = issued.dataCenter();
    IdToken idToken = signIn.idTokenOrNull();
    SignInHistory history = before.map(SignInHistory::of).orElse(SignInHistory.NONE);
    StoredToken blank =
        new StoredToken(
            dataCenter.location(),
            null,
            null,
            null,
            signIn.details(),
            before.map(StoredToken::notes).orElse(Map.of()));
    if (!signIn.hasRefreshToken()) {
      before
          .filter(stored -> isRenewable(stored, dataCenter))
          .ifPresent(stored -> requireSameAccount(stored, signIn));
    }
    return issued.onto(
        RenewalHistory.NONE.onto(blank),
        client.dataCenters().apiDomain(issued.response().apiDomain(), key.owner(), dataCenter),
        client.policy(),
        history.by(idToken));
  }

  /**
   * Refuses a sign-in without refresh token beside a stored refresh token that may belong to
   * another Zoho account. The account is the same only if both sign-ins had an id_token with the
   * same subject.
   */
  private void requireSameAccount(StoredToken stored, CompletedSignIn signIn) {
    if (!stored.location().equals(signIn.dataCenter().location())
        || !SignInHistory.of(stored).isOf(signIn.idTokenOrNull())) {
      throw Failures.of(client.clientId())
          .at(signIn.dataCenter())
          .authorizationRequired(
              "Zoho issued no refresh token. The stored one stays, and it may be another account's:"
                  + " authorize with access_type=offline and prompt=consent.");
    }
  }
}
