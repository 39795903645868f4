package io.github.zohooauth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

  /**
   * Takes off, and ends with a record whose access token is good, or a failure.
   *
   * @param beside whether the callers have a good token meanwhile; if not, one that is found in the
   *     store is theirs at once, and renewed later
   */
  CompletableFuture<StoredToken> takeOff(boolean beside) {
    return CompletableFuture.supplyAsync(() -> look(beside), client.executor())
        .thenCompose(Function.identity());
  }

  /** Another thread, process or host may have renewed it, or be about to. */
  private CompletableFuture<StoredToken> look(boolean beside) {
    StoredToken current = orBlank(client.store().load(key));
    RenewalDecision decision = decide(current);
    boolean good = decision.action() == RenewalDecision.Action.RENEW_BESIDE;
    if (decision.action() == RenewalDecision.Action.SERVE || (good && !beside)) {
      return CompletableFuture.completedFuture(current);
    }
    requireAllowed(decision, current);
    Optional<TokenStore.Lease> lease = client.store().tryLease(key);
    if (lease.isPresent()) {
      return renew(lease.get());
    }
    return good ? CompletableFuture.completedFuture(current) : lookAgain();
  }

  private CompletableFuture<StoredToken> lookAgain() {
    if (System.nanoTime() - begun > client.policy().callerTimeout().toNanos()) {
      String what = "Another holder of the lease did not finish its renewal: try again later.";
      throw new TemporaryFailureException(Problem.of(what).at(null, key.clientId()), null);
    }
    long pause = ThreadLocalRandom.current().nextLong(50, 150);
    return new CompletableFuture<@Nullable Void>()
        .completeOnTimeout(null, pause, TimeUnit.MILLISECONDS)
        .thenComposeAsync(paused -> look(false), client.executor());
  }

  private CompletableFuture<StoredToken> renew(TokenStore.Lease lease) {
    CompletableFuture<StoredToken> landing;
    try {
      landing = renewUnder(lease);
    } catch (Throwable e) { // an Error, too, must not keep the lease
      landing = CompletableFuture.failedFuture(e);
    }
    return landing
        .orTimeout(client.policy().leaseDuration().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((stored, failure) -> lease.close());
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
    SentCalls calls = new SentCalls(client.clock());
    return renewal
        .renew(current, dataCenter, calls)
        .thenApply(response -> response.onto(current, apiDomain(response, current), askedAt))
        .handleAsync(
            (next, failure) -> {
              RenewalNotes notes =
                  current.notes().withCalls(calls.times(), now(), client.policy().budgetWindow());
              return next != null
                  ? keep(lease, current, next.withNotes(notes.succeeded()))
                  : fail(lease, current, notes, Completion.cause(failure));
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
      return CompletableFuture.completedFuture(lease.replace(next) ? next : newer(next));
    } catch (TokenStoreException e) {
      if (!next.refreshToken().equals(current.refreshToken())) {
        throw e;
      }
      LOG.log(
          Level.WARNING, "The renewed token of {0} is in memory only: {1}", key, e.getMessage());
      return CompletableFuture.completedFuture(next);
    }
  }

  /**
   * Changes the record's notes, never its tokens, and serves the token while it lives.
   *
   * <p>A call that the configuration spoiled made no token and is not counted, so that a mended one
   * works at once.
   */
  private CompletableFuture<StoredToken> fail(
      TokenStore.Lease lease,
      StoredToken current,
      RenewalNotes counted,
      @Nullable Throwable failure) {
    LOG.log(Level.WARNING, "No new token for {0}: {1}", key, RedactedCause.reason(failure));
    RenewalNotes notes = failure instanceof ConfigurationException ? current.notes() : counted;
    if (failure instanceof RateLimitedException limited) {
      notes = notes.waiting(limited.until(), "Zoho asked for a pause");
    } else if (failure instanceof AuthorizationRequiredException) {
      notes = notes.refusing(current.refreshToken().orElse(""), client.dataCenters().of(current));
    }
    StoredToken noted = current.withNotes(notes);
    try {
      if (!lease.replace(noted)) {
        noted = newer(noted);
      }
    } catch (TokenStoreException e) {
      LOG.log(Level.WARNING, "The failure for {0} is not noted: {1}", key, e.getMessage());
    }
    return isAlive(noted)
        ? CompletableFuture.completedFuture(noted)
        : CompletableFuture.failedFuture(Objects.requireNonNull(failure));
  }

  /** The record was exchanged, revoked or renewed meanwhile: what is there now wins. */
  private StoredToken newer(StoredToken mine) {
    Optional<StoredToken> stored = client.store().load(key);
    StoredToken there = orBlank(stored);
    if (stored.isEmpty()) {
      requireAllowed(decide(there), there);
    } else if (isAlive(there)) {
      return there;
    } else if (!there.refreshToken().equals(mine.refreshToken())) {
      String what = "The stored token was replaced during its renewal: ask again.";
      throw new TemporaryFailureException(Problem.of(what).at(null, key.clientId()), null);
    }
    return mine;
  }

  private boolean isAlive(StoredToken stored) {
    return stored.accessToken().filter(token -> now().isBefore(token.expiresAt())).isPresent();
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
    Problem problem = Problem.of("%s (%s): authorize again.".formatted(decision.why(), key));
    throw new AuthorizationRequiredException(problem.at(dataCenter, key.clientId()), null)
        .with(renewal.byPerson(current).orElse(null));
  }

  private Instant now() {
    return client.clock().instant();
  }
}
