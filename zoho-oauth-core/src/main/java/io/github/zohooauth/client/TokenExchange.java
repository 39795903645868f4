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

/** Turns a grant that works only once into an owner's stored tokens. */
final class TokenExchange {

  private static final String AGAIN =
      "The authorization code is used up, but its tokens are kept for ten minutes: repeat the same"
          + " exchange by then.";

  private final ClientParts client;
  private final Unfinished unfinished;
  private final Revocation revocation;
  private final SignInStorage storage;

  TokenExchange(ClientParts client, TokenCache tokens) {
    this.client = client;
    this.unfinished = new Unfinished(client.clock());
    this.revocation = new Revocation(client, tokens);
    this.storage = new SignInStorage(client, tokens, revocation);
  }

  /** A grant that works once, and what was asked for with it. */
  record Request(Grant grant, DataCenter dataCenter, Set<String> scopes, @Nullable String nonce) {

    @Override
    public String toString() {
      return "Request[grant=%s, dataCenter=%s]".formatted(grant, dataCenter);
    }
  }

  /**
   * Exchanges a grant for an owner who is known beforehand.
   *
   * <p>The store is read first, because an unreadable store must not cost the grant. The work goes
   * on until the tokens are stored, even if the caller leaves.
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
   * Exchanges a grant for an owner whom the application names once the sign-in is known. The
   * resolver runs in the caller's thread.
   *
   * @throws ZohoOAuthException if nothing was issued, or the tokens could not be stored; tokens
   *     that are issued after the caller has left are revoked
   */
  SignInResult exchange(Request request, OwnerResolver resolver) {
    requireReady(TokenOwner.unnamed(), request.dataCenter());
    OpenWork.Step step = client.work().begin().inThisThread();
    try {
      return repeatable(
          request.grant(),
          () -> {
            IssuedTokens issued = awaitOrRevoke(issuedTokens(request));
            return accept(issued, resolver, () -> unfinished.keep(request.grant(), issued));
          });
    } finally {
      step.end();
    }
  }

  /** Stores tokens under the owner that the resolver names, in the caller's thread. */
  SignInResult accept(IssuedTokens issued, OwnerResolver resolver) {
    Runnable none = () -> {}; // the browser still has the token
    return accept(issued, resolver, issued.byBrowser() ? none : null);
  }

  /** As {@link #accept}, in a thread of the client's own, because the resolver may block. */
  CompletableFuture<SignInResult> acceptAsync(IssuedTokens issued, OwnerResolver resolver) {
    return CompletableFuture.supplyAsync(
        () -> accept(issued, resolver), client.threads().handover());
  }

  /** Refuses, before anything is sent, an exchange that could not be completed. */
  void requireReady(TokenOwner owner, DataCenter dataCenter) {
    client.requireOpen();
    Instant unused = client.clock().instant(); // a clock that fails must not cost the code
    client.apiDomain().requireBase(owner, dataCenter);
    client.registration().secretFor(dataCenter);
  }

  /** Whether the exchange of this grant failed for now, and can be repeated without it. */
  boolean isRepeatable(Grant grant) {
    return unfinished.has(grant);
  }

  private SignInResult repeatable(Grant grant, Supplier<SignInResult> exchange) {
    unfinished.removeExpired().forEach(revocation::revokeLater);
    try {
      return exchange.get();
    } catch (TemporaryFailureException e) {
      if (!isRepeatable(grant)) {
        throw e;
      }
      throw Failures.like(e).temporary(Failures.what(e) + " " + AGAIN, e.getCause());
    }
  }

  /** The tokens that are kept of an earlier exchange, or new ones. */
  private CompletableFuture<IssuedTokens> issuedTokens(Request request) {
    IssuedTokens kept = unfinished.take(request.grant());
    return kept == null ? ask(request) : CompletableFuture.completedFuture(kept);
  }

  private CompletableFuture<IssuedTokens> ask(Request request) {
    Set<String> scopes = request.scopes();
    CallCounter calls = new CallCounter(client.clock());
    Instant wall = client.clock().instant();
    long running = client.ticks().now();
    return client
        .endpoint()
        .exchange(request.grant(), request.dataCenter(), calls)
        .thenApply(response -> scopes.isEmpty() ? response : response.withDefaultScopes(scopes))
        .thenApply(
            response ->
                new IssuedTokens(
                    response,
                    request.dataCenter(),
                    client.renewals().moment(wall, running),
                    calls.times(),
                    request.nonce(),
                    request.grant().offline()));
  }

  private IssuedTokens awaitOrRevoke(CompletableFuture<IssuedTokens> coming) {
    try {
      return client.await(coming);
    } catch (TemporaryFailureException e) {
      CompletableFuture<?> unused = coming.thenAccept(revocation::revokeLater);
      throw e;
    }
  }

  private CompletableFuture<CompletedSignIn> verified(IssuedTokens issued, Request request) {
    return CompletedSignIn.of(client, issued)
        .exceptionallyComposeAsync(
            failure -> {
              giveUp(
                  issued, Futures.cause(failure), () -> unfinished.keep(request.grant(), issued));
              return CompletableFuture.failedFuture(failure);
            },
            client.threads().handover());
  }

  /**
   * Stores issued tokens.
   *
   * @param keeping keeps the tokens after a temporary failure; null if they are revoked then
   */
  private SignInResult accept(
      IssuedTokens issued, OwnerResolver resolver, @Nullable Runnable keeping) {
    CompletedSignIn signIn;
    TokenKey key;
    try {
      signIn = client.await(CompletedSignIn.of(client, issued));
      TokenOwner owner = Require.returned("resolver", resolver.ownerOf(signIn));
      client.apiDomain().requireBase(owner, issued.dataCenter());
      key = client.key(owner);
    } catch (Throwable e) {
      giveUp(issued, e, keeping);
      throw e;
    }
    OpenWork.Step storing = client.work().beginAnyway(); // the caller may leave before its end
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

  private void giveUp(
      IssuedTokens issued, @Nullable Throwable failure, @Nullable Runnable keeping) {
    if (keeping != null && failure instanceof TemporaryFailureException) {
      keeping.run();
    } else {
      revocation.revokeAndWait(issued);
    }
  }
}
