package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.OpenWork.ClosedException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Stores a refresh token that the application brings along, under the lease of its key.
 *
 * <p>No call is sent to Zoho: the first renewal does that. If the record has adopted the same
 * refresh token before, no lease is taken.
 */
public final class Adoption {

  /** What came of one attempt. */
  enum Outcome {
    /** The refresh token was stored. */
    STORED,
    /** The record has adopted the same refresh token before, or has it. */
    KNOWN,
    /** Another holds the lease, or the record was changed meanwhile. */
    BUSY
  }

  private final RenewalContext client;
  private final BroughtToken brought;
  private final TokenKey key;

  public Adoption(RenewalContext client, BroughtToken brought) {
    this.client = client;
    this.brought = brought;
    this.key = brought.key();
  }

  /**
   * Adopts the refresh token, and waits while another holds the lease.
   *
   * @return whether the refresh token was stored
   */
  public CompletableFuture<Boolean> run() {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    client.openWork().endAtClose(result, () -> result.completeExceptionally(new ClosedException()));
    next(result, client.clock().running(), Duration.ZERO);
    return result;
  }

  private void next(CompletableFuture<Boolean> result, long begun, Duration waited) {
    client
        .storeCalls()
        .callOrRefuse(key, this::attempt)
        .whenComplete((outcome, failure) -> attempted(result, outcome, failure, begun, waited));
  }

  private void attempted(
      CompletableFuture<Boolean> result,
      @Nullable Outcome outcome,
      @Nullable Throwable failure,
      long begun,
      Duration waited) {
    try {
      if (outcome == null) {
        result.completeExceptionally(Objects.requireNonNull(failure));
      } else if (outcome != Outcome.BUSY) {
        result.complete(outcome == Outcome.STORED);
      } else if (!result.isDone()) {
        waitForHolder(result, begun, waited);
      }
    } catch (Throwable e) { // such as if no thread can be started
      result.completeExceptionally(e);
    }
  }

  private void waitForHolder(CompletableFuture<Boolean> result, long begun, Duration waited) {
    Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(50, 150));
    Duration spent = waited.plus(pause);
    Duration run = client.clock().since(begun).plus(pause);
    Duration longest = client.policy().callerTimeout();
    if (spent.compareTo(longest) > 0 || run.compareTo(longest) > 0) {
      String what =
          "The refresh token of %s was not adopted: a thread, process or host that shares the store"
              + " has held its lease for %s. Nothing was stored. The lease of a process that died"
              + " ends by itself within %s: try again later.";
      String held = Failures.inWords(longest);
      String lease = Failures.inWords(client.policy().leaseDuration());
      throw Failures.of(key.clientId())
          .at(brought.dataCenter())
          .temporary(what.formatted(key, held, lease));
    }
    CompletableFuture<?> unused =
        client.pauses().pause(pause).whenComplete((passed, ended) -> next(result, begun, spent));
  }

  /** Adopts the refresh token now, as work of its key. */
  Outcome attempt() {
    if (brought.adoptedBy(client.store().load(key)).isEmpty()) {
      client.setting().end(key);
      return Outcome.KNOWN;
    }
    RenewalLease lease = new RenewalLease(client, key);
    try {
      return lease.tryTake() ? adopt(lease) : Outcome.BUSY;
    } finally {
      lease.giveBack();
    }
  }

  private Outcome adopt(RenewalLease lease) {
    Optional<StoredToken> current = lease.get().current();
    current.filter(brought::isAccessTokenOf).ifPresent(mistaken -> refuse());
    Optional<StoredToken> next = brought.adoptedBy(current);
    if (next.isPresent() && !SaveCheck.replace(client.store(), key, lease.get(), next.get())) {
      return Outcome.BUSY;
    }
    client.setting().end(key);
    boolean isNew =
        next.isPresent()
            && current.filter(each -> BroughtToken.hasSameToken(each, next.get())).isEmpty();
    if (isNew) {
      boolean replaces = current.filter(Adoption::works).isPresent();
      client.events().adopted(key, brought.dataCenter(), replaces);
    }
    return isNew ? Outcome.STORED : Outcome.KNOWN;
  }

  private void refuse() {
    String what =
        "refreshToken: it is the access token that is stored for %s. Nothing was changed. Give the"
            + " refresh token.";
    throw Failures.of(key.clientId()).at(brought.dataCenter()).configuration(what.formatted(key));
  }

  /** Returns whether this record has a refresh token that Zoho has not refused. */
  private static boolean works(StoredToken stored) {
    return stored.refreshToken() != null && RenewalHistory.of(stored).refused() == null;
  }
}
