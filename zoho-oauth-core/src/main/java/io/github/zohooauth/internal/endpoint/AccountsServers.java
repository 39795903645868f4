package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.internal.endpoint.BoundedCall.GateClosedException;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.FormRequest;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.internal.transport.HttpCall;
import io.github.zohooauth.internal.transport.HttpSource;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The accounts servers of one client, each with a bound of its own and a gate of its own.
 *
 * <p>Only renewals obey the gate: refresh tokens and client credentials. While it is closed, they
 * fail at once, because the same call works later. An authorization code expires within minutes, a
 * device code as well, and a user waits for a revocation or for user information. So these calls
 * are always sent. They wait for a place like all others, and what they learn opens the gate, too.
 *
 * <p>The keys of id_tokens are fetched without a place, one fetch at a time.
 *
 * <p>Thread-safe. There is one server for each of the client's own data centers, so their number
 * does not grow.
 */
public final class AccountsServers {

  /** How much later than its deadline a call ends at the latest. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private final HttpCall http;
  private final ErrorReader errors;
  private final Supplier<AccountsServer> maker;
  private final Map<URI, AccountsServer> servers = new ConcurrentHashMap<>();

  /**
   * Makes the servers of one client.
   *
   * @param bound the number of calls at a time to each server
   * @param requestTimeout the deadline of a call, which begins when the call has its place
   * @param chance returns random numbers from 0 to 1
   * @param starter starts calls that have waited for a place
   */
  public AccountsServers(
      HttpCall http,
      ErrorReader errors,
      int bound,
      Duration requestTimeout,
      TokenClock clock,
      DoubleSupplier chance,
      Executor starter) {
    this.http = http;
    this.errors = errors;
    Duration longest = requestTimeout.plus(SLACK);
    this.maker = () -> new AccountsServer(bound, longest, clock, chance, starter);
  }

  /**
   * Posts a form when there is a place.
   *
   * @param send posts it; one timeout covers all that it does
   * @param calls counts each time that the request is sent, and notes if the gate refused it
   * @param caller if it completes while the request waits for its place, the request is not sent
   * @return the answer, or a failure of the network; a {@link TemporaryFailureException} if the
   *     gate has refused the request
   */
  CompletableFuture<HttpAnswer> post(
      Supplier<CompletableFuture<HttpAnswer>> send,
      Grant.Type type,
      DataCenter dataCenter,
      CallCounter calls,
      CompletableFuture<?> caller) {
    CompletableFuture<HttpAnswer> answer =
        at(dataCenter)
            .call(
                new BoundedCall.Request(
                    type.isRenewal(),
                    () -> caller.isDone() || calls.isEnded(),
                    send,
                    (received, failure) -> BoundedCall.Outcome.of(type, calls, received, failure)));
    caller.whenComplete((done, failure) -> answer.cancel(false));
    return answer.exceptionallyCompose(
        failure -> {
          if (Futures.cause(failure) instanceof GateClosedException closed) {
            calls.noteClosedGate();
            return CompletableFuture.failedFuture(errors.closed(closed, dataCenter));
          }
          return CompletableFuture.failedFuture(failure);
        });
  }

  /** Posts a form that always waits for its place. */
  CompletableFuture<HttpAnswer> post(FormRequest form, Grant.Type type, DataCenter dataCenter) {
    CallCounter calls = new CallCounter(InstantSource.system());
    return post(() -> http.post(form, calls), type, dataCenter, calls, new CompletableFuture<>());
  }

  CompletableFuture<HttpAnswer> get(
      URI uri, String authorization, Grant.Type type, DataCenter dataCenter) {
    CallCounter none = new CallCounter(InstantSource.system());
    return at(dataCenter)
        .call(
            new BoundedCall.Request(
                false,
                () -> false,
                () -> http.get(uri, authorization),
                (answer, failure) -> BoundedCall.Outcome.of(type, none, answer, failure)));
  }

  /** Refuses a request whose header the HTTP client would leave out. */
  void requireAuthorizationHeader(DataCenter dataCenter, String unsent) {
    if (http.dropsAuthorization()) {
      String what = HttpSource.droppedAuthorization("httpClient", unsent);
      throw errors.at(dataCenter).configuration(what);
    }
  }

  /**
   * Returns the failure of a renewal at this data center, if the gate would refuse one now; empty
   * if a renewal may be tried. It sends nothing and takes no place.
   */
  public Optional<TemporaryFailureException> refusal(DataCenter dataCenter) {
    return Optional.ofNullable(at(dataCenter).refusal())
        .map(closed -> errors.closed(closed, dataCenter));
  }

  /** Returns the state of the gate of this data center; empty while it is open. */
  Optional<ClosedGate> closedGate(DataCenter dataCenter) {
    return Optional.ofNullable(at(dataCenter).closedGate());
  }

  private AccountsServer at(DataCenter dataCenter) {
    return servers.computeIfAbsent(dataCenter.accountsServer(), server -> maker.get());
  }
}
