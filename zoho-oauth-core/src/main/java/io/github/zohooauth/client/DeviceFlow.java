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
  private final TokenExchange exchange;
  private final Duration pollInterval;
  private final boolean promptConsent;

  /** What polling has learned, by the hash of the device code; the oldest first. */
  private final Map<String, PollPace> paces = new LinkedHashMap<>();

  DeviceFlow(
      ClientParts client, TokenExchange exchange, Duration pollInterval, boolean promptConsent) {
    this.client = client;
    this.exchange = exchange;
    this.pollInterval = pollInterval;
    this.promptConsent = promptConsent;
  }

  DeviceAuthorization begin(Set<String> scopes) {
    DataCenter home = client.home();
    exchange.requireReady(TokenOwner.unnamed(), home);
    Instant askedAt = client.clock().instant();
    Grant grant = Grant.deviceRequest(scopes, promptConsent);
    DeviceAuthorization begun =
        client.await(
            client
                .endpoint()
                .ask(grant, home, new CallCounter(client.clock()))
                .thenApply(answer -> authorization(answer, scopes, askedAt)));
    PollPace unused = paceOf(begun, true);
    return begun;
  }

  private DeviceAuthorization authorization(
      HttpAnswer answer, Set<String> scopes, Instant askedAt) {
    DeviceCodes codes =
        DeviceCodes.in(answer)
            .orElseThrow(
                () -> client.endpoint().meaning(answer, Grant.Type.DEVICE_REQUEST, client.home()));
    String complete = codes.verificationUriComplete();
    return new DeviceAuthorization(
        client.clientId(),
        codes.deviceCode(),
        codes.userCode(),
        page(codes.verificationUri()),
        complete == null ? null : page(complete),
        codes.interval(),
        askedAt.plus(codes.life()),
        scopes);
  }

  private URI page(String received) {
    return DeviceCodes.page(received, client.dataCenters())
        .orElseThrow(
            () ->
                Failures.of(client.clientId())
                    .at(client.home())
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
      throw Failures.copy(client.renewals().callers().known(e));
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
        client, exchange, authorization, paceOf(authorization, false), owner, resolver);
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
}
