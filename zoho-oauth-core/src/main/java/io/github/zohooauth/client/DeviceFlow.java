package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.endpoint.DeviceCodes;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Crypto;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The device flow: a user decides on another device, and this device polls until then.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
final class DeviceFlow {

  private static final int MAX_PACES = 10_000;

  private final ClientParts client;
  private final SignInStorage storage;
  private final Duration pollInterval;
  private final boolean promptConsent;

  /** What polling has learned, by the hash of the device code; the oldest first. */
  private final Map<String, PollPace> paces = new LinkedHashMap<>();

  DeviceFlow(
      ClientParts client, SignInStorage storage, Duration pollInterval, boolean promptConsent) {
    this.client = client;
    this.storage = storage;
    this.pollInterval = pollInterval;
    this.promptConsent = promptConsent;
  }

  DeviceAuthorization begin(Set<String> scopes) {
    DataCenter home = client.home();
    client.requireReady(TokenOwner.unnamed(), home);
    Instant askedAt = client.clock().instant();
    Grant grant = Grant.deviceRequest(scopes, promptConsent);
    HttpAnswer answer =
        client.await(client.endpoint().ask(grant, home, new CallCounter(client.clock())));
    DeviceCodes codes =
        DeviceCodes.in(answer)
            .orElseThrow(() -> client.endpoint().meaning(answer, grant.type(), home));
    String complete = codes.verificationUriComplete();
    DeviceAuthorization begun =
        new DeviceAuthorization(
            client.clientId(),
            codes.deviceCode(),
            codes.userCode(),
            page(codes.verificationUri()),
            complete == null ? null : page(complete),
            codes.interval(),
            askedAt.plus(codes.life()),
            scopes);
    PollPace unused = paceOf(begun, true);
    return begun;
  }

  private URI page(String received) {
    return DeviceCodes.page(received, client.dataCenters())
        .orElseThrow(
            () ->
                client
                    .failures(client.home())
                    .configuration(
                        "Zoho's verification URI is not on the accounts server of a data center"
                            + " that this client knows, so it is not shown: if Zoho has a new one,"
                            + " name it with dataCenters(...)."));
  }

  /** Waits in the caller's thread, where the resolver is called, too. */
  SignInResult exchange(
      DeviceAuthorization authorization, @Nullable TokenOwner owner, OwnerResolver resolver) {
    DevicePolling polling = polling(authorization, owner, resolver);
    CompletableFuture<DevicePolling.Issued> issued = start(polling, polling::run);
    Duration longest = // in real time, so that no caller hangs if the client's clock stands still
        Duration.between(client.clock().instant(), authorization.expiresAt())
            .plus(client.policy().requestTimeout())
            .plus(client.policy().callerTimeout());
    try {
      return polling.accept(issued.get(longest.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      throw Failures.copy(client.renewals().callers().asZohoFailure(e));
    } catch (TimeoutException e) {
      throw leave(polling, issued, "The user code should have expired by now: polling ends.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw leave(
          polling,
          issued,
          "The caller was interrupted, and polling ends: exchange the same device authorization to"
              + " go on.");
    }
  }

  /** A poll in progress may still bring tokens, which are then stored without the caller. */
  private TemporaryFailureException leave(
      DevicePolling polling, CompletableFuture<DevicePolling.Issued> issued, String what) {
    polling.stop();
    CompletableFuture<?> unused =
        issued.thenAcceptAsync(polling::accept, client.threads().handover());
    return Failures.of(client.clientId()).temporary(what);
  }

  CompletableFuture<SignInResult> exchangeAsync(
      DeviceAuthorization authorization, @Nullable TokenOwner owner, OwnerResolver resolver) {
    DevicePolling polling = polling(authorization, owner, resolver);
    CompletableFuture<SignInResult> result = start(polling, () -> polling.accept(polling.run()));
    result.whenComplete((signedIn, failure) -> polling.stop());
    return result;
  }

  /** Runs the work in one thread of the client's own. */
  private <T> CompletableFuture<T> start(DevicePolling polling, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      client
          .threads()
          .handover()
          .execute(
              () -> {
                try {
                  result.complete(work.get());
                } catch (Throwable e) {
                  result.completeExceptionally(e);
                }
              });
    } catch (Throwable e) { // no thread can be started
      polling.stop();
      throw e;
    }
    return result;
  }

  private DevicePolling polling(
      DeviceAuthorization authorization, @Nullable TokenOwner owner, OwnerResolver resolver) {
    Objects.requireNonNull(authorization, "authorization");
    Objects.requireNonNull(resolver, "resolver");
    if (!authorization.clientId().equals(client.clientId())) {
      throw new IllegalArgumentException("authorization: of another client ID");
    }
    return new DevicePolling(
        client, storage, authorization, paceOf(authorization, false), owner, resolver);
  }

  /** Returns the pace of this code. After a restart it is new, and begins with a full pause. */
  private PollPace paceOf(DeviceAuthorization authorization, boolean begun) {
    String hash = Crypto.sha256Hex(authorization.deviceCode());
    Instant now = client.clock().instant();
    Duration gap = PollPace.longer(authorization.interval(), pollInterval);
    synchronized (paces) {
      PollPace pace = begun ? null : paces.get(hash);
      if (pace == null) {
        pace = new PollPace(gap, now, client.home(), authorization.expiresAt());
        paces.put(hash, pace);
      }
      paces.values().removeIf(old -> !now.isBefore(old.expiresAt) || paces.size() > MAX_PACES);
      return pace;
    }
  }

  /**
   * When and where one device code is polled next.
   *
   * <p>It outlives an exchange, so that the next exchange of the same code polls no sooner. Only
   * the {@link #user} uses it.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628, section 3.5</a>
   */
  static final class PollPace {

    private static final Duration SLOW_DOWN = Duration.ofSeconds(5);
    private static final int MAX_DOUBLINGS = 12;

    final Instant expiresAt;
    final AtomicReference<@Nullable DevicePolling> user = new AtomicReference<>();
    volatile boolean over;
    DataCenter dataCenter;
    int moves;
    private Duration gap;
    private int failures;
    private Instant from;
    private Duration pause;

    PollPace(Duration gap, Instant now, DataCenter home, Instant expiresAt) {
      this.gap = gap;
      this.from = now;
      this.pause = gap;
      this.dataCenter = home;
      this.expiresAt = expiresAt;
    }

    void asBefore(Instant now) {
      failures = 0;
      pauseFor(gap, now);
    }

    /** Makes this pause and all later ones longer. */
    void slower(Instant now) {
      gap = gap.plus(SLOW_DOWN);
      asBefore(now);
    }

    /** Doubles the pause with each failure in a row. */
    void backOff(Instant now) {
      failures = Math.min(failures + 1, MAX_DOUBLINGS);
      pauseFor(gap.multipliedBy(1L << failures), now);
    }

    void until(Instant then, Instant now) {
      pauseFor(longer(gap, Duration.between(now, then)), now);
    }

    /** Returns the rest of the pause, which does not grow if the clock is set back. */
    Duration left(Instant now) {
      Duration left = longer(Duration.ZERO, pause.minus(Duration.between(from, now)));
      return left.compareTo(pause) > 0 ? pause : left;
    }

    private void pauseFor(Duration duration, Instant now) {
      from = now;
      pause = duration;
    }

    static Duration longer(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? other : one;
    }
  }
}
