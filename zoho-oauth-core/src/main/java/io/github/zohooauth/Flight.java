package io.github.zohooauth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One renewal of one key, owned by no caller: callers share its end, and none can cancel or wedge
 * it.
 */
final class Flight {

  private static final Logger LOG = System.getLogger("io.github.zohooauth");

  private final ClientConfig client;
  private final Renewal renewal;
  private final TokenKey key;
  private final long begun = System.nanoTime();

  Flight(ClientConfig client, Renewal renewal, TokenKey key) {
    this.client = client;
    this.renewal = renewal;
    this.key = key;
  }

  /** Takes off, and ends with a record whose access token is good, or a failure. */
  CompletableFuture<StoredToken> takeOff() {
    return lookOn(client.executor());
  }

  private CompletableFuture<StoredToken> lookOn(Executor executor) {
    return CompletableFuture.supplyAsync(this::look, executor).thenCompose(Function.identity());
  }

  /** Another thread, process or host may have renewed it, or be about to. */
  private CompletableFuture<StoredToken> look() {
    StoredToken current = orBlank(client.store().load(key));
    RenewalDecision decision = decide(current);
    if (decision.action() == RenewalDecision.Action.SERVE) {
      return CompletableFuture.completedFuture(current);
    }
    requireAllowed(decision, current);
    Optional<TokenStore.Lease> lease = client.store().tryLease(key);
    if (lease.isPresent()) {
      return renew(lease.get());
    }
    if (decision.action() == RenewalDecision.Action.RENEW_BESIDE) {
      return CompletableFuture.completedFuture(current);
    }
    return lookAgain();
  }

  private CompletableFuture<StoredToken> lookAgain() {
    if (System.nanoTime() - begun > client.policy().callerTimeout().toNanos()) {
      String what = "Another holder of the lease did not finish its renewal: try again later.";
      throw new TemporaryFailureException(Problem.of(what).at(null, key.clientId()), null);
    }
    long pause = ThreadLocalRandom.current().nextLong(50, 150);
    return lookOn(
        CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, client.executor()));
  }

  private CompletableFuture<StoredToken> renew(TokenStore.Lease lease) {
    CompletableFuture<StoredToken> landing;
    try {
      landing = renewUnder(lease);
    } catch (RuntimeException e) {
      landing = CompletableFuture.failedFuture(e);
    }
    return landing.whenComplete((stored, failure) -> lease.close());
  }

  private CompletableFuture<StoredToken> renewUnder(TokenStore.Lease lease) {
    StoredToken current = orBlank(lease.current());
    RenewalDecision decision = decide(current);
    if (decision.action() == RenewalDecision.Action.SERVE) {
      return CompletableFuture.completedFuture(current);
    }
    requireAllowed(decision, current);
    DataCenter dataCenter = client.dataCenters().of(current);
    client.apiDomain().requireBase(key.owner(), dataCenter);
    Instant askedAt = now();
    Queue<Instant> calls = new ConcurrentLinkedQueue<>();
    return renewal
        .renew(current, dataCenter, () -> calls.add(now()))
        .thenApply(response -> response.onto(current, apiDomain(response, current), askedAt))
        .handleAsync(
            (next, failure) -> {
              RenewalNotes notes =
                  current.notes().withCalls(calls, now(), client.policy().budgetWindow());
              return next != null
                  ? keep(lease, current, next.withNotes(notes.succeeded()))
                  : fail(lease, current.withNotes(notes), Completion.cause(failure));
            },
            client.executor())
        .thenCompose(Function.identity());
  }

  /** Zoho may leave {@code api_domain} out of a renewal; then it is where it was. */
  private URI apiDomain(TokenResponse response, StoredToken current) {
    String received = response.apiDomain();
    if (received == null) {
      received = current.accessToken().map(token -> token.apiDomain().toString()).orElse(null);
    }
    return client.apiDomain().rule(received, key.owner(), client.dataCenters().of(current));
  }

  /** A store that cannot save costs a warning and not another token, unless a token were lost. */
  private CompletableFuture<StoredToken> keep(
      TokenStore.Lease lease, StoredToken current, StoredToken next) {
    try {
      return lease.replace(next) ? CompletableFuture.completedFuture(next) : yieldTo(lease);
    } catch (TokenStoreException e) {
      if (!next.refreshToken().equals(current.refreshToken())) {
        throw e;
      }
      LOG.log(
          Level.WARNING, "The renewed token of {0} is in memory only: {1}", key, e.getMessage());
      return CompletableFuture.completedFuture(next);
    }
  }

  /** Changes the record's notes, never its tokens, and serves the token while it lives. */
  private CompletableFuture<StoredToken> fail(
      TokenStore.Lease lease, StoredToken current, @Nullable Throwable failure) {
    LOG.log(Level.WARNING, "No new token for {0}: {1}", key, reason(failure));
    RenewalNotes notes = current.notes();
    if (failure instanceof RateLimitedException limited) {
      notes = notes.waiting(limited.until(), "Zoho asked for a pause");
    } else if (failure instanceof AuthorizationRequiredException) {
      notes = notes.refusing(current.refreshToken().orElse(""), client.dataCenters().of(current));
    }
    StoredToken noted = current.withNotes(notes);
    try {
      if (!lease.replace(noted)) {
        return yieldTo(lease);
      }
    } catch (TokenStoreException e) {
      LOG.log(Level.WARNING, "The failure for {0} is not noted: {1}", key, e.getMessage());
    }
    boolean alive =
        noted.accessToken().filter(token -> now().isBefore(token.expiresAt())).isPresent();
    return alive
        ? CompletableFuture.completedFuture(noted)
        : CompletableFuture.failedFuture(Objects.requireNonNull(failure));
  }

  private static String reason(@Nullable Throwable failure) {
    return failure instanceof ZohoOAuthException known
        ? String.valueOf(known.getMessage())
        : String.valueOf(RedactedCause.of(failure));
  }

  /** The record was exchanged, revoked or renewed meanwhile: what is there now wins. */
  private CompletableFuture<StoredToken> yieldTo(TokenStore.Lease lease) {
    lease.close();
    return look();
  }

  private RenewalDecision decide(StoredToken current) {
    DataCenter dataCenter = client.dataCenters().of(current);
    boolean possible = renewal.isPossible(current);
    return RenewalDecision.of(current, dataCenter, possible, now(), client.policy());
  }

  private StoredToken orBlank(Optional<StoredToken> stored) {
    return stored.orElseGet(() -> StoredToken.at(client.home()));
  }

  /** Refuses to send what the record's notes forbid. */
  private void requireAllowed(RenewalDecision decision, StoredToken current) {
    if (decision.action() != RenewalDecision.Action.FAIL) {
      return;
    }
    DataCenter dataCenter = client.dataCenters().of(current);
    Instant until = decision.until();
    if (until != null) {
      Problem problem = Problem.of("%s: wait until %s.".formatted(decision.why(), until));
      throw new RateLimitedException(problem.at(dataCenter, key.clientId()), until, null);
    }
    Problem problem =
        Problem.of("%s (%s): authorize, and exchange the code.".formatted(decision.why(), key));
    throw new AuthorizationRequiredException(problem.at(dataCenter, key.clientId()), null);
  }

  private Instant now() {
    return client.clock().instant();
  }
}
