package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.DeviceCodes;
import io.github.zohooauth.internal.endpoint.Grant;
import io.github.zohooauth.internal.runtime.ClosedException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.internal.transport.CallCounter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The device flow: a person decides elsewhere, and the device asks until he has.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
final class DeviceFlow {

  private final ClientParts client;
  private final TokenExchange exchange;

  /** How often Zoho may send one device code on to another data center. */
  private static final int MOVES = 3;

  private final Duration pollInterval;
  private final boolean promptConsent;

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
    CompletableFuture<DeviceAuthorization> work =
        client
            .endpoint()
            .ask(Grant.deviceRequest(scopes, promptConsent), home, new CallCounter(client.clock()))
            .thenApply(
                answer -> {
                  DeviceCodes codes =
                      DeviceCodes.in(answer)
                          .orElseThrow(
                              () ->
                                  client
                                      .endpoint()
                                      .meaning(answer, Grant.Type.DEVICE_REQUEST, home));
                  return prompt(codes, scopes, askedAt);
                });
    return client.await(work);
  }

  private DeviceAuthorization prompt(DeviceCodes codes, Set<String> scopes, Instant askedAt) {
    String complete = codes.verificationUriComplete();
    return new DeviceAuthorization(
        this,
        codes,
        shown(codes.verificationUri()),
        complete == null ? null : shown(complete),
        scopes,
        askedAt.plus(codes.life()),
        new PollPace(codes.interval(), pollInterval, client.clock().instant()),
        client.home());
  }

  private URI shown(String received) {
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

  /** Waits for the person's decision in the caller's thread. */
  SignInResult exchange(
      DeviceAuthorization prompt, @Nullable TokenOwner owner, OwnerResolver resolver) {
    DevicePolling polling = poll(prompt, owner, resolver);
    IssuedTokens obtained = await(polling, prompt, resolver);
    OpenWork.Step step = client.work().beginAnyway().inThisThread();
    try {
      polling.endPoll();
      return exchange.accept(obtained, resolver);
    } finally {
      step.end();
    }
  }

  /** The same without a thread; whoever ends the future stops it. */
  CompletableFuture<SignInResult> exchangeAsync(
      DeviceAuthorization prompt, @Nullable TokenOwner owner, OwnerResolver resolver) {
    DevicePolling polling = poll(prompt, owner, resolver);
    CompletableFuture<SignInResult> result = new CompletableFuture<>();
    polling
        .obtained
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(atCaller(failure)))
        .thenCompose(obtained -> accept(obtained, polling, resolver))
        .whenCompleteAsync(
            (signedIn, failure) -> {
              if (failure == null) {
                result.complete(signedIn);
              } else {
                result.completeExceptionally(
                    Objects.requireNonNull(Futures.cause(failure), "failure"));
              }
            },
            client.threads().handover());
    result.whenComplete(
        (signedIn, failure) -> polling.stop(new CancellationException("nobody waits any more")));
    return result;
  }

  /** A store that cannot be read must not cost the person's consent, so it is read first. */
  private DevicePolling poll(
      DeviceAuthorization prompt, @Nullable TokenOwner owner, OwnerResolver resolver) {
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(resolver, "resolver");
    if (!prompt.isOf(this)) {
      throw new IllegalArgumentException("prompt: made by another client");
    }
    TokenOwner known = owner == null ? TokenOwner.unnamed() : owner;
    exchange.requireReady(known, prompt.dataCenter());
    if (!prompt.begin()) {
      String what =
          "This device authorization is over: start again with a new device authorization.";
      throw Failures.of(client.clientId()).at(prompt.dataCenter()).authorizationRequired(what);
    }
    DevicePolling polling =
        new DevicePolling(
            client, prompt, MOVES, dataCenter -> exchange.requireReady(known, dataCenter));
    client.work().endAtClose(polling.obtained, () -> polling.stop(new ClosedException()));
    if (owner == null) {
      polling.start();
    } else {
      polling.startAfter(
          CompletableFuture.supplyAsync(
              () -> client.store().load(client.key(owner)), client.executor()));
    }
    return polling;
  }

  private IssuedTokens await(
      DevicePolling polling, DeviceAuthorization prompt, OwnerResolver resolver) {
    Duration longest =
        prompt
            .life(client.clock().instant())
            .plus(client.policy().requestTimeout())
            .plus(client.policy().callerTimeout());
    try {
      return polling.obtained.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw atCaller(e);
    } catch (TimeoutException e) {
      throw leave(polling, resolver, "The user code should have expired by now: polling ends.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw leave(
          polling,
          resolver,
          "The caller was interrupted, and polling ends: exchange the same device authorization to"
              + " go on.");
    }
  }

  /** A poll that is under way may still bring tokens: they are kept, for the next who asks. */
  private ZohoOAuthException leave(DevicePolling polling, OwnerResolver resolver, String what) {
    TemporaryFailureException left = Failures.of(client.clientId()).temporary(what);
    polling.stop(left);
    polling.obtained.thenCompose(obtained -> accept(obtained, polling, resolver));
    return left;
  }

  private CompletableFuture<SignInResult> accept(
      IssuedTokens obtained, DevicePolling polling, OwnerResolver resolver) {
    return exchange
        .acceptAsync(obtained, resolver)
        .whenComplete((signedIn, failure) -> polling.endPoll());
  }

  private RuntimeException atCaller(Throwable failure) {
    Throwable cause = Futures.cause(failure);
    if (cause instanceof ZohoOAuthException known) {
      return Failures.copy(known);
    }
    if (client.isClosed()) {
      return new ClosedException();
    }
    String what = "Polling could not go on: try again later, and check the executor.";
    return Failures.of(client.clientId()).temporary(what, cause);
  }
}
