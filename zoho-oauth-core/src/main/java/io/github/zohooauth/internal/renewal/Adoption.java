package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.OpenWork.ClosedException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    /** Another holds the lease. */
    LEASED,
    /** The record was changed meanwhile, or the caller has given up: nothing was stored. */
    CHANGED
  }

  private final RenewalContext client;
  private final GivenRefreshToken given;
  private final TokenKey key;
  private final Runnable whenStored;
  private final CompletableFuture<Boolean> result = new CompletableFuture<>();
  private final OtherHolders others;
  private volatile Duration paused = Duration.ZERO;

  Adoption(RenewalContext client, GivenRefreshToken given) {
    this(client, given, () -> {});
  }

  /**
   * Makes an adoption.
   *
   * @param whenStored called under the lease if the refresh token was stored
   */
  public Adoption(RenewalContext client, GivenRefreshToken given, Runnable whenStored) {
    this.client = client;
    this.given = given;
    this.key = given.key();
    this.whenStored = whenStored;
    this.others = new OtherHolders(client, key, null);
  }

  /**
   * Adopts the refresh token, and waits while another holds the lease.
   *
   * @return whether the refresh token was stored. If it completes before, such as because the
   *     caller gives up, nothing more is done: a later adoption must not be overwritten
   */
  public CompletableFuture<Boolean> run() {
    client.openWork().endAtClose(result, () -> result.completeExceptionally(new ClosedException()));
    next();
    return result;
  }

  private void next() {
    CompletableFuture<Outcome> call = client.storeCalls().callOrRefuse(key, this::attempt);
    call.whenComplete(this::attempted);
    result.whenComplete((stored, failure) -> call.cancel(false));
  }

  private void attempted(@Nullable Outcome outcome, @Nullable Throwable failure) {
    try {
      if (outcome == null) {
        result.completeExceptionally(Objects.requireNonNull(failure));
      } else if (outcome == Outcome.STORED || outcome == Outcome.KNOWN) {
        result.complete(outcome == Outcome.STORED);
      } else if (!result.isDone()) {
        tryAgain(outcome);
      }
    } catch (Throwable e) { // such as if no thread can be started
      result.completeExceptionally(e);
    }
  }

  private void tryAgain(Outcome outcome) {
    Duration pause = OtherHolders.nextPause();
    paused = paused.plus(pause);
    if (paused.compareTo(client.policy().callerTimeout()) > 0) {
      throw outcome == Outcome.LEASED ? others.heldTooLong("adoption") : changed();
    }
    if (outcome == Outcome.LEASED) {
      others.waitFor(pause);
    }
    CompletableFuture<?> unused =
        client.pauses().pause(pause).thenRunAsync(this::next, client.threads().handover());
  }

  private TemporaryFailureException changed() {
    String what =
        "The refresh token of %s was not adopted: the record was changed during each try. Nothing"
            + " was stored. Try again later.";
    return Failures.of(key.clientId()).at(given.dataCenter()).temporary(what.formatted(key));
  }

  /** Adopts the refresh token now, as work of its key. */
  Outcome attempt() {
    if (recordAfterAdoption(client.store().load(key)).isEmpty()) {
      client.configured().endOf(given);
      return Outcome.KNOWN;
    }
    RenewalLease lease = new RenewalLease(client, key);
    try {
      return lease.tryTake() ? adopt(lease) : Outcome.LEASED;
    } finally {
      lease.giveBack();
    }
  }

  private Outcome adopt(RenewalLease lease) {
    Optional<StoredToken> current = lease.get().current();
    if (result.isDone()) {
      return Outcome.CHANGED; // the caller has given up, and may have adopted another one since
    }
    current.ifPresent(given::requireNotAccessTokenOf);
    Optional<StoredToken> after = recordAfterAdoption(current);
    boolean isNew =
        after.isPresent()
            && current.filter(each -> GivenRefreshToken.hasSameToken(each, after.get())).isEmpty();
    Optional<StoredToken> next = isNew ? after.map(this::withSettingNoted) : after;
    if (next.isPresent() && !SaveCheck.replace(client.store(), key, lease.get(), next.get())) {
      return Outcome.CHANGED;
    }
    client.configured().endOf(given);
    if (isNew) {
      client.configured().end(key);
      whenStored.run();
      boolean replaces = current.filter(this::isRenewable).isPresent();
      client.events().adopted(key, given.dataCenter(), replaces);
    }
    return isNew ? Outcome.STORED : Outcome.KNOWN;
  }

  private Optional<StoredToken> recordAfterAdoption(Optional<StoredToken> stored) {
    return stored
        .flatMap(
            each -> client.dataCenters().at(each.location()).map(there -> given.at(there, each)))
        .orElse(given)
        .recordAfterAdoption(stored);
  }

  private StoredToken withSettingNoted(StoredToken stored) {
    return client.configured().withSettingNoted(SignInHistory.of(stored), key).onto(stored);
  }

  /** Returns whether this record can be renewed. It may be of an unknown data center. */
  private boolean isRenewable(StoredToken stored) {
    DataCenter at = client.dataCenters().at(stored.location()).orElse(given.dataCenter());
    return Records.isRenewable(stored, at);
  }
}
