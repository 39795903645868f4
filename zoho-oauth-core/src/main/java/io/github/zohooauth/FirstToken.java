package io.github.zohooauth;

import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

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
    TokenKey key = client.key(owner);
    client.apiDomain().requireBase(owner, dataCenter);
    client.registration().secretFor(dataCenter);
    Instant askedAt = client.clock().instant();
    Queue<Instant> calls = new ConcurrentLinkedQueue<>();
    CompletableFuture<AccessToken> work =
        CompletableFuture.supplyAsync(() -> client.store().load(key), client.executor())
            .thenCompose(
                // A store that cannot be read must not cost the code.
                before ->
                    client
                        .endpoint()
                        .exchange(grant, dataCenter, () -> calls.add(client.clock().instant()))
                        .thenApplyAsync(
                            response ->
                                keep(
                                    key,
                                    before,
                                    received(response, key, dataCenter, askedAt, calls)),
                            client.executor()));
    return Await.result(work, client.policy().callerTimeout(), client.clientId());
  }

  private StoredToken received(
      TokenResponse response,
      TokenKey key,
      DataCenter dataCenter,
      Instant askedAt,
      Queue<Instant> calls) {
    RenewalNotes notes =
        RenewalNotes.NONE.withCalls(calls, askedAt, client.policy().budgetWindow());
    return response
        .onto(
            StoredToken.at(dataCenter),
            client.apiDomain().rule(response.apiDomain(), key.owner(), dataCenter),
            askedAt)
        .withNotes(notes);
  }

  private AccessToken keep(TokenKey key, Optional<StoredToken> before, StoredToken received) {
    boolean loses = before.flatMap(StoredToken::refreshToken).isPresent();
    if (received.refreshToken().isEmpty() && loses) {
      String what =
          "Zoho issued no refresh token, and the stored one, which may be another account's, is"
              + " left untouched: authorize with access_type=offline and prompt=consent.";
      DataCenter dataCenter = client.dataCenters().of(received);
      throw new AuthorizationRequiredException(
          Problem.of(what).at(dataCenter, key.clientId()), null);
    }
    client.store().save(key, received);
    tokens.of(key).adopt(received);
    return received.accessToken().orElseThrow();
  }
}
