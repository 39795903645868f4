package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.internal.text.Crypto;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges authorization codes for tokens.
 *
 * <p>If an exchange fails for now after Zoho has consumed the code, the tokens are kept, and the
 * same exchange can be repeated. They are revoked after the time that an authorization request
 * lives, or when the client is closed. Thread-safe.
 */
final class TokenExchange {

  private static final int MOST_KEPT = 1_000;

  private static final String AGAIN =
      "The authorization code is used up, but its tokens are kept for ten minutes. Repeat the same"
          + " exchange within that time.";

  private final ClientParts client;
  private final SignInStorage storage;
  private final Revocation revocation;

  /** The tokens of failed exchanges by the hash of their code, the oldest first. */
  private final Map<String, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>());

  record Kept(IssuedTokens issued, CompletableFuture<?> expiry) {}

  TokenExchange(ClientParts client, SignInStorage storage, Revocation revocation) {
    this.client = client;
    this.storage = storage;
    this.revocation = revocation;
  }

  /** A code, with the scopes and the nonce of its authorization request. */
  record Request(Grant code, DataCenter dataCenter, Set<String> scopes, @Nullable String nonce) {

    @Override
    public String toString() {
      return "Request[code=%s, dataCenter=%s]".formatted(code, dataCenter);
    }

    private String hash() {
      return Crypto.sha256Hex(String.valueOf(code.parameters().get("code")));
    }
  }

  /**
   * Exchanges a code for the tokens of this owner.
   *
   * <p>The store is read first, so that an unreadable store does not use up the code. The tokens
   * are stored even if the caller is interrupted.
   *
   * @throws ZohoOAuthException if nothing was issued, or the tokens could not be stored
   */
  SignInResult exchange(Request request, TokenOwner owner) {
    client.requireReady(owner, request.dataCenter());
    TokenKey key = client.key(owner);
    CompletableFuture<Optional<StoredToken>> before =
        client.storeCalls().callOrRefuse(key, () -> client.store().load(key));
    try {
      return repeatable(
          request, () -> client.await(before.thenCompose(known -> exchange(request, key, known))));
    } finally {
      before.cancel(false); // no code is sent for a caller who has given up
    }
  }

  private CompletableFuture<SignInResult> exchange(
      Request request, TokenKey key, Optional<StoredToken> known) {
    return client
        .work()
        .during(
            () ->
                issuedTokens(request)
                    .thenCompose(issued -> verified(issued, request))
                    .thenCompose(signIn -> storage.storeKnownOwner(signIn, key, known)));
  }

  /**
   * Exchanges a code for the tokens of the owner that the resolver returns, in the caller's thread.
   *
   * @throws ZohoOAuthException if nothing was issued, or the tokens could not be stored. If the
   *     caller was interrupted or timed out, tokens that are issued later are revoked
   */
  SignInResult exchange(Request request, OwnerResolver resolver) {
    client.requireReady(TokenOwner.unnamed(), request.dataCenter());
    OpenWork.Piece step = client.work().begin().inThisThread();
    try {
      return repeatable(
          request,
          () -> {
            IssuedTokens issued = awaitOrRevoke(issuedTokens(request));
            return storage.accept(issued, resolver, () -> keep(request, issued));
          });
    } finally {
      step.end();
    }
  }

  /** Returns whether the tokens of this code are kept, so that its exchange can be repeated. */
  boolean isRepeatable(Request request) {
    return kept.containsKey(request.hash());
  }

  private SignInResult repeatable(Request request, Supplier<SignInResult> exchange) {
    try {
      return exchange.get();
    } catch (TemporaryFailureException e) {
      if (!isRepeatable(request)) {
        throw e;
      }
      throw Failures.like(e).temporary(Failures.what(e) + " " + AGAIN, e.getCause());
    }
  }

  /** Returns the tokens that are kept of an earlier exchange, or requests new ones. */
  private CompletableFuture<IssuedTokens> issuedTokens(Request request) {
    IssuedTokens earlier = take(request.hash());
    if (earlier != null) {
      return CompletableFuture.completedFuture(earlier);
    }
    CallCounter calls = new CallCounter(client.clock());
    Instant askedAt = client.clock().instant();
    return client
        .endpoint()
        .exchange(request.code(), request.dataCenter(), calls)
        .thenApply(
            response ->
                new IssuedTokens(
                    response.withDefaultScopes(request.scopes()),
                    request.dataCenter(),
                    askedAt,
                    calls.times(),
                    request.nonce(),
                    request.code().offline()));
  }

  private IssuedTokens awaitOrRevoke(CompletableFuture<IssuedTokens> coming) {
    try {
      return client.await(coming);
    } catch (TemporaryFailureException e) {
      CompletableFuture<?> unused = coming.thenCompose(revocation::revokeLater);
      throw e;
    }
  }

  private CompletableFuture<IssuedTokens.Verified> verified(IssuedTokens issued, Request request) {
    return issued
        .verified(client)
        .exceptionallyComposeAsync(
            failure -> {
              storage.keepOrRevoke(issued, Futures.cause(failure), () -> keep(request, issued));
              return CompletableFuture.failedFuture(failure);
            },
            client.threads().handover());
  }

  private void keep(Request request, IssuedTokens issued) {
    String hash = request.hash();
    CompletableFuture<?> expiry =
        client.renewals().pauses().pauseByClock(AuthorizationRequests.LIFE);
    String oldest;
    synchronized (kept) {
      kept.put(hash, new Kept(issued, expiry));
      oldest = kept.size() > MOST_KEPT ? kept.keySet().iterator().next() : null;
    }
    if (oldest != null) {
      revoke(oldest);
    }
    CompletableFuture<?> unused =
        expiry.thenRunAsync(() -> revoke(hash), client.threads().handover());
    client.work().endAtClose(expiry, () -> revoke(hash));
  }

  /** Removes and returns the tokens of the code with this hash; null if none are kept. */
  private @Nullable IssuedTokens take(String hash) {
    Kept tokens = kept.remove(hash);
    if (tokens == null) {
      return null;
    }
    tokens.expiry().cancel(false);
    return tokens.issued();
  }

  private void revoke(String hash) {
    IssuedTokens issued = take(hash);
    if (issued != null) {
      CompletableFuture<?> unused = revocation.revokeLater(issued);
    }
  }
}
