package io.github.zohooauth.client;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.internal.loopback.LoopbackAddress;
import io.github.zohooauth.internal.loopback.LoopbackRules;
import io.github.zohooauth.internal.loopback.LoopbackServer;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Require;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Receives the redirect of an authorization on this machine, for desktop and command-line programs.
 *
 * <pre>{@code
 * try (LoopbackReceiver receiver = LoopbackReceiver.listen(request)) {
 *   // open request.uri() in the user's browser
 *   client.exchange(request, receiver.await(Duration.ofMinutes(5)));
 * }
 * }</pre>
 *
 * <p>Create it just before you open the browser, and close it afterwards. Until then it listens on
 * the loopback interface, which other machines cannot reach. The user sees a page that says to go
 * back to the program.
 *
 * <p>The first request with Zoho's answer and the state of the authorization request wins. All
 * others are refused, because any web page can send a browser here. Slow, large or many requests do
 * not delay the redirect. The answer may be an error, which {@code exchange} or {@code accept}
 * reports.
 *
 * <p>It is for desktop JVMs. On Android use the AppAuth library, which receives the redirect
 * without a port. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252, sections 7.3 and
 *     8.3</a>
 */
public final class LoopbackReceiver implements AutoCloseable {

  private final LoopbackAddress address;
  private final LoopbackServer server;

  private LoopbackReceiver(LoopbackAddress address, LoopbackServer server) {
    this.address = address;
    this.server = server;
  }

  /**
   * Listens at the redirect URI of a request.
   *
   * @param request the request whose answer to wait for. Its redirect URI is plain http on {@code
   *     127.x.x.x}, {@code [::1]} or {@code localhost} (IPv4 and IPv6), with the port that the API
   *     Console has, and any path. The answer must have its state; only that to {@code
   *     scopeEnhancement} may have none
   * @throws IllegalArgumentException if the redirect URI is anything else, or has user info, query
   *     or fragment
   * @throws ConfigurationException if the port is taken or not allowed
   */
  public static LoopbackReceiver listen(AuthorizationRequest request) {
    return listen(request, System::nanoTime);
  }

  static LoopbackReceiver listen(AuthorizationRequest request, LongSupplier nanoTime) {
    Objects.requireNonNull(request, "request");
    LoopbackAddress address = LoopbackAddress.of(request.redirectUri());
    LoopbackRules rules =
        new LoopbackRules(
            address,
            AuthorizationResponse::isAnswer,
            parameters -> AuthorizationResponse.isAnswerTo(request, parameters));
    try {
      return new LoopbackReceiver(address, LoopbackServer.listen(address, rules, nanoTime));
    } catch (IOException | UnsupportedOperationException e) {
      String what =
          "Port %d is taken or not allowed. Stop the program that listens there, or register and"
              + " use a redirect URI with another port above 1023.";
      throw Failures.WITHOUT_CLIENT.configuration(what.formatted(address.port()), e);
    }
  }

  /**
   * Waits for the redirect. When it returns or throws, the port is free. Later calls return the
   * same redirect.
   *
   * @param timeout how long the user may take; at most a day
   * @return the redirect URI with its query, undecoded, or with the fragment that the browser was
   *     asked for: the value for {@code exchange} or {@code accept}, and a secret
   * @throws TemporaryFailureException if the timeout passes, or the thread is interrupted, whose
   *     flag is then set; the receiver is then closed
   * @throws IllegalStateException if the receiver was closed before the redirect arrived
   */
  public String await(Duration timeout) {
    Require.positive("timeout", timeout);
    try {
      return server.redirect().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return late(timeout);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw failure(
          "The thread was interrupted while it waited for the redirect. Authorize again.", null);
    } catch (CancellationException e) {
      close();
      throw new IllegalStateException("the receiver is closed");
    } catch (ExecutionException e) {
      close();
      throw failure("Listening for the redirect failed. Authorize again.", e.getCause());
    }
  }

  /** A redirect that arrives while the port is being closed still counts. */
  private String late(Duration timeout) {
    close();
    if (!server.redirect().isCompletedExceptionally()) {
      return server.redirect().join();
    }
    String what =
        "No redirect came to %s within %s. If the browser shows a page of Zoho's instead, Zoho does"
            + " not know the client at this data center, or has another redirect URI registered"
            + " (each character counts), or refuses all scopes because one is unknown or outside"
            + " the account's edition. Check these in the API Console, and authorize again.";
    throw failure(what.formatted(address, Failures.inWords(timeout)), null);
  }

  private static TemporaryFailureException failure(String what, @Nullable Throwable cause) {
    return Failures.WITHOUT_CLIENT.temporary(what, cause);
  }

  /** Frees the port before it returns, and ends {@link #await}. Idempotent. */
  @Override
  public void close() {
    server.close();
  }

  /** Returns the redirect URI, without the answer. */
  @Override
  public String toString() {
    return "LoopbackReceiver[redirectUri=" + address + "]";
  }
}
