package io.github.zohooauth;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Brings an owner's first token: from the grant through the token endpoint into the store. */
final class FirstToken {

  private final ClientConfig client;
  private final TokenCache tokens;

  FirstToken(ClientConfig client, TokenCache tokens) {
    this.client = client;
    this.tokens = tokens;
  }

  /**
   * Exchanges a grant that works only once; what it brings is stored before it is handed out.
   *
   * @throws ZohoOAuthException if nothing was obtained, or what was obtained could not be stored
   */
  AccessToken exchange(Grant grant, DataCenter dataCenter, TokenOwner owner) {
    client.requireOpen();
    client.apiDomain().requireBase(owner, dataCenter);
    client.registration().secretFor(dataCenter);
    CompletableFuture<AccessToken> work =
        new Exchange(grant, dataCenter, client.key(owner)).begin();
    return Await.result(work, client.policy().callerTimeout(), client.clientId());
  }

  /** One exchange, which goes on to the store even if its caller leaves. */
  private final class Exchange {

    private final Grant grant;
    private final DataCenter dataCenter;
    private final TokenKey key;
    private final Instant askedAt = client.clock().instant();
    private final SentCalls calls = new SentCalls(client.clock());

    Exchange(Grant grant, DataCenter dataCenter, TokenKey key) {
      this.grant = grant;
      this.dataCenter = dataCenter;
      this.key = key;
    }

    /** Reads the store first: one that cannot be read must not cost the grant. */
    CompletableFuture<AccessToken> begin() {
      return CompletableFuture.supplyAsync(() -> client.store().load(key), client.executor())
          .thenCompose(this::ask);
    }

    private CompletableFuture<AccessToken> ask(Optional<StoredToken> before) {
      return client
          .endpoint()
          .exchange(grant, dataCenter, calls)
          .thenApplyAsync(response -> keep(before, response), client.executor());
    }

    private AccessToken keep(Optional<StoredToken> before, TokenResponse response) {
      if (response.refreshToken() == null
          && before.flatMap(StoredToken::refreshToken).isPresent()) {
        throw new AuthorizationRequiredException(
            Problem.of(
                    "Zoho issued no refresh token, and the stored one, which may be another"
                        + " account's, is left untouched: authorize with access_type=offline and"
                        + " prompt=consent.")
                .at(dataCenter, key.clientId()),
            null);
      }
      StoredToken token = stored(response);
      client.store().save(key, token);
      tokens.of(key).adopt(token);
      return token.accessToken().orElseThrow();
    }

    private StoredToken stored(TokenResponse response) {
      RenewalNotes notes =
          RenewalNotes.NONE.withCalls(calls.times(), askedAt, client.policy().budgetWindow());
      return response
          .onto(
              StoredToken.at(dataCenter),
              client.apiDomain().rule(response.apiDomain(), key.owner(), dataCenter),
              askedAt)
          .withNotes(notes);
    }
  }
}
