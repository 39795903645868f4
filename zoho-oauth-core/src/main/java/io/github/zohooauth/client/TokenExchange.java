package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.renewal.TokenCache;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.TokenKey;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Exchanges a grant that is valid once for tokens, and stores them. */
final class TokenExchange {

  private static final String AGAIN =
      "The authorization code is used up, but its tokens are kept for ten minutes. Repeat the same"
          + " exchange within that time.";

  private final ClientParts client;
  private final Revocation revocation;
  private final KeptTokens kept;
  private final SignInStorage storage;

  TokenExchange(ClientParts client, TokenCache tokens) {
    this.client = client;
    this.revocation = new Revocation(client, tokens);
    this.kept = new KeptTokens(client, revocation);
    this.storage = new SignInStorage(client, tokens, revocation);
  }

  /** A grant that is valid once, with the scopes and nonce of its authorization request. */
  record Request(Grant grant, DataCenter dataCenter, Set<String> scopes, @Nullable String nonce) {

    @Override
    public String toString() {
      return "Request[grant=%s, dataCenter=%s]".formatted(grant, dataCenter);
    }
  }

  /**
   * Exchanges a grant for the tokens of this owner.
   *
   * <p>The store is read first, so that an unreadable store does not use up the grant. The tokens
   * are stored even if the caller is interrupted.
   *
   * @throws ZohoOAuthException if nothing was issued, or the tokens could not be stored
   */
  SignInResult exchange(Request request, TokenOwner owner) {
    requireReady(owner, request.dataCenter());
    TokenKey key = client.key(owner);
    return repeatable(
        request.grant(),
        () ->
            client.await(
                CompletableFuture.supplyAsync(() -> client.store().load(key), client.executor())
                    .thenCompose(
                        before ->
                            client
                                .work()
                                .during(
                                    () ->
                                        issuedTokens(request)
                                            .thenCompose(issued -> verified(issued, request))
                                            .thenApplyAsync(
                                                signIn -> storage.store(signIn, key, before),
                                                client.executor())))));
  }

  /**
   * Exchanges a grant for the tokens of the owner that the resolver returns, in the caller's
   * thread.
   *
   * @throws ZohoOAuthException if nothing was issued, or the tokens could not be stored. If the
   *     caller was interrupted or timed out, tokens that are issued later are revoked
   */
  SignInResult exchange(Request request, OwnerResolver resolver) {
    requireReady(TokenOwner.unnamed(), request.dataCenter());
    OpenWork.Step step = client.work().begin().inThisThread();
    try {
      return repeatable(
          request.grant(),
          () -> {
            IssuedTokens issued = awaitOrRevoke(issuedTokens(request));
            return accept(issued, resolver, () -> kept.keep(request.grant(), issued));
          });
    } finally {
      step.end();
    }
  }

  /** Stores tokens under the owner that the resolver returns, in the caller's thread. */
  SignInResult accept(IssuedTokens issued, OwnerResolver resolver) {
    Runnable none = () -> {}; // the browser still has the token
    return accept(issued, resolver, issued.byBrowser() ? none : null);
  }

  /** Refuses an exchange that could not be completed, before anything is sent. */
  void requireReady(TokenOwner owner, DataCenter dataCenter) {
    client.requireOpen();
    Instant unused = client.clock().instant(); // if the clock fails, the code is not used up
    client.dataCenters().requireApiDomain(owner, dataCenter);
    client.registration().secretFor(dataCenter);
  }

  /** Returns whether the tokens of this grant are kept, so that its exchange can be repeated. */
  boolean isRepeatable(Grant grant) {
    return kept.has(grant);
  }

  private SignInResult repeatable(Grant grant, Supplier<SignInResult> exchange) {
    try {
      return exchange.get();
    } catch (TemporaryFailureException e) {
      if (!isRepeatable(grant)) {
        throw e;
      }
      throw Failures.like(e).temporary(Failures.what(e) + " " + AGAIN, e.getCause());
    }
  }

  /** Returns the tokens that are kept of an earlier exchange, or requests new ones. */
  private CompletableFuture<IssuedTokens> issuedTokens(Request request) {
    IssuedTokens earlier = kept.take(request.grant());
    return earlier == null ? ask(request) : CompletableFuture.completedFuture(earlier);
  }

  private CompletableFuture<IssuedTokens> ask(Request request) {
    Set<String> scopes = request.scopes();
    CallCounter calls = new CallCounter(client.clock());
    Instant askedAt = client.clock().instant();
    return client
        .endpoint()
        .exchange(request.grant(), request.dataCenter(), calls)
        .thenApply(response -> scopes.isEmpty() ? response : response.withDefaultScopes(scopes))
        .thenApply(
            response ->
                new IssuedTokens(
                    response,
                    request.dataCenter(),
                    askedAt,
                    calls.times(),
                    request.nonce(),
                    request.grant().offline()));
  }

  private IssuedTokens awaitOrRevoke(CompletableFuture<IssuedTokens> coming) {
    try {
      return client.await(coming);
    } catch (TemporaryFailureException e) {
      CompletableFuture<?> unused = coming.thenCompose(revocation::revokeLater);
      throw e;
    }
  }

  private CompletableFuture<CompletedSignIn> verified(IssuedTokens issued, Request request) {
    return CompletedSignIn.of(client, issued)
        .exceptionallyComposeAsync(
            failure -> {
              keepOrRevoke(
                  issued, Futures.cause(failure), () -> kept.keep(request.grant(), issued));
              return CompletableFuture.failedFuture(failure);
            },
            client.threads().handover());
  }

  /**
   * Stores issued tokens.
   *
   * @param keep what to do after a temporary failure; null to revoke the tokens
   */
  private SignInResult accept(
      IssuedTokens issued, OwnerResolver resolver, @Nullable Runnable keep) {
    CompletedSignIn signIn;
    TokenKey key;
    try {
      signIn = client.await(CompletedSignIn.of(client, issued));
      TokenOwner owner = Require.returned("resolver", resolver.ownerOf(signIn));
      client.dataCenters().requireApiDomain(owner, issued.dataCenter());
      key = client.key(owner);
    } catch (Throwable e) {
      keepOrRevoke(issued, e, keep);
      throw e;
    }
    OpenWork.Step storing = client.work().beginAnyway(); // the caller may time out before its end
    CompletableFuture<SignInResult> stored;
    try {
      stored =
          CompletableFuture.supplyAsync(() -> storage.store(signIn, key), client.executor())
              .whenComplete((result, failure) -> storing.end());
    } catch (Throwable e) { // the executor takes no work
      storing.end();
      throw e;
    }
    return client.await(stored);
  }

  private void keepOrRevoke(
      IssuedTokens issued, @Nullable Throwable failure, @Nullable Runnable keep) {
    if (keep != null && failure instanceof TemporaryFailureException) {
      keep.run();
    } else {
      revocation.revokeAndWait(issued);
    }
  }
}
