package io.github.zohooauth.internal.endpoint;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.internal.transport.FormRequest;
import io.github.zohooauth.internal.transport.HttpAnswer;
import io.github.zohooauth.internal.transport.HttpCall;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Sends requests that may hold the client secret.
 *
 * <p>A supplied secret is read before each request. If Zoho refuses it, it is read once more, and
 * another one is sent at once. Both reads and both requests have one timeout.
 *
 * <p>Renewals do not send a secret that Zoho has refused, see {@link RefusedSecrets}. Thread-safe.
 */
public final class SecretCalls {

  private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(60);
  private static final String STILL_REFUSED =
      "Zoho has refused the client secret of this data center, and the supplier of"
          + " clientSecret(...) still returns it. Nothing was sent. Let the supplier return the"
          + " present secret of the API Console.";

  /** Makes the request with a secret, which is empty if the client has none. */
  interface Form extends Function<Optional<String>, FormRequest> {}

  private final ClientRegistration registration;
  private final SecretReader reader;
  private final HttpCall http;
  private final Duration requestTimeout;
  private final TokenClock clock;
  private final AtomicLong nextWarning;
  private final RefusedSecrets refused;

  public SecretCalls(
      ClientRegistration registration,
      SecretReader reader,
      HttpCall http,
      Duration requestTimeout,
      TokenClock clock) {
    this.registration = registration;
    this.reader = reader;
    this.http = http;
    this.requestTimeout = requestTimeout;
    this.clock = clock;
    this.refused = new RefusedSecrets(clock);
    this.nextWarning = new AtomicLong(clock.elapsed());
  }

  String clientId() {
    return registration.clientId();
  }

  /**
   * Refuses a data center without a secret if others have one.
   *
   * @throws ConfigurationException if so
   */
  void requireSecret(DataCenter dataCenter) {
    Optional<?> unused = registration.secretFor(dataCenter);
  }

  /** Sends a request with the client secret of this data center. */
  CompletableFuture<HttpAnswer> post(
      Form form, Grant.Type type, DataCenter dataCenter, CallCounter calls) {
    Optional<ClientSecret> secret =
        type.isAuthenticated() ? registration.secretFor(dataCenter) : Optional.empty();
    if (secret.orElse(null) instanceof ClientSecret.Supplied supplied) {
      return new SuppliedCall(supplied, form, type, dataCenter, calls).post();
    }
    return http.post(form.apply(secret.map(fixed -> ((ClientSecret.Fixed) fixed).value())), calls);
  }

  /** A request with a supplied secret. */
  private final class SuppliedCall {

    private final ClientSecret.Supplied secret;
    private final Form form;
    private final Grant.Type type;
    private final DataCenter dataCenter;
    private final CallCounter calls;
    private final long end = System.nanoTime() + requestTimeout.toNanos();

    SuppliedCall(
        ClientSecret.Supplied secret,
        Form form,
        Grant.Type type,
        DataCenter dataCenter,
        CallCounter calls) {
      this.secret = secret;
      this.form = form;
      this.type = type;
      this.dataCenter = dataCenter;
      this.calls = calls;
    }

    CompletableFuture<HttpAnswer> post() {
      return post(true);
    }

    private CompletableFuture<HttpAnswer> post(boolean mayReadAgain) {
      int refusals = refused.count();
      return read()
          .handle(
              (first, failure) -> {
                if (failure != null) {
                  if (Futures.cause(failure) instanceof ConfigurationException) {
                    calls.noteSecret();
                    warn(failure);
                  }
                  return CompletableFuture.<HttpAnswer>failedFuture(failure);
                }
                if (calls.isEnded()) {
                  throw new CancellationException();
                }
                if (!type.isRenewal() || !refused.has(first, dataCenter, calls)) {
                  return sendOrAskAgain(first);
                }
                if (mayReadAgain && refused.count() != refusals) {
                  return post(false); // another call was refused meanwhile
                }
                calls.noteSecret();
                throw failures().withErrorCode(RefusedSecrets.CODE).configuration(STILL_REFUSED);
              })
          .thenCompose(Function.identity());
    }

    private CompletableFuture<HttpAnswer> sendOrAskAgain(String first) {
      return send(first)
          .thenCompose(
              answer -> RefusedSecrets.isIn(answer) ? askAgain(first, answer) : completed(answer));
    }

    /** Sends another secret if there is one now; otherwise returns the refusal. */
    private CompletableFuture<HttpAnswer> askAgain(String first, HttpAnswer refusal) {
      return read()
          .handle(
              (second, failure) ->
                  failure == null && !second.equals(first) && mayCall()
                      ? send(second)
                      : completed(refusal))
          .thenCompose(Function.identity())
          .whenComplete(
              (answer, failure) -> {
                if (answer != null && RefusedSecrets.isIn(answer)) {
                  calls.noteSecret();
                }
              });
    }

    private boolean mayCall() {
      return calls.hasRoom() && !calls.isEnded() && !left().isZero();
    }

    private CompletableFuture<String> read() {
      String unsent =
          type == Grant.Type.REVOCATION
              ? "The newer form of revocation was not sent."
              : "Nothing was sent.";
      return reader.read(secret.supplier(), left(), failures(), unsent);
    }

    private CompletableFuture<HttpAnswer> send(String value) {
      return http.post(form.apply(Optional.of(value)), calls, left())
          .thenApply(
              answer -> {
                refused.note(value, dataCenter, answer);
                return answer;
              });
    }

    /** Returns what is left of the timeout. */
    private Duration left() {
      return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private Failures failures() {
      return Failures.of(clientId()).at(dataCenter);
    }
  }

  /** Warns at most once a minute, however many owners need the secret. */
  private void warn(Throwable failure) {
    long now = clock.elapsed();
    long next = nextWarning.get();
    if (now - next >= 0 && nextWarning.compareAndSet(next, now + BETWEEN_WARNINGS.toNanos())) {
      String what = Objects.requireNonNull(Futures.cause(failure)).getMessage();
      LOG.log(Level.WARNING, "No client secret, so no token calls: {0}", what);
    }
  }

  private static CompletableFuture<HttpAnswer> completed(HttpAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
