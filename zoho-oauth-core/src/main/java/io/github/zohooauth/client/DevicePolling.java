package io.github.zohooauth.client;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.ErrorTable;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks, without a thread and no sooner than allowed, what a person has decided, until he has, the
 * code has expired, or somebody stops it.
 *
 * <p>Once stopped it sends nothing more. A poll that is under way then is not hung up on: the
 * answer may bring tokens, which Zoho gives out only once.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/devices/polling-request.html">Zoho:
 *     polling</a>
 */
final class DevicePolling {

  private enum Phase {
    PAUSE,
    POLL,
    LAST_POLL,
    END;

    Phase stopped() {
      return this == PAUSE ? END : this == POLL ? LAST_POLL : this;
    }
  }

  /** What came of it: tokens, or why there are none. */
  final CompletableFuture<IssuedTokens> obtained = new CompletableFuture<>();

  private final ClientParts client;
  private final DeviceAuthorization prompt;
  private final int moves;
  private final Consumer<DataCenter> ready;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.PAUSE);
  private final AtomicReference<@Nullable RuntimeException> stopping = new AtomicReference<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable CompletableFuture<?> pause;
  private volatile OpenWork.@Nullable Step pollStep;
  private @Nullable ZohoOAuthException trouble;

  /**
   * Makes what polls for a prompt that its caller has begun with.
   *
   * @param ready refuses a data center where tokens could not be brought to their end
   */
  DevicePolling(
      ClientParts client, DeviceAuthorization prompt, int moves, Consumer<DataCenter> ready) {
    this.client = client;
    this.prompt = prompt;
    this.moves = moves;
    this.ready = ready;
  }

  void start() {
    try {
      pause();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** Starts once this has worked. */
  void startAfter(CompletableFuture<?> first) {
    first.thenRun(this::start).whenComplete(this::orFail);
  }

  /** Pauses for as long as is left, unless the code will then have expired. */
  private void pause() {
    Instant now = now();
    var left = prompt.pace().left(now);
    if (!now.plus(left).isBefore(prompt.expiresAt())) {
      fail(expired());
      return;
    }
    CompletableFuture<@Nullable Void> pausing = client.pauses().pauseByClock(left);
    pause = pausing;
    if (phase.get() != Phase.PAUSE) {
      pausing.cancel(false);
    }
    pausing.thenRunAsync(this::poll, client.executor()).whenComplete(this::orFail);
  }

  /** Ends it for this reason; nothing is sent from now on. */
  void stop(RuntimeException reason) {
    stopping.compareAndSet(null, reason);
    if (phase.getAndUpdate(Phase::stopped) == Phase.PAUSE) {
      fail(reason);
      CompletableFuture<?> pausing = pause;
      if (pausing != null) {
        pausing.cancel(false);
      }
    }
  }

  private void poll() {
    if (!phase.compareAndSet(Phase.PAUSE, Phase.POLL)) {
      return;
    }
    pollStep = client.work().begin(); // it ends with the answer, or when its tokens are stored
    Instant askedAt = now();
    if (!askedAt.isBefore(prompt.expiresAt())) {
      throw expired();
    }
    DataCenter dataCenter = prompt.dataCenter();
    CallCounter calls = new CallCounter(client.clock());
    client
        .endpoint()
        .ask(Grant.deviceToken(prompt.deviceCode()), dataCenter, calls)
        .thenAccept(
            answer -> {
              Optional<TokenResponse> tokens = TokenResponse.in(answer);
              if (tokens.isPresent()) {
                TokenResponse response = tokens.get().withDefaultScopes(prompt.scopes());
                bring(new IssuedTokens(response, dataCenter, askedAt, calls.times(), null, true));
              } else {
                heed(answer, dataCenter);
              }
            })
        .exceptionally(
            failure -> {
              heed(Futures.cause(failure));
              return null;
            })
        .whenComplete(this::orFail);
  }

  /** Reads an answer that brings no tokens, and goes on or throws. */
  private void heed(HttpAnswer answer, DataCenter dataCenter) {
    Grant.Type type = Grant.Type.DEVICE_TOKEN;
    switch (ErrorTable.rowOf(answer, type, false).kind()) {
      case ASK_AGAIN -> prompt.pace().asBefore(now());
      case ASK_SLOWER -> prompt.pace().slower(now());
      case ASK_ELSEWHERE -> {
        move(answer.userLocation());
        prompt.pace().asBefore(now());
      }
      default -> throw client.endpoint().meaning(answer, type, dataCenter);
    }
    goOn();
  }

  /** What may pass before the code expires is waited for. */
  private void heed(@Nullable Throwable failure) {
    if (failure instanceof TemporaryFailureException passing) {
      trouble = passing;
      prompt.pace().backOff(now());
      goOn();
    } else if (failure instanceof RateLimitedException limited) {
      prompt.pace().until(limited.retryAt(), now());
      if (limited.retryAt().isBefore(prompt.expiresAt())) {
        goOn();
      } else {
        fail(limited);
      }
    } else {
      fail(failure);
    }
  }

  /** Where the person lives: what arrived only selects an entry of the allow-list. */
  private void move(Optional<String> location) {
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
    ready.accept(known);
    if (prompt.moveTo(known) > moves) {
      throw failures()
          .authorizationRequired(
              "Zoho's data centers send the device from one to the other: start again with a new"
                  + " device authorization.");
    }
  }

  /** Lets {@code close()} wait no longer for the latest poll and its tokens. */
  void endPoll() {
    OpenWork.Step step = pollStep;
    if (step != null) {
      step.end();
    }
  }

  private void goOn() {
    endPoll();
    if (phase.compareAndSet(Phase.POLL, Phase.PAUSE)) {
      pause();
    } else {
      fail(stopping.get());
    }
  }

  private void bring(IssuedTokens tokens) {
    phase.set(Phase.END);
    if (ended.compareAndSet(false, true)) {
      prompt.end(true);
      obtained.complete(tokens);
    }
  }

  private void orFail(@Nullable Object done, @Nullable Throwable failure) {
    if (failure != null && phase.get() != Phase.END) {
      fail(Futures.cause(failure));
    }
  }

  /** A refusal is final; to a prompt that was left or throttled somebody may come back. */
  private void fail(@Nullable Throwable failure) {
    phase.set(Phase.END);
    endPoll();
    if (ended.compareAndSet(false, true)) {
      Throwable why = failure == null ? new IllegalStateException("no reason given") : failure;
      prompt.end(
          why instanceof AuthorizationRequiredException || why instanceof ConfigurationException);
      obtained.completeExceptionally(why);
    }
  }

  private AuthorizationRequiredException expired() {
    return failures().authorizationRequired(ErrorTable.EXPIRED, trouble);
  }

  private Failures failures() {
    return Failures.of(client.clientId()).at(prompt.dataCenter());
  }

  private Instant now() {
    return client.clock().instant();
  }
}
