package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.ErrorTable;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.internal.runtime.OpenWork.ClosedException;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Polls for one exchange, until the user has decided, the code has expired, or it is stopped.
 *
 * <p>If it is stopped, it sends nothing more. The answer to a poll that was sent is still read: it
 * may bring tokens, which Zoho issues only once.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/devices/polling-request.html">Zoho:
 *     polling</a>
 */
final class DevicePolling {

  /** How often Zoho may send one device code to another data center. */
  private static final int MAX_MOVES = 3;

  /** Tokens, and the step that {@code close()} waits for until they are stored. */
  record Issued(IssuedTokens tokens, OpenWork.Piece step) {}

  private final ClientParts client;
  private final SignInStorage storage;
  private final DeviceAuthorization authorization;
  private final DeviceFlow.PollPace pace;
  private final @Nullable TokenOwner owner;
  private final OwnerResolver resolver;
  private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();

  private volatile boolean sending;
  private @Nullable TemporaryFailureException failure;

  /**
   * Takes the pace, until {@link #run} ends or {@link #stop} is called.
   *
   * @param owner the owner of the tokens; null if only the resolver knows
   * @throws IllegalStateException if another polling has the pace
   */
  DevicePolling(
      ClientParts client,
      SignInStorage storage,
      DeviceAuthorization authorization,
      DeviceFlow.PollPace pace,
      @Nullable TokenOwner owner,
      OwnerResolver resolver) {
    this.client = client;
    this.storage = storage;
    this.authorization = authorization;
    this.pace = pace;
    this.owner = owner;
    this.resolver = resolver;
    requireReady(pace.dataCenter);
    if (pace.over) {
      throw failures()
          .authorizationRequired(
              "This device authorization is over: start again with a new device authorization.");
    }
    if (!pace.user.compareAndSet(null, this)) {
      throw new IllegalStateException("authorization: another call polls for it already");
    }
  }

  /** Ends the pause, and lets another polling use the pace, now or after the poll in progress. */
  void stop() {
    stopped.complete(null);
    if (!sending) {
      pace.user.compareAndSet(this, null);
    }
  }

  /** Polls in this thread until tokens come. */
  Issued run() {
    client.work().endAtClose(stopped, this::stop);
    try {
      storage.requireReadable(owner); // a store that fails must not cost the user's consent
      Issued issued = null;
      while (issued == null) {
        pause();
        issued = poll();
      }
      return issued;
    } finally {
      sending = false;
      stop();
    }
  }

  /** Stores the tokens; in the thread in which the resolver is to be called. */
  SignInResult accept(Issued issued) {
    OpenWork.Piece step = issued.step().inThisThread();
    try {
      return storage.accept(issued.tokens(), resolver, null);
    } finally {
      step.end();
    }
  }

  private void pause() {
    sending = false;
    Duration left = pace.left(now());
    requireAlive(now().plus(left));
    CompletableFuture<@Nullable Void> pause = client.renewals().pauses().pauseByClock(left);
    Object unused = result(CompletableFuture.anyOf(pause, stopped));
    pause.cancel(false);
    sending = true; // before this polling looks whether it is stopped, so that stop() can tell
    requireAlive(now());
  }

  private void requireAlive(Instant then) {
    if (stopped.isDone()) {
      throw client.renewals().isClosed()
          ? new ClosedException()
          : new CancellationException("stopped");
    }
    if (!then.isBefore(authorization.expiresAt())) {
      throw failures().authorizationRequired(ErrorTable.EXPIRED, failure);
    }
  }

  /** Polls once; null if the user has not decided. */
  private @Nullable Issued poll() {
    OpenWork.Piece step = client.work().begin();
    Issued issued = null;
    CallCounter calls = new CallCounter(client.clock());
    try {
      DataCenter dataCenter = pace.dataCenter;
      Instant askedAt = now();
      Grant grant = Grant.deviceToken(authorization.deviceCode());
      HttpAnswer answer = result(client.endpoint().ask(grant, dataCenter, calls));
      TokenResponse tokens = TokenResponse.in(answer).orElse(null);
      if (tokens == null) {
        follow(answer, dataCenter);
      } else {
        pace.over = true;
        tokens = tokens.withDefaultScopes(authorization.scopes());
        issued =
            new Issued(
                new IssuedTokens(tokens, dataCenter, askedAt, calls.times(), null, true), step);
      }
    } catch (TemporaryFailureException e) { // it may pass before the code expires
      failure = e;
      pace.backOff(now());
    } catch (RateLimitedException e) {
      pace.until(e.retryAt(), now());
      if (!e.retryAt().isBefore(authorization.expiresAt())) {
        throw e;
      }
    } catch (AuthorizationRequiredException | ConfigurationException e) {
      pace.over = !calls.isStopped(); // without a secret nothing was sent, and the code still works
      throw e;
    } finally {
      if (issued == null) {
        step.end();
      }
    }
    return issued;
  }

  private <T> T result(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      throw client.renewals().callers().asZohoFailure(e);
    }
  }

  private void follow(HttpAnswer answer, DataCenter dataCenter) {
    Grant.Type type = Grant.Type.DEVICE_TOKEN;
    switch (ErrorTable.rowOf(answer, type, false).kind()) {
      case ASK_AGAIN -> pace.asBefore(now());
      case ASK_SLOWER -> pace.slower(now());
      case ASK_OTHER_DATA_CENTER -> {
        moveTo(answer.userLocation());
        pace.asBefore(now());
      }
      default -> throw client.endpoint().meaning(answer, type, dataCenter);
    }
  }

  /** Goes on where the user lives: what was received only selects an entry of the allow-list. */
  private void moveTo(Optional<String> location) {
    DataCenter known =
        location
            .flatMap(client.dataCenters()::at)
            .orElseThrow(
                () ->
                    failures()
                        .configuration(
                            "Zoho names a data center that this client does not know, so nothing"
                                + " was sent there: if Zoho has a new one, name it with"
                                + " dataCenters(...)."));
    requireReady(known);
    pace.dataCenter = known;
    if (++pace.moves > MAX_MOVES) {
      throw failures()
          .authorizationRequired(
              "Zoho's data centers send the device from one to the other: start again with a new"
                  + " device authorization.");
    }
  }

  private void requireReady(DataCenter dataCenter) {
    client.requireReady(owner == null ? TokenOwner.unnamed() : owner, dataCenter);
  }

  private Failures failures() {
    return client.failures(pace.dataCenter);
  }

  private Instant now() {
    return client.clock().instant();
  }
}
